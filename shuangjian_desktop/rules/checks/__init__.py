"""The checks themselves, one file per topic: small functions without numbers or sentences.

Must not know files, tables or screens; numbers come from the rulebook or the school's settings.
"""
