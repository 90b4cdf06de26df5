"""新建学校: five short pages, each of which may be skipped; nothing is written until 完成.

Collects a SchoolPlan and a path; making the file is app/commands/setup.
"""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
)

from shuangjian_desktop.app.commands.setup import SchoolPlan, check_plan
from shuangjian_desktop.app.place_of_file import refuse_network, synced_folder
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.dialogs.wizard_pages import (
    ClassesPage,
    FilePage,
    OffWorkPage,
    SchoolInfoPage,
    TermPage,
    WizardPage,
)
from shuangjian_desktop.gui.notify import Notify


class Wizard(QDialog):
    """`plan` and `path` hold what was decided once it is accepted."""

    def __init__(self, notify: Notify, today: date, folder: Path | None = None) -> None:
        super().__init__(notify.window)
        self.setWindowTitle("新建学校")
        self._notify = notify
        self._today = today
        self.school = SchoolInfoPage()
        self.classes = ClassesPage(self.school)
        self.term = TermPage(today)
        self.off_work = OffWorkPage(self.term)
        self.file = FilePage(self.school, folder or documents_folder())
        self.pages: tuple[WizardPage, ...] = (
            self.school, self.classes, self.term, self.off_work, self.file,
        )  # fmt: skip
        self._skipped: set[int] = set()
        self._build()
        self._show(0)

    @property
    def path(self) -> Path:
        """Return where the school file goes."""
        return self.file.path

    @property
    def plan(self) -> SchoolPlan:
        """Return what was decided; a skipped page decides nothing."""
        plan = SchoolPlan()
        for number, page in enumerate(self.pages):
            if number not in self._skipped:
                plan = replace(plan, **page.values())
        return plan

    @property
    def at(self) -> int:
        """Return the number of the page shown, from 0."""
        return self._stack.currentIndex()

    def forward(self) -> None:
        """Go to the next page, or finish on the last."""
        if self.at == len(self.pages) - 1:
            self.finish()
            return
        self._skipped.discard(self.at)
        try:
            check_plan(self.plan)
        except UserError as error:
            self._notify.error(error)
            return
        self._show(self.at + 1)

    def back(self) -> None:
        """Go to the page before."""
        if self.at:
            self._show(self.at - 1)

    def skip(self) -> None:
        """Leave this page's matter for later and go on."""
        self._skipped.add(self.at)
        self._show(self.at + 1)

    def finish(self) -> None:
        """Look everything over and close; what is wrong is said and stays to be mended."""
        try:
            check_plan(self.plan)
            refuse_network(self.path)
            if self.path.exists():
                raise UserError(f"“{self.path.name}”已经存在；请换一个文件名，免得盖掉它。")
            if not self.path.parent.is_dir():
                raise UserError(f"文件夹“{self.path.parent}”不存在；请换一个位置。")
        except UserError as error:
            self._notify.error(error)
            return
        synced = synced_folder(self.path, os.environ)
        if synced is None or self._notify.ask(synced.warning, "仍放在这里", "换一个位置"):
            self.accept()

    def _build(self) -> None:
        self._steps = QListWidget()
        self._steps.addItems([f"{n}　{page.title}" for n, page in enumerate(self.pages, 1)])
        self._steps.setAccessibleName("步骤")
        self._steps.setFixedWidth(self.fontMetrics().horizontalAdvance("5　年级与班级　　　"))
        self._steps.currentRowChanged.connect(self._choose)
        self._stack = QStackedWidget()
        for page in self.pages:
            area = QScrollArea()
            area.setWidget(page)
            area.setWidgetResizable(True)
            area.setFrameShape(QScrollArea.Shape.NoFrame)
            self._stack.addWidget(area)
        row = QHBoxLayout()
        row.setSpacing(theme.MEDIUM)
        row.addWidget(self._steps)
        row.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.MEDIUM)
        column.addLayout(row, 1)
        column.addWidget(
            QLabel("写错了不要紧：建好以后都能在“学校”里改。点“完成”之前不写任何文件。")
        )
        column.addLayout(self._build_buttons())
        height = self.fontMetrics().height()
        self.resize(38 * height, 25 * height)

    def _build_buttons(self) -> QHBoxLayout:
        self.back_button = QPushButton("上一步(&B)")
        self.skip_button = QPushButton("跳过这一页(&K)")
        self.next_button = QPushButton()
        cancel = QPushButton("取消")
        self.next_button.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(cancel)
        row.addStretch(1)
        for button, call in (
            (self.back_button, self.back),
            (self.skip_button, self.skip),
            (self.next_button, self.forward),
            (cancel, self.reject),
        ):
            button.clicked.connect(call)
            if button is not cancel:
                row.addWidget(button)
        for button in (cancel, self.back_button, self.skip_button):
            button.setAutoDefault(False)
        return row

    def _choose(self, number: int) -> None:
        if number >= 0 and number != self.at:
            self._show(number)

    def _show(self, number: int) -> None:
        page = self.pages[number]
        page.prepare()
        self._stack.setCurrentIndex(number)
        self._steps.setCurrentRow(number)
        is_last = number == len(self.pages) - 1
        self.back_button.setEnabled(number > 0)
        self.skip_button.setEnabled(not is_last)
        self.next_button.setText("完成(&F)" if is_last else "下一步(&N)")
        page.focus_first()


def documents_folder() -> Path:
    """Return the person's own folder for papers."""
    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(where) if where and Path(where).is_dir() else Path.home()
