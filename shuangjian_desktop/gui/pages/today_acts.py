"""What can be done from 今日 by one key: review, consult, see who is missing, lock.

Made after the first picture; opens the dialogs and knows nothing of what they write.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton

from shuangjian_desktop.app import rights
from shuangjian_desktop.app.queries.check import JudgedDay
from shuangjian_desktop.app.queries.late import lateness
from shuangjian_desktop.app.queries.locks import locked_words
from shuangjian_desktop.app.queries.mine import has_own
from shuangjian_desktop.app.queries.next_week import next_week_of
from shuangjian_desktop.app.queries.setup_steps import SECTION, SetupStep, setup_steps
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.gui import theme

if TYPE_CHECKING:
    from shuangjian_desktop.gui.pages.today import TodayPage

LOCKS, SETUP = "locks", "setup"


class TodayActs:
    """The buttons at the right of the heading, and what is read after the first picture.

    `late` are the reasons given for late entry, by class.
    """

    def __init__(self, page: "TodayPage") -> None:
        self._page = page
        self.late: dict[ClassId, str] = {}
        self.locked = QLabel()
        self.locked.setTextFormat(Qt.TextFormat.PlainText)
        palette = self.locked.palette()
        palette.setColor(self.locked.foregroundRole(), theme.WARNING)
        self.locked.setPalette(palette)
        self.mine = QPushButton("只看我的")
        self.mine.setCheckable(True)
        self.mine.setChecked(True)
        self.mine.setAutoDefault(False)
        self.mine.toggled.connect(page.read_again)
        self.setup_button = QPushButton()
        self.setup_button.setAutoDefault(False)
        self.setup_button.clicked.connect(self.go_on_setting_up)
        self._missing: tuple[SetupStep, ...] = ()
        page.acts_row.addWidget(self.setup_button)
        page.acts_row.addWidget(self.locked)
        page.acts_row.addWidget(self.mine)
        self.review_button = self._button("审核（R）…", "R", self.open_review)
        self.consult_button = self._button("会商（C）…", "C", self.consult)
        self.missing_button = self._button("谁还没交（M）…", "M", self.show_missing)
        self.lock_button = self._button("锁定（L）…", "L", self.lock)

    @property
    def only_mine(self) -> bool:
        """Return whether only the person's own classes are listed."""
        return has_own(self._page.bridge.project) and self.mine.isChecked()

    def read(self) -> None:
        """Read what stands beside the lists: late reasons, locks, next week's lists."""
        project, on = self._page.bridge.project, self._page.place.date
        ids = [each.id for each in project.directory.classes(on)]
        found = lateness(project, ids, (on,))
        self.late = {class_id: each.reasons(on) for class_id, each in found.items()}
        words = locked_words(project, on)
        self.locked.setText(words)
        self.locked.setVisible(bool(words))
        self.mine.setVisible(has_own(project))
        self._say_what_the_school_lacks()
        ahead = next_week_of(project, only_mine=self.only_mine)
        waiting = len(ahead.waiting)
        self.missing_button.setText(
            f"没交 · 下周缺{waiting}班（M）…" if waiting else "谁还没交（M）…"
        )  # short: on a small screen or in large letters the whole sentence is cut off
        self.missing_button.setToolTip(f"谁还没交；下周{waiting}个班未备齐" if waiting else "")

    def _say_what_the_school_lacks(self) -> None:
        """One way from here to the list of what is still to be set, for who may set it."""
        project = self._page.bridge.project
        missing: tuple[SetupStep, ...] = ()
        if rights.may_set_up(project.actor) and not project.database.read_only:
            steps = setup_steps(project)
            missing = tuple(step for step in steps if step.is_needed and not step.is_done)
        self._missing = missing
        if len(missing) == 1:
            self.setup_button.setText(f"{missing[0].act or f'设置{missing[0].title}'}…")
            self.setup_button.setToolTip(missing[0].words)
        else:
            self.setup_button.setText(f"建校还缺{len(missing)}项…")
            told = "、".join(step.title for step in missing)
            self.setup_button.setToolTip(f"建校清单：{told}")
        self.setup_button.setVisible(bool(missing))

    def go_on_setting_up(self) -> None:
        """Go where the one thing missing is set, to the list when there are more."""
        kind, target = self._missing[0].where if len(self._missing) == 1 else (SECTION, SETUP)
        self._page.place.open_section(target if kind == SECTION else SETUP)

    def open_review(self) -> None:
        """Open the review dialog at its first class-day."""
        self.review(None)

    def review(self, day: JudgedDay | None) -> None:
        """Open the review dialog, at a class-day when one is given."""
        from shuangjian_desktop.gui.dialogs.review_dialog import ReviewDialog

        page = self._page
        dialog = ReviewDialog(page.bridge, page.place, page.notify, page.window())
        if day is not None:
            dialog.select(day.class_day.class_id, day.class_day.day.date)
        dialog.exec()
        dialog.deleteLater()

    def consult(self) -> None:
        """Talk over the class chosen in the first list, or its first."""
        from shuangjian_desktop.gui.dialogs.consultation_dialog import open_consultation

        page = self._page
        rows = page.over.model.rows
        need = page.over.model.row(page.over.view.currentIndex()) or (rows[0] if rows else None)
        if need is None:
            page.notify.say("这一天没有超过上限的班级，不用会商；以前的记录在“学校 → 二次会商”。")
            return
        day = need.day.class_day
        open_consultation(page.bridge, page.notify, day.class_id, day.day.date, page.window())

    def show_missing(self) -> None:
        """Show who has not handed in, by grade, class and subject."""
        from shuangjian_desktop.gui.dialogs.missing_dialog import MissingDialog

        page = self._page
        dialog = MissingDialog(page.bridge, page.place, page.notify, page.window())
        dialog.exec()
        dialog.deleteLater()

    def lock(self) -> None:
        """Go to where days are locked."""
        self._page.place.open_section(LOCKS)

    def _button(self, text: str, keys: str, call: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(call)
        self._page.acts_row.addWidget(button)
        shortcut = QShortcut(QKeySequence(keys), self._page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(call)
        return button
