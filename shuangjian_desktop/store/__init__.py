"""The school file: the only home of SQL.

Knows no rules, no windows and no documents; hands out domain values and takes journaled writes.
"""
