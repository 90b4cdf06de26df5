"""学科: what is taught, in the order it stands in everywhere.

Runs app/commands/subjects; decides nothing.
"""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands import subjects as commands
from shuangjian_desktop.domain.school import Subject
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.record_form import RecordForm
from shuangjian_desktop.gui.models.rows import Column
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.sections.records import RecordSection


class SubjectsSection(RecordSection):
    page_id = "subjects"
    title = "学科"
    follows = frozenset[str]()
    keys = (("Insert", "添加"), ("Enter", "改名"), ("Alt+↑ / Alt+↓", "上移、下移"))
    read = ("subject",)
    columns: tuple[Column[Subject], ...] = (Column("学科", lambda subject: subject.name),)
    empty_text = "还没有学科；请添加，或导入任课一览。"

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.act("add", "添加(&A)…", self._add, "Ins")
        self.act("edit", "改名(&E)…", self._rename)
        self.act("up", "上移(&U)", lambda: self._move(-1), "Alt+Up")
        self.act("down", "下移(&W)", lambda: self._move(1), "Alt+Down")
        self.act("delete", "删除(&D)", self._delete, "Del")
        self._row.addStretch(1)

    def rows(self) -> Sequence[Subject]:
        return self.bridge.project.directory.subjects

    def identity(self, row: Subject) -> object:
        return row.id

    def told(self) -> str:
        return "录入表、公示和统计都按这里的顺序排列。"

    def is_on(self, act: str, row: Subject | None) -> bool:
        if row is None or act not in ("up", "down"):
            return super().is_on(act, row)
        edge = self.model.rows[0 if act == "up" else -1]
        return bool(row.id != edge.id)

    def _add(self) -> None:
        self._ask("添加学科", "", lambda name: commands.new_subject(name)[1])

    def _rename(self) -> None:
        subject: Subject = self.row
        self._ask("学科改名", subject.name, lambda name: commands.rename_subject(subject, name))

    def _ask(self, title: str, name: str, make: Callable[[str], Command]) -> None:
        line = QLineEdit(name)
        line.setMaxLength(commands.MOST_NAME + 1)
        form = RecordForm(title, self.bridge, lambda: make(line.text()), self)
        form.form.addRow("名称(&N)", line)
        form.exec()
        form.deleteLater()

    def _move(self, step: int) -> None:
        ids = [subject.id for subject in self.model.rows]
        at = ids.index(self.row.id)
        ids[at], ids[at + step] = ids[at + step], ids[at]
        self.do(lambda: commands.order_subjects(ids))

    def _delete(self) -> None:
        subject: Subject = self.row
        said = f"已删除学科{subject.name}，可以撤销。"
        self.do(lambda: commands.delete_subject(self.bridge.project, subject), said)
