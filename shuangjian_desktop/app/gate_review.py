"""The part of the gate that looks at reviews: nothing unfinished passes, nobody reviews himself.

Looks at the rows a command has written; a review of content that is gone proves nothing and is
let be.
"""

from datetime import date
from typing import TYPE_CHECKING

from shuangjian_desktop.app.queries.authors import authors, is_only_author, others_who_may
from shuangjian_desktop.app.queries.class_days import class_days
from shuangjian_desktop.app.queries.codes import day_code
from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.ids import ClassId, StaffId
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.errors import NotAllowed, UserError

if TYPE_CHECKING:
    from shuangjian_desktop.app.project import Project
    from shuangjian_desktop.domain.school import SchoolClass
    from shuangjian_desktop.rules.class_day import ClassDay
    from shuangjian_desktop.store.journal import Row, Writer

_UNFINISHED = {Progress.DRAFT: (Status.DRAFT, "草稿"), Progress.RETURNED: (Status.RETURNED, "退回")}


def check_reviews(project: "Project", writer: "Writer", *, is_restored: bool = False) -> None:
    """Raise UserError or NotAllowed for a review row that says more than is true [§1].

    One that an undo has restored was signed by whoever gave it: only its content is asked about.
    """
    for change in writer.changes:
        if change.table == "review" and change.after is not None:
            row = writer.row("review", change.row_id)
            if row is not None:
                _check(project, row, is_restored=is_restored)


def _check(project: "Project", row: "Row", *, is_restored: bool) -> None:
    on = date.fromisoformat(row["date"])
    school_class = project.directory.class_by_id(ClassId(row["class_id"]), on)
    day = class_days(project, (school_class,), (on,))[0]
    if row["code"] != day_code(day):
        return
    where = f"{school_class.title}{on.month}月{on.day}日"
    _check_finished(day, where)
    if not is_restored:
        _check_reviewer(project, row, school_class, day, where)


def _check_finished(day: "ClassDay", where: str) -> None:
    if day.progress is Progress.EMPTY:
        raise UserError(f"{where}还没有录入作业，没有可以审核的内容；请等录入以后再审。")
    if day.progress not in _UNFINISHED:
        return
    status, word = _UNFINISHED[day.progress]
    subjects = [day.subject_names.get(i.subject_id, "") for i in day.items if i.status is status]
    told = "、".join(dict.fromkeys(subjects))
    raise UserError(
        f"{where}还有{word}的作业（{told}），不能审核通过，没有改动；请等任课教师提交以后再审。"
    )


def _check_reviewer(
    project: "Project", row: "Row", school_class: "SchoolClass", day: "ClassDay", where: str
) -> None:
    name, actor = row["reviewer"], project.actor
    staff_id = StaffId(row["reviewer_id"]) if row["reviewer_id"] else None
    if actor.staff_id is not None and actor.staff_id != staff_id:
        raise NotAllowed(
            f"现在是{actor.name}在操作，不能用{name}的名义审核，没有改动；请先在右上角换人。"
        )
    if is_only_author(project, authors(project, day), name, staff_id):
        others = others_who_may(project, school_class, name)
        raise NotAllowed(
            f"{where}的作业全部由{name}录入，不能再由本人一人审核，没有改动；可以请{others}来审核。"
        )
