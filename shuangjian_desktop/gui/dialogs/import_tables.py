"""导入: choose what and which file, see what would happen row by row, then do it in one step.

The reading and merging is app/commands/imports; nothing is written before 导入 is pressed.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.commands.imports import ImportReport
from shuangjian_desktop.app.tables import KIND_WORDS, ROW_WORDS, SEVERITY_WORDS, TableKind
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.import_work import ImportOrder, ImportWork
from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.views.quiet_table import QuietTable

_FILTERS = {
    TableKind.SETTINGS: "学校设置 (*.toml)",
    TableKind.TEACHING: "表格 (*.xlsx *.xls *.csv)",
    TableKind.LESSONS: "表格 (*.xlsx *.xls *.csv)",
    TableKind.HOMEWORK: "表格 (*.xlsx *.xls *.csv)",
    TableKind.SERVICE: "表格 (*.xlsx *.xls *.csv)",
    TableKind.HOLIDAYS: "放假安排 (*.json)",
    TableKind.HOLIDAY_NOTICE: "放假通知 (*.txt)",
}
_INKS = {"error": theme.OVER, "question": theme.WARNING, "warning": theme.MUTED}
_MARKS = {"error": "▲", "question": "◆", "warning": "○"}


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One problem as the list shows it."""

    where: str
    severity: str
    message: str


_COLUMNS: tuple[Column[ProblemRow], ...] = (
    Column(
        "程度",
        lambda row: f"{_MARKS[row.severity]} {SEVERITY_WORDS[row.severity]}",
        ink=lambda row: _INKS[row.severity],
    ),
    Column("位置", lambda row: row.where),
    Column("说明", lambda row: row.message, tooltip=lambda row: row.message),
)


