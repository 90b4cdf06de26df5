"""工作量统计: what everybody has really served between two dates, to copy or to keep as a table.

Shows app/service/queries/workload; what a school gives for it is not decided here.
"""

from datetime import date
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.service.queries.workload import (
    Workload,
    WorkloadLine,
    usual_span,
    workload,
)
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.rows import RIGHT, Column, RowsModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.views.quiet_table import QuietTable
from shuangjian_desktop.gui.widgets.plain import label, paint
from shuangjian_desktop.gui.widgets.value_fields import DateField

_EMPTY = "这些日子里没有人带过课后服务。"

WORKLOAD_COLUMNS: tuple[Column[WorkloadLine], ...] = (
    Column("姓名", lambda line: line.name),
    Column("来源", lambda line: line.source),
    Column("天数", lambda line: str(line.days), RIGHT),
    Column("次数", lambda line: str(line.sessions), RIGHT),
    Column("分钟", lambda line: str(line.minutes), RIGHT),
    Column("代课", lambda line: str(line.covers or ""), RIGHT),
    Column("缺", lambda line: str(line.missed or ""), RIGHT),
    Column("最晚结束", lambda line: line.latest),
    Column("弹性上下班", lambda line: line.flexible),
)


class WorkloadDialog(QDialog):
    """Counts anew whenever a date was changed."""

    def __init__(self, bridge: Bridge, notify: Notify, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("课后服务工作量")
        self._bridge, self._notify = bridge, notify
        self.found: Workload | None = None
        first, last = usual_span(bridge.project)
        self.first, self.last = _field("从哪天", first), _field("到哪天", last)
        self.told = label()
        self.model: RowsModel[WorkloadLine] = RowsModel(WORKLOAD_COLUMNS, self)
        self.table = QuietTable("每人的工作量", _EMPTY)
        self.table.setModel(self.model)
        self.copy = QPushButton("复制表格(&C)")
        self.save = QPushButton("存为Excel(&S)…")
        self._lay_out()
        for field in (self.first, self.last):
            field.editingFinished.connect(self.refresh)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        self.refresh()

    def refresh(self) -> None:
        """Count what the dates say; a wrong one is said and nothing is shown."""
        try:
            first, last = self.first.wanted(), self.last.wanted()
            self.found = workload(self._bridge.project, first, last)
        except UserError as error:
            self.found, words = None, str(error)
        else:
            words = self.found.words
        self.told.setText(words)
        self.table.say_when_empty(_EMPTY if self.found else "")
        paint(self.told, theme.INK if self.found else theme.OVER)
        self.model.set_rows(self.found.lines if self.found else ())
        for button in (self.copy, self.save):
            button.setEnabled(bool(self.model.rows))

    def _rows(self) -> list[list[str]]:
        return [[column.text(row) for column in WORKLOAD_COLUMNS] for row in self.model.rows]

    def _copy(self) -> None:
        head = [column.title for column in WORKLOAD_COLUMNS]
        told = "\n".join("\t".join(row) for row in (head, *self._rows()))
        QGuiApplication.clipboard().setText(told)
        self._notify.say(f"已复制{len(self.model.rows)}人的工作量，可以粘贴到表格里。")

    def _save(self) -> None:
        from shuangjian_desktop.app.queries.exports import export_workload  # late: start-up

        if self.found is None:
            return
        project = self._bridge.project
        name = f"{project.directory.school.name}课后服务工作量.xlsx"
        start = str(project.path.with_name(name))
        kinds = "工作簿 (*.xlsx);;文本表格 (*.csv)"
        chosen, _ = QFileDialog.getSaveFileName(self, "存为Excel", start, kinds)
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.xlsx")
        try:
            export_workload(project, self.found, path)
        except UserError as error:
            self._notify.error(error)
        else:
            self._notify.say(f"已存到“{path.name}”，共{len(self.found.lines)}人。")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for words, field in (("从(&F)", self.first), ("到(&T)", self.last)):
            name = QLabel(words)
            name.setBuddy(field)
            top.addWidget(name)
            top.addWidget(field)
        top.addStretch(1)
        header = self.table.horizontalHeader()
        header.show()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(WORKLOAD_COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addWidget(self.save)
        foot.addStretch(1)
        close = QPushButton("关闭")
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        for button in (self.copy, self.save, close):
            button.setAutoDefault(False)
        note = label(
            "按每天真正上的算：代课算给代的人，请假、停课的不算；教师参加课后服务可以弹性上下班，"
            "怎样折算由学校定（第6条）。",
            ink=theme.MUTED,
        )
        column = QVBoxLayout(self)
        column.setSpacing(theme.SMALL)
        column.addLayout(top)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(note)
        column.addLayout(foot)
        letter, line = self.fontMetrics().horizontalAdvance("字"), self.fontMetrics().height()
        room = self.screen().availableGeometry()
        self.resize(
            min(letter * 62, room.width() * 9 // 10), min(line * 32, room.height() * 9 // 10)
        )


def _field(name: str, value: date) -> DateField:
    made = DateField(name, value)
    made.set_value(value)
    return made
