"""二次会商: the records of a month, to print and to keep as PDF; a day can be written down later.

Shows app/queries/consultations; what is on paper is app/consultation_paper.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from shuangjian_desktop.app import consultation_paper as paper
from shuangjian_desktop.app import printing
from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.queries.consultations import month
from shuangjian_desktop.domain.consultation import Consultation, Measure
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import HOMEWORK, Place
from shuangjian_desktop.gui.runner import IsCancelled, Progress, Runner, Work
from shuangjian_desktop.gui.views.quiet_table import QuietTable

_A4 = (210.0, 297.0)
_MEASURES, _AGREED = 4, 5


class ConsultationsSection(Page):
    page_id = "consultations"
    title = "二次会商"
    follows = frozenset({"date", "class"})

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.model: RowsModel[Consultation] = RowsModel(self._columns())
        self.table = QuietTable("会商记录", "")
        self.table.setModel(self.model)
        header = self.table.horizontalHeader()
        header.show()
        for column in range(self.model.columnCount()):
            if column not in (_MEASURES, _AGREED):  # these two share what is left
                header.setSectionResizeMode(column, header.ResizeMode.ResizeToContents)
        self.table.clicked.disconnect(self.table.opened)
        self.table.opened.connect(self._open)
        self.heading = QLabel()
        self.previous = _button("‹ 上个月", self._previous)
        self.next = _button("下个月 ›", self._next)
        self.consult = _button("会商选中班级的这一天(&C)…", self._consult)
        self.print_button = _button("打印选中的(&P)…", self._print)
        self.export_one = _button("选中的存为PDF(&S)…", self._export_one)
        self.export_all = _button("全月存为PDF(&A)…", self._export_all)
        self._build()
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._follow())

    def focus_first(self) -> None:
        self.table.setFocus()

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches("consultation", "class", EVERYTHING):
            return
        on = self.place.date
        found = month(self.bridge.project, on)
        self.heading.setText(f"{on.year}年{on.month}月　共{len(found)}份会商记录")
        self.table.say_when_empty(
            f"{on.month}月没有会商记录。超过上限的班级在“今日”最左边，按 C 会商。"
        )
        self.model.set_rows(found)
        if found and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._follow()

    def _columns(self) -> tuple[Column[Consultation], ...]:
        return (
            Column("班级", self._class_name),
            Column("日期", lambda record: day_words.date_short(record.date)),
            Column("会商前", lambda record: f"{record.before.total}分"),
            Column("会商后", _after, ink=lambda r: theme.OVER if r.after.over_by else None),
            Column("怎么办", _measures),
            Column("同意人", lambda record: "、".join(record.agreed_by)),
            Column("记录", lambda r: f"{r.closed_at[:16].replace('T', ' ')} {r.closed_by}"),
        )

    def _class_name(self, record: Consultation) -> str:
        directory = self.bridge.project.directory
        return directory.class_by_id(record.class_id, record.date).name

    def _follow(self) -> None:
        has_one = self.table.currentIndex().isValid()
        self.print_button.setEnabled(has_one)
        self.export_one.setEnabled(has_one)
        self.export_all.setEnabled(bool(self.model.rows))
        self._name_the_day()

    def _name_the_day(self) -> None:
        """Say on the button which class and day would be talked over: where the person is."""
        on, class_id = self.place.date, self.place.class_id
        classes = self.bridge.project.directory.classes(on)
        found = next((c for c in classes if c.id == class_id), None)
        self.consult.setEnabled(found is not None)
        where = f"{found.name} {on.month}/{on.day}" if found else "选中的班级"
        self.consult.setText(f"会商{where}(&C)…")  # short: large letters cut a longer one off
        self.consult.setToolTip("会商这一天，或补写已经谈过的")

    def _open(self) -> None:
        record = self.model.row(self.table.currentIndex())
        if record is not None:
            self.place.go(date=record.date, class_id=record.class_id, page=HOMEWORK)

    def _previous(self) -> None:
        self.place.go(date=self.place.date.replace(day=1) - timedelta(days=1))

    def _next(self) -> None:
        self.place.go(date=(self.place.date.replace(day=1) + timedelta(days=31)).replace(day=1))

    def _consult(self) -> None:
        from shuangjian_desktop.gui.dialogs.consultation_dialog import open_consultation

        if self.place.class_id is not None:
            open_consultation(
                self.bridge, self.notify, self.place.class_id, self.place.date, self.window()
            )

    def _chosen(self) -> tuple[Consultation, ...]:
        record = self.model.row(self.table.currentIndex())
        return (record,) if record is not None else ()

    def _export_one(self) -> None:
        self._export(self._chosen())

    def _export_all(self) -> None:
        self._export(self.model.rows)

    def _export(self, records: Sequence[Consultation]) -> None:
        if not records:
            return
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        name = paper.file_name(self.bridge.project, records)
        start = Path(QStandardPaths.writableLocation(documents)) / name
        chosen, _ = QFileDialog.getSaveFileName(self, "保存会商记录", str(start), "PDF文件 (*.pdf)")
        if not chosen:
            return
        out = Path(chosen).with_suffix(".pdf")
        told = paper.sheets(self.bridge.project, records)

        def work(_progress: object, _is_cancelled: object) -> int:
            return paper.export(told, out)

        def saved(pages: int) -> None:
            self.notify.say(f"已保存{len(records)}份会商记录，共{pages}页：{out.name}。")

        self._start(f"正在保存{len(records)}份会商记录", work, saved)

    def _print(self) -> None:
        from shuangjian_desktop.gui import printing as printer_room  # late: start-up time
        from shuangjian_desktop.gui.views.preview_source import image_of

        records = self._chosen()
        if not records:
            return
        try:
            title = paper.file_name(self.bridge.project, records)[:-4]
            printer = printer_room.ask_for_printer(self, _A4, title)
        except UserError as error:
            self.notify.error(error)
            return
        if printer is None:
            return
        told = paper.sheets(self.bridge.project, records)

        def work(progress: Progress, is_cancelled: IsCancelled) -> int:
            pdf = paper.render(told)
            images = map(image_of, printing.pictures(pdf.data, printer_room.DPI))
            return printer_room.print_pages(printer, images, pdf.pages, progress, is_cancelled)

        self._start("正在打印会商记录", work, self._tell_printed)

    def _start(self, title: str, work: Work, then: Callable[[int], None]) -> None:
        """Draw and write beside the window; one paper at a time."""
        job = self.runner.start(title, work)
        for button in (self.print_button, self.export_one, self.export_all):
            button.setEnabled(False)
        job.ended.connect(self._follow)
        job.done.connect(then)
        job.failed.connect(self._tell)

    def _tell(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error  # a bug: the crash dialog's
        self.notify.error(error)

    def _tell_printed(self, pages: int) -> None:
        self.notify.say(f"会商记录已送去打印，共{pages}页。")

    def _build(self) -> None:
        head = QHBoxLayout()
        for part in (self.previous, self.heading, self.next):
            head.addWidget(part)
        head.addStretch(1)
        foot = QHBoxLayout()
        for part in (self.print_button, self.export_one, self.export_all):
            foot.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(self.consult)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)


def _after(record: Consultation) -> str:
    over = f" ▲超{record.after.over_by}" if record.after.over_by else ""
    return f"{record.after.total}分{over}"


def _measures(record: Consultation) -> str:
    found = dict.fromkeys(p.measure for p in record.proposals if p.measure is not Measure.KEEP)
    return "、".join(measure.value for measure in found)


def _button(text: str, call: object) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(call)
    return button