class ImportDialog(QDialog):
    """Kind and file above, what would happen below, 导入 only when nothing stands in the way."""

    def __init__(
        self, bridge: Bridge, notify: Notify, parent: QWidget | None, kind: str = ""
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._notify = notify
        self.report: ImportReport | None = None
        self._is_offered = False
        self.setWindowTitle("导入")
        self.resize(760, 480)
        self.kind = QComboBox()
        for each, words in KIND_WORDS.items():
            self.kind.addItem(words, each)
        if kind:
            self.kind.setCurrentIndex(self.kind.findData(TableKind(kind)))
        self.path = QLineEdit()
        self.path.setPlaceholderText("选择要导入的文件")
        self.accept_questions = QCheckBox("“请确认”的读法都对，按它导入")
        self.again = QCheckBox("同一个文件再次导入，覆盖之后的修改")
        self.counts = QLabel("选好文件后，这里先显示会导入什么，不写入。")
        self.problems: RowsModel[ProblemRow] = RowsModel(_COLUMNS, self)
        self.bar = QProgressBar()
        self.work = ImportWork(bridge, self)
        self._build()
        (self.path if kind else self.kind).setFocus()
        self.kind.currentIndexChanged.connect(self.preview)
        self.path.editingFinished.connect(self.preview)
        # After this key press: the same Enter must not press 导入 before anybody has looked.
        self.path.returnPressed.connect(lambda: QTimer.singleShot(0, self, self._offer))
        self.work.is_late.connect(self.bar.show)
        self.work.progress.connect(self._tell_progress)
        self.work.ended.connect(self._ended)
        self.accept_questions.toggled.connect(self.preview)
        self.again.toggled.connect(self.preview)

    @property
    def chosen_kind(self) -> TableKind:
        return TableKind(self.kind.currentData())  # Qt gives back plain text

    def preview(self) -> None:
        """Read the file and show what an import would do; nothing is written."""
        if self.path.text().strip():
            self._start(dry_run=True)

    def import_now(self) -> None:
        """Import for good and close; stay open when something stands in the way.

        Homework on days that will be holidays is asked about first.
        """
        from shuangjian_desktop.gui.dialogs.clash_dialog import targets_wanted  # late: when asked

        clashing = self.report.clashing if self.report else None
        moves = targets_wanted(self._bridge.project, clashing, self) if clashing else {}
        if moves is not None:
            self._start(dry_run=False, moves=moves)

    def reject(self) -> None:
        """取消 stops what is under way; a second one closes."""
        if self.work.is_busy:
            self.counts.setText("正在停止…")
            self.work.stop()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.work.close()
        super().closeEvent(event)

    def choose(self) -> None:
        """Let the person pick a file."""
        kind = self.chosen_kind
        name, _ = QFileDialog.getOpenFileName(
            self, f"导入{KIND_WORDS[kind]}", self.path.text(), _FILTERS[kind]
        )
        if name:
            self.path.setText(name)
            self.preview()
            self._offer()

    def _offer(self) -> None:
        """Put the keyboard on 导入 once it can be pressed: the next Enter imports."""
        self._is_offered = self.work.is_busy
        if self._is_offered:
            return
        self.import_button.setDefault(self.import_button.isEnabled())
        if self.import_button.isEnabled():
            self.import_button.setFocus()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.SMALL)
        form = QFormLayout()
        form.addRow("内容(&K)", self.kind)
        row = QHBoxLayout()
        choose = QPushButton("选择(&B)…")
        choose.setAutoDefault(False)
        choose.clicked.connect(self.choose)
        row.addWidget(self.path, 1)
        row.addWidget(choose)
        form.addRow("文件", row)
        layout.addLayout(form)
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.counts.setWordWrap(True)
        layout.addWidget(self.counts)
        self.bar.setAccessibleName("进度")
        self.bar.hide()
        layout.addWidget(self.bar)
        layout.addWidget(self._build_problems(), 1)
        layout.addWidget(self.accept_questions)
        layout.addWidget(self.again)
        self.accept_questions.hide()
        self.again.hide()
        layout.addWidget(self._build_buttons())

    def _build_problems(self) -> QuietTable:
        view = QuietTable("问题", "")
        view.setModel(self.problems)
        header = view.horizontalHeader()
        header.show()
        for section in (0, 1):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)
        self.problem_view = view
        return view

    def _build_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.import_button = QPushButton("导入")
        self.import_button.setAutoDefault(False)  # Enter in the line of the file reads it first
        self.import_button.setEnabled(False)
        buttons.addButton(self.import_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.import_button.clicked.connect(self.import_now)
        buttons.rejected.connect(self.reject)
        return buttons

    def _start(self, *, dry_run: bool, moves: dict[date, date] | None = None) -> None:
        self.import_button.setEnabled(False)
        self.bar.setRange(0, 0)
        self.counts.setText("正在读文件，还没有写入…" if dry_run else "正在导入…")
        order = ImportOrder(
            self.chosen_kind,
            Path(self.path.text().strip()),
            dry_run,
            self.accept_questions.isChecked(),
            self.again.isChecked(),
            moves=moves or {},
        )
        self.work.start(order)

    def _tell_progress(self, done: int, total: int, note: str) -> None:
        del note
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _ended(self, result: object) -> None:
        self.bar.hide()
        report = result if isinstance(result, ImportReport) else None
        self._show(report)
        if report is None:
            self.counts.setText(str(result) if result else "已停止，什么都没有导入。")
        elif not report.dry_run and report.is_importable:
            self._notify.say(f"{KIND_WORDS[report.kind]}：{_count_words(report, is_done=True)}")
            self.accept()
        if self._is_offered:
            self._offer()

    def _show(self, report: ImportReport | None) -> None:
        self.report = report
        self.import_button.setEnabled(report is not None and report.is_importable)
        rows = report.problems if report else ()
        self.problems.set_rows([ProblemRow(p.where, p.severity, p.message) for p in rows])
        self.problem_view.say_when_empty("没有问题。" if report else "")
        if report is None:
            return
        self.counts.setText(_count_words(report, is_done=not report.dry_run))
        has_questions = any(problem.severity == "question" for problem in rows)
        self.accept_questions.setVisible(has_questions)
        was_known = not report.created and not report.updated and bool(report.unchanged)
        self.again.setVisible(was_known or self.again.isChecked())


def _count_words(report: ImportReport, *, is_done: bool) -> str:
    if report.has_errors:
        return "有错误，什么都不会导入：请按下面的位置改好文件，再选一次。"
    if not report.is_importable:
        return "有几处读法需要确认：看过下面的说明后勾选“按它导入”。"
    verb = "已" if is_done else "将"
    parts = [
        f"{verb}{word}{'、'.join(f'{ROW_WORDS.get(t, t)} {n}' for t, n in counts.items())}"
        for word, counts in (("新增", report.created), ("更新", report.updated))
        if counts
    ]
    if report.unchanged:
        same = "、".join(f"{ROW_WORDS.get(t, t)} {n}" for t, n in report.unchanged.items())
        parts.append(f"不变{same}")
    return "；".join(parts) + "。" if parts else "文件里没有可以导入的行。"
