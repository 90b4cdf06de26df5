"""Runs a command on the calendar, asking first where homework stands in its way.

Knows no widget; the question is dialogs/clash_dialog.
"""

from PySide6.QtWidgets import QWidget

from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.gui.bridge import Bridge


def run_asking(bridge: Bridge, command: Command, parent: QWidget | None) -> Changes | None:
    """Run it as decided; None when it was given up or refused, and nothing has changed."""
    from shuangjian_desktop.gui.dialogs.clash_dialog import asked  # late: only when asked

    decided = asked(bridge, command, parent)
    return None if decided is None else bridge.run(decided)
