"""打印和导出课后服务安排表: whose, how it looks, and as what; a progress bar that can be stopped.

Knows which buttons fit a choice; rendering and writing is gui/timetable_out.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.rendering import page_mm
from shuangjian_desktop.app.service.papers import Paper
from shuangjian_desktop.app.service.queries.sheets import PlanSheets
from shuangjian_desktop.app.service.queries.timetable_choice import (
    SheetKind,
    all_sheets,
    choices,
    sheets_of,
)
from shuangjian_desktop.domain.ids import ServicePlanId, StaffId
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.runner import Job, Runner
from shuangjian_desktop.gui.timetable_out import Doors, Sheets, TimetableOut
from shuangjian_desktop.gui.views.sheet_preview import SheetPreview
from shuangjian_desktop.gui.widgets.job_strip import JobStrip
from shuangjian_desktop.reports.service_wording import plan_words

_KEY = Qt.ItemDataRole.UserRole
_PREVIEW_DPI = 110.0
_CHARACTERS_WIDE, _LINES_HIGH = 66, 34


class TimetableExport(QDialog):
    """Choose and put out; nothing is recorded, a timetable says what the plan is anyway.

    `shown` comes when the pages of the choice are on the screen.
    """

    shown = Signal()

    def __init__(
        self,
        bridge: Bridge,
        runner: Runner,
        notify: Notify,
        plan_id: ServicePlanId,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent or notify.window)
        self.setWindowTitle("打印和导出课后服务安排表")
        self.notify, self._plan_id = notify, plan_id
        self._sheets = PlanSheets(bridge.project, plan_id)
        self.out = TimetableOut(bridge.project, runner, notify, self)
        self._job: Job | None = None
        self._work: Job | None = None
        self._wanted = 0
        self._build()
        self.out.started.connect(self._follow)
        self.out.said.connect(self._say)
        self.kind.currentIndexChanged.connect(self._fill)
        self.list.currentRowChanged.connect(self._show)
        self._fill()

    def choose(self, kind: SheetKind, key: str = "") -> None:
        """Choose a kind, and of it the one with a key."""
        self.kind.setCurrentIndex(list(SheetKind).index(kind))
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY) == key:
                self.list.setCurrentRow(row)

    @property
    def said(self) -> str:
        """Return what the line above the buttons says."""
        return self._done.text()

    @property
    def is_ready(self) -> bool:
        """Return whether no preview is under way."""
        return self._job is None

    @property
    def chosen_kind(self) -> SheetKind:
        return list(SheetKind)[self.kind.currentIndex()]

    @property
    def chosen_key(self) -> str:
        item = self.list.currentItem()
        return str(item.data(_KEY)) if item is not None else ""

    def _build(self) -> None:
        told = _label(plan_words(self._sheets.head))
        told.setWordWrap(True)
        middle = QHBoxLayout()
        middle.addLayout(self._build_choice())
        self.preview = SheetPreview(self)
        middle.addWidget(self.preview, 1)
        self.strip = JobStrip()
        self._done = _label("")
        self._done.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SMALL)
        column.addWidget(told)
        column.addLayout(middle, 1)
        column.addWidget(self.strip)
        column.addWidget(self._done)
        column.addLayout(self._build_buttons())
        measure = self.fontMetrics()
        width = measure.horizontalAdvance("字") * _CHARACTERS_WIDE
        room = self.screen().availableGeometry()
        height = min(measure.height() * _LINES_HIGH, room.height() * 9 // 10)
        self.resize(min(width, room.width() * 9 // 10), height)

    def _build_choice(self) -> QVBoxLayout:
        self.kind = QComboBox()
        self.kind.setAccessibleName("要谁的安排表")
        self.kind.addItems([kind.value for kind in SheetKind])
        self.list = QListWidget()
        self.list.setAccessibleName("选择一个")
        self.all = QCheckBox("这一类全部(&L)")
        self.all.setToolTip("每张一个文件，存到一个文件夹")
        side = QVBoxLayout()
        for widget in (self.kind, self.list, self.all):
            widget.setMaximumWidth(self.fontMetrics().horizontalAdvance("字") * 13)
            side.addWidget(widget)
        self.all.toggled.connect(self._enable)
        return side

    def _build_buttons(self) -> QHBoxLayout:
        self.print = QPushButton("打印(&P)…")
        self.pdf = QPushButton("存为PDF(&D)…")
        self.png = QPushButton("存为图片(&G)…")
        self.workbook = QPushButton("存为Excel(&E)…")
        self.calendar = QPushButton("存为日历(&I)…")
        self.workbook.setToolTip("全校的安排，可以改好后再导入")
        self.calendar.setToolTip("iCalendar文件，教师可以加进手机日历")
        close = QPushButton("关闭")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        for button, act in (
            (self.print, self._print),
            (self.pdf, self._save_pdf),
            (self.png, self._save_pictures),
            (self.workbook, self._save_workbook),
            (self.calendar, self._save_calendar),
        ):
            button.clicked.connect(act)
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _fill(self) -> None:
        """List what there is of the chosen kind."""
        kind = self.chosen_kind
        self.list.blockSignals(True)
        self.list.clear()
        for choice in choices(self._sheets, kind):
            item = QListWidgetItem(choice.words)
            item.setData(_KEY, choice.key)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)
        if not self.list.count():
            self._say(f"这个安排里没有{kind.value}可以选。")
            self.preview.clear()
        self._enable()

    def _enable(self) -> None:
        """Let only those buttons be pressed that fit the choice."""
        kind, has_any = self.chosen_kind, bool(self.list.count())
        is_many = kind not in (SheetKind.SCHOOL, SheetKind.DOORS)
        self.all.setEnabled(is_many and has_any)
        if not is_many:
            self.all.setChecked(False)
        is_published = self._sheets.plan.state is PlanState.PUBLISHED
        self.calendar.setEnabled(kind is SheetKind.TEACHER and has_any and is_published)
        self.png.setEnabled(kind is not SheetKind.DOORS and has_any)
        for button in (self.print, self.pdf):
            button.setEnabled(has_any)

    def _show(self, row: int) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        made = self._made() if row >= 0 else None
        if made is None:
            self.preview.clear()
            return
        self._wanted += 1
        self._done.setText("正在生成预览…")
        done = partial(self._show_pages, self._wanted)
        self._job = self.out.show(*made, _PREVIEW_DPI, done)

    def _show_pages(self, wanted: int, found: tuple[Paper, list[QImage]]) -> None:
        if wanted != self._wanted:
            return
        paper, images = found
        self._job = None
        self.preview.show_pages(page_mm(paper.data), images)
        self.shown.emit()
        self._done.setText("　".join(f"▲{warning}" for warning in paper.warnings[:2]))

    def _made(self, *, every: bool = False) -> tuple[Sheets, Doors] | None:
        """Return the sheets or door slips chosen; None when that cannot be, and it is said."""
        kind = self.chosen_kind
        try:
            if kind is SheetKind.DOORS:
                return (), self._sheets.doors()
            if every:
                return all_sheets(self._sheets, kind), ()
            return sheets_of(self._sheets, kind, self.chosen_key), ()
        except UserError as error:
            self._say(str(error))
            return None

    def _print(self) -> None:
        if made := self._made(every=self.all.isChecked()):
            self.out.print(*made)

    def _save_pdf(self) -> None:
        made = self._made(every=self.all.isChecked())
        if made is None:
            return
        if self.all.isChecked():
            self.out.save_each(made[0], as_pictures=False)
        else:
            self.out.save_pdf(*made)

    def _save_pictures(self) -> None:
        if made := self._made(every=self.all.isChecked()):
            self.out.save_each(made[0], as_pictures=True)

    def _save_workbook(self) -> None:
        plan = self._sheets.plan
        self.out.save_workbook(self._plan_id, f"{plan.name}第{plan.version}版.xlsx")

    def _save_calendar(self) -> None:
        if self.all.isChecked():
            self.out.save_calendars(self._plan_id)
        else:
            self.out.save_calendar(self._plan_id, StaffId(self.chosen_key))

    def _follow(self, job: Job) -> None:
        self._work = job
        job.ended.connect(self._end)
        self._done.clear()
        self.strip.show_job(job)

    def _end(self) -> None:
        self._work = None

    def _say(self, sentence: str) -> None:
        self._done.setText(sentence)

    def done(self, result: int) -> None:
        """Leave no preview under way behind; what is being written or printed ends first."""
        if self._work is not None:
            self._say("还在生成或打印；请等它做完，或先点“取消”。")
            return
        self._wanted += 1
        if self._job is not None:
            self._job.cancel()
        super().done(result)


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
