"""Hand homework in, take it back into draft, or set when a draft is handed in by itself.

Writes states and the record of who handed in; judges nothing and reviews nothing.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from shuangjian_desktop.app import rights
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.homework import DayTarget
from shuangjian_desktop.domain.homework import HomeworkItem, Status
from shuangjian_desktop.domain.ids import SubjectId
from shuangjian_desktop.domain.review import HandlingAct
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Row, Writer

if TYPE_CHECKING:
    from shuangjian_desktop.app.project import Project

_WAITING = (Status.DRAFT.value, Status.RETURNED.value)


def submit_days(project: "Project", targets: Sequence[DayTarget]) -> Command:
    """Hand in the drafts and returned items of class-days, as far as they are the actor's to enter.

    UserError when nothing waits: so that 提交 never says it did what it did not.
    """
    wanted = tuple(dict.fromkeys(targets))
    at = project.clock().isoformat(timespec="seconds")

    def apply(writer: Writer) -> None:
        done = [target for target in wanted if _submit(project, writer, target)]
        if not done:
            raise UserError("没有等待提交的草稿或退回的作业，没有改动。")
        for target in done:
            writer.insert(
                "handling",
                {
                    "class_id": target.class_id,
                    "date": target.date.isoformat(),
                    "act": HandlingAct.SUBMIT.value,
                    "who": project.who,
                    "at": at,
                },
            )

    return Command("提交作业", apply)


def make_draft(items: Sequence[HomeworkItem], label: str = "改回草稿") -> Command:
    """Turn items into drafts without a time: nobody sees them on a notice until handed in."""
    return _set_state(items, {"status": Status.DRAFT.value, "release_at": None}, label)


def schedule_release(
    project: "Project", items: Sequence[HomeworkItem], at: datetime | None
) -> Command:
    """Let drafts count as handed in from a local moment on; None takes the time off again.

    UserError for a moment that has passed: 提交 is the word for that.
    """
    if at is not None and at <= project.clock():
        raise UserError(f"{at:%m月%d日 %H:%M}已经过了，没有改动；请另选时间，或直接提交。")
    when = at.isoformat(timespec="minutes") if at else None
    values = {"status": Status.DRAFT.value, "release_at": when}
    return _set_state(items, values, "定时提交" if at else "取消定时提交")


def _set_state(items: Sequence[HomeworkItem], values: Row, label: str) -> Command:
    wanted = tuple(item.id for item in items)

    def apply(writer: Writer) -> None:
        for item_id in wanted:
            writer.update("homework", item_id, values)

    return Command(label, apply)


def _submit(project: "Project", writer: Writer, target: DayTarget) -> bool:
    """Hand in what waits on one class-day; False when nothing there is the actor's."""
    found = writer.find("homework", class_id=target.class_id, date=target.date.isoformat())
    ids = [
        row_id
        for row_id, values in found
        if values["status"] in _WAITING and _is_own(project, target, values["subject_id"])
    ]
    for row_id in ids:
        values = {"status": Status.SUBMITTED.value, "release_at": None}
        writer.update("homework", row_id, values)
    return bool(ids)


def _is_own(project: "Project", target: DayTarget, subject_id: str) -> bool:
    on: date = target.date
    school_class = project.directory.class_by_id(target.class_id, on)
    return rights.may_enter(
        project.actor, project.directory, on, school_class, SubjectId(subject_id)
    )
