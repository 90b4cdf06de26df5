"""The kinds of tables that can be imported and exported: the words of the command line.

Plain names; knows nothing of their columns.
"""

from enum import StrEnum


class TableKind(StrEnum):
    """KIND of `import` and `export`."""

    SETTINGS = "settings"
    LESSONS = "lessons"
    TEACHING = "teaching"
    HOMEWORK = "homework"
