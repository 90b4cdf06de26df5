"""Change the subjects of the school and the order they stand in everywhere.

Knows names and places only; what a subject is used for stays with its id.
"""

from collections.abc import Sequence

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.naming import read_name, refuse_if_named
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.ids import SubjectId, new_id
from shuangjian_desktop.domain.school import Subject
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Writer

MOST_NAME = 20


def new_subject(name: str) -> tuple[SubjectId, Command]:
    """Return (id, command) that adds a subject at the end of the school's order."""
    subject_id, told = SubjectId(new_id()), read_name(name, what="学科名称", limit=MOST_NAME)

    def apply(writer: Writer) -> None:
        _refuse_name(writer, told, None)
        last = max((row["position"] for _, row in writer.find("subject")), default=0)
        writer.insert("subject", {"name": told, "position": last + 1}, row_id=subject_id)

    return subject_id, Command(f"添加学科{told}", apply)


def rename_subject(subject: Subject, name: str) -> Command:
    """Change what a subject is called; notices already put out keep the old name."""
    told = read_name(name, what="学科名称", limit=MOST_NAME)

    def apply(writer: Writer) -> None:
        _refuse_name(writer, told, subject.id)
        writer.update("subject", subject.id, {"name": told})

    return Command(f"学科{subject.name}改名", apply)


def order_subjects(ids: Sequence[SubjectId]) -> Command:
    """Put the subjects in this order."""

    def apply(writer: Writer) -> None:
        for position, subject_id in enumerate(ids, 1):
            writer.update("subject", subject_id, {"position": position})

    return Command("调整学科顺序", apply)


def delete_subject(project: Project, subject: Subject) -> Command:
    """Delete a subject nothing uses; UserError says where it is used."""

    def apply(writer: Writer) -> None:
        refuse_if_named(project, "subject", subject.id, subject.name)
        writer.delete("subject", subject.id)

    return Command(f"删除学科{subject.name}", apply)


def _refuse_name(writer: Writer, name: str, subject_id: SubjectId | None) -> None:
    if any(row_id != subject_id for row_id, _ in writer.find("subject", name=name)):
        raise UserError(f"已经有学科“{name}”，没有改动；请换一个名称。")
