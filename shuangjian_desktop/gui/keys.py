"""Reads keys as the code writes them, whatever language Qt speaks by then.

WORKAROUND: Qt's Chinese words call Return "Enter". QKeySequence("Ctrl+Enter") is Ctrl+Return once
they are loaded, and an action that has both keys has one of them twice: then it has none at all.
"""

from PySide6.QtGui import QKeySequence


def read_keys(text: str) -> QKeySequence:
    """Return the keys of Ctrl+Shift+Enter: Return is the large key, Enter the one of the pad."""
    return QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText)
