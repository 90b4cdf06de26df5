"""The policy as data and the checks that read it: totals, findings, wording.

Must not know the store, the screen or any file but the rulebook; the only layer above the domain.
"""
