"""One edit, from command to repainted totals: ten years ÷ one week, and ÷ a bare sqlite3 insert.

The real main window on the 作业 page, offscreen; edits and bare inserts take turns in one process.
"""

import gc
import os
import shutil
import sqlite3
import statistics
import tempfile
import time
from datetime import datetime
from pathlib import Path
from uuid import uuid4

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QAbstractScrollArea

from benchmarks import schools
from shuangjian_desktop.app.commands.homework import change_item
from shuangjian_desktop.app.queries.week import class_week
from shuangjian_desktop.gui.application import make_application
from shuangjian_desktop.gui.open import Session
from shuangjian_desktop.gui.views.week_view import WeekView

ROUNDS = 200
PATIENCE = 10
HISTORY_LIMIT, INSERT_LIMIT = 1.1, 3.0


class Painted(QObject):
    """Knows whether cells and day heads have been painted since it was last asked."""

    def __init__(self, *areas: QAbstractScrollArea) -> None:
        super().__init__()
        self._waiting: set[QObject] = set()
        self._all = {area.viewport() for area in areas}
        for viewport in self._all:
            viewport.installEventFilter(self)

    def start(self) -> None:
        self._waiting = set(self._all)

    def is_done(self) -> bool:
        return not self._waiting

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self._waiting.discard(watched)
        return False


class Desk:
    """The real window on one school, at a class's week, ready to edit one item."""

    def __init__(self, source: Path, folder: Path) -> None:
        path = folder / source.name
        shutil.copyfile(source, path)
        self.session = Session(clock=lambda: datetime(2026, 11, 23, 15, 40))  # noqa: DTZ001
        self.session.start(path)
        project, window = self.session.project, self.session.window
        assert project is not None
        assert window is not None
        window.showNormal()
        window.resize(1366, 768)  # an office PC's; without a display the screen is smaller
        self.bridge = window._bridge  # noqa: SLF001
        school_class = project.directory.classes(schools.MONDAY)[20]
        window._place.go(date=schools.MONDAY, class_id=school_class.id, page="homework")  # noqa: SLF001
        week = class_week(project, school_class.id, schools.MONDAY)
        self.item = week.days[0].class_day.items[0]
        view = window.findChild(WeekView)
        assert view is not None
        self.painted = Painted(view, view.horizontalHeader())
        for _ in range(20):
            QCoreApplication.processEvents()
            time.sleep(0.02)

    def edit(self, minutes: int) -> float:
        """Change the item's minutes; return seconds until cell and total are repainted."""
        item = self.item._replace(minutes=minutes)
        self.painted.start()
        before = time.perf_counter()
        self.bridge.run(change_item(item))
        while not self.painted.is_done():
            QCoreApplication.processEvents()
            not_for_ever(before)
        return time.perf_counter() - before


def not_for_ever(since: float) -> None:
    """Stop a benchmark that waits for what never comes."""
    if time.perf_counter() - since > PATIENCE:
        raise TimeoutError(f"nothing was repainted within {PATIENCE} s")


class BareInsert:
    """A bare sqlite3 table under the same pragmas."""

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = DELETE")
        self.connection.execute("PRAGMA synchronous = FULL")
        self.connection.execute("CREATE TABLE t (id TEXT PRIMARY KEY, text TEXT, n INTEGER) STRICT")

    def insert(self, number: int) -> float:
        """Insert and commit one row; return seconds."""
        before = time.perf_counter()
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute("INSERT INTO t VALUES (?, ?, ?)", (str(uuid4()), "练习册", number))
        self.connection.execute("COMMIT")
        return time.perf_counter() - before


def main() -> None:
    """Print both ratios."""
    application = make_application(["shuangjian"])
    # On the disk the program itself would use: a temporary folder may live in memory.
    with tempfile.TemporaryDirectory(dir=schools.FOLDER, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ["SHUANGJIAN_DATA_DIR"] = str(schools.FOLDER / "profile")
        ten, one = Desk(schools.ten_years(), folder), Desk(schools.one_week(), folder)
        bare = BareInsert(folder)
        rounds = []
        gc.collect()
        for number in range(ROUNDS):
            minutes = number % 500 + 1
            rounds.append((ten.edit(minutes), one.edit(minutes), bare.insert(number)))
        for desk in (ten, one):
            desk.session.close()
    application.quit()
    a, b, c = (statistics.median(column) * 1000 for column in zip(*rounds[20:], strict=True))
    _tell("edit to repainted totals, ten years / one week", a, b, HISTORY_LIMIT)
    _tell("edit to repainted totals / bare sqlite3 insert", a, c, INSERT_LIMIT)


def _tell(name: str, ours: float, floor: float, limit: float) -> None:
    verdict = "ok" if ours / floor <= limit else "MISSED"
    print(
        f"{name}: {ours:.2f} ms / {floor:.2f} ms = {ours / floor:.2f} (held to {limit}) {verdict}"
    )


if __name__ == "__main__":
    main()
