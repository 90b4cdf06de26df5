"""One process of the window benchmark: `ours FILE` or `bare`, ending at its first painted window.

With `settled` it ends once everything deferred has run, so that its memory can be read.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

_SETTLE_MS = 400


def main(arguments: list[str]) -> None:
    """Show one of the two windows and leave."""
    kind, rest = arguments[0], arguments[1:]
    is_settled = "settled" in rest
    if kind == "ours":
        _ours(Path(rest[0]), is_settled)
    else:
        _bare(is_settled)


def _ours(school: Path, is_settled: bool) -> None:
    from datetime import datetime

    from shuangjian_desktop.__main__ import load_window

    window = load_window()
    application = window.make_application(["shuangjian"])
    session = window.Session(clock=lambda: datetime(2026, 11, 23, 15, 40))  # noqa: DTZ001
    session.start(school)
    _leave_when_painted(session.window, is_settled)
    application.exec()


def _bare(is_settled: bool) -> None:
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    application = QApplication(["bare"])
    application.setStyle("Fusion")
    window = QMainWindow()
    window.resize(1366, 768)
    model = QStandardItemModel(10, 7)
    for row in range(10):
        for column in range(7):
            model.setItem(row, column, QStandardItem(f"练习册第{row}页 {column}"))
    table = QTableView()
    table.setModel(model)
    window.setCentralWidget(table)
    window.menuBar().addMenu("文件").addAction("打开")
    window.addToolBar("工具").addAction("撤销")
    window.show()
    _leave_when_painted(window, is_settled)
    application.exec()


def _leave_when_painted(window: object, is_settled: bool) -> None:
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def __init__(self, leave: Callable[[], None]) -> None:
            super().__init__()
            self.leave = leave

        def eventFilter(  # noqa: N802 - Qt's name
            self, watched: QObject, event: QEvent
        ) -> bool:
            if event.type() == QEvent.Type.UpdateRequest:
                watched.event(event)  # paints every child now
                self.leave()
                return True
            return False

    def leave() -> None:
        if is_settled:
            QTimer.singleShot(_SETTLE_MS, lambda: os._exit(0))
        else:
            os._exit(0)

    watch = Watch(leave)
    watch.setParent(window)
    window.installEventFilter(watch)


if __name__ == "__main__":
    main(sys.argv[1:])
