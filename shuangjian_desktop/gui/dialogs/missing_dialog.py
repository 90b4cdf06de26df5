"""谁还没交: school, grade, class, subject with its teacher; each line leads to its cell.

Shows app/queries/missing and next_week; judges nothing.
"""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.queries.mine import has_own
from shuangjian_desktop.app.queries.missing import Gap, GapKind, as_text, gaps
from shuangjian_desktop.app.queries.next_week import next_week_of
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.place import HOMEWORK, Place

_SIGNS = {
    GapKind.NOT_ENTERED: "○",
    GapKind.DRAFT: "✎",
    GapKind.RETURNED: "↩",
    GapKind.NOT_REVIEWED: "◇",
    GapKind.HINT: "·",
}
_GAP = Qt.ItemDataRole.UserRole


class MissingDialog(QDialog):
    """Enter or a double click goes to the cell; 复制名单 makes a message for the staff group."""

    def __init__(
        self, bridge: Bridge, place: Place, notify: Notify, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("谁还没交")
        self.bridge, self.place, self.notify = bridge, place, notify
        self.found: tuple[Gap, ...] = ()
        self.heading = QLabel()
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.mine = QCheckBox("只看我的班和学科(&W)")
        self.mine.setVisible(has_own(bridge.project))
        self.mine.setChecked(has_own(bridge.project))
        self.hints = QCheckBox("也列出有课但没布置的学科（只是提示）(&H)")
        self.tree = _tree()
        self.copy = QPushButton("复制名单(&C)")
        self._build()
        self.mine.toggled.connect(self.refresh)
        self.hints.toggled.connect(self.refresh)
        self.tree.itemActivated.connect(self._open)
        self.copy.clicked.connect(self._copy)
        self.refresh()
        self.tree.setFocus()

    def refresh(self) -> None:
        """Read everything again."""
        on = self.place.date
        self.found = gaps(self.bridge.project, on, only_mine=self.mine.isChecked())
        shown = [g for g in self.found if self.hints.isChecked() or g.kind is not GapKind.HINT]
        self.tree.clear()
        for grade in dict.fromkeys(gap.grade for gap in shown):
            self._add_grade(grade, [gap for gap in shown if gap.grade == grade])
        self._add_next_week()
        self.tree.expandAll()
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        counts = [
            f"{kind.value}{sum(gap.kind is kind for gap in shown)}"
            for kind in GapKind
            if any(gap.kind is kind for gap in shown)
        ]
        told = " · ".join(counts) or "都已录入、提交并审核。"
        self.heading.setText(f"{day_words.date_short(on)}　{told}")
        self.copy.setEnabled(bool(as_text(self.found, on)))

    def _add_grade(self, grade: int, found: list[Gap]) -> None:
        classes = dict.fromkeys(gap.class_title for gap in found)
        top = QTreeWidgetItem((grade_name(grade), f"{len(classes)}个班"))
        self.tree.addTopLevelItem(top)
        for title in classes:
            own = [gap for gap in found if gap.class_title == title]
            whole = next((gap for gap in own if not gap.subject), None)
            line = QTreeWidgetItem((title, _words(whole) if whole else "", ""))
            line.setData(0, _GAP, whole or own[0]._replace(item_id=None))
            top.addChild(line)
            for gap in own:
                if gap.subject:
                    child = QTreeWidgetItem((gap.subject, _words(gap), gap.teacher))
                    child.setData(0, _GAP, gap)
                    line.addChild(child)

    def _add_next_week(self) -> None:
        """Name the classes whose lists of next week are not ready, when an hour was set for it."""
        ahead = next_week_of(self.bridge.project, only_mine=self.mine.isChecked())
        if not ahead.waiting or ahead.due is None:
            return
        monday = week_of(self.bridge.project.today() + timedelta(days=7))[0]
        due = f"{ahead.due.month}月{ahead.due.day}日{ahead.due:%H:%M}前备齐"
        if ahead.is_past:
            due = f"▲ {due}，已过时间"
        top = QTreeWidgetItem((f"下周（{monday.month}月{monday.day}日起）未备齐", due, ""))
        self.tree.addTopLevelItem(top)
        for each in ahead.waiting:
            empty = f"{each.empty_days}天未录入" if each.empty_days else ""
            drafts = f"{each.draft_days}天还是草稿" if each.draft_days else ""
            words = "，".join(filter(None, (empty, drafts)))
            line = QTreeWidgetItem((each.school_class.title, words, ""))
            where = Gap(
                GapKind.NOT_ENTERED,
                each.school_class.id,
                each.school_class.title,
                each.school_class.grade,
                monday,
            )
            line.setData(0, _GAP, where)
            top.addChild(line)

    def _open(self, line: QTreeWidgetItem) -> None:
        gap = line.data(0, _GAP)
        if not isinstance(gap, Gap):
            line.setExpanded(not line.isExpanded())
            return
        self.place.go(
            date=gap.date,
            grade=gap.grade,
            class_id=gap.class_id,
            item_id=gap.item_id,
            page=HOMEWORK,
        )
        self.accept()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self.found, self.place.date))
        self.notify.say("名单已复制，可以粘贴到教师群里。")

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        for text, call in (("打开（Enter）", self._open_current), ("关闭（Esc）", self.reject)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(call)
            buttons.addWidget(button)
        self.copy.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SMALL)
        for part in (self.heading, self.mine, self.tree, self.hints):
            column.addWidget(part, 1 if part is self.tree else 0)
        column.addLayout(buttons)
        wide = self.fontMetrics().horizontalAdvance("字")
        self.resize(50 * wide, 38 * wide)

    def _open_current(self) -> None:
        line = self.tree.currentItem()
        if line is not None:
            self._open(line)


def _tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setAccessibleName("还没有办完的年级、班级和学科")
    tree.setHeaderLabels(("哪里", "还差什么", "任课教师"))
    tree.setUniformRowHeights(True)
    header = tree.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    return tree


def _words(gap: Gap) -> str:
    return f"{_SIGNS[gap.kind]} {gap.kind.value}"
