"""The part of the gate that asks, row by row, whether the person acting may write it.

Knows which right a table's rows stand under; what a role may do is app/rights.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from shuangjian_desktop.app import rights
from shuangjian_desktop.app.directory import KINDS as DIRECTORY_KINDS
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.domain.ids import ClassId, SubjectId
from shuangjian_desktop.domain.people import Role
from shuangjian_desktop.domain.review import HandlingAct
from shuangjian_desktop.errors import NotAllowed, UserError

if TYPE_CHECKING:
    from shuangjian_desktop.app.project import Project
    from shuangjian_desktop.domain.school import SchoolClass
    from shuangjian_desktop.store.journal import Row, RowChange, Writer

_SET_UP = frozenset(DIRECTORY_KINDS) | {"lesson", "import_file", "attachment"}
_ANY_WRITER = ("reason", "template", "notice")
_WHO_ENTERS = "任课教师、班主任、年级组长或教务"
_WHO_LEADS = "班主任、年级组长或教务"


def check_rights(project: "Project", writer: "Writer", kind: str = "do") -> None:
    """Raise NotAllowed for the first row of a step the person acting may not write.

    无作业 gives way to homework entered on its day, and an undo puts it back: whoever may enter
    the homework, which is asked by itself, may do so.
    """
    if not project.actor.is_free:
        for change in writer.changes:
            if not _gives_way(writer, change, kind):
                _check(project, writer, change)
    if any(change.table == "role" for change in writer.changes):
        _check_office_remains(writer)


def refuse_setup(project: "Project") -> None:
    """Raise NotAllowed unless the person acting may change the school as a whole."""
    _allow(project, rights.may_set_up(project.actor), "修改学校设置", "教务")


def refuse_reading_only(project: "Project", act: str) -> None:
    """Raise NotAllowed before anything is asked of somebody who changes nothing anyway."""
    _allow(project, not rights.reads_only(project.actor), act, _WHO_LEADS)


def _check(project: "Project", writer: "Writer", change: "RowChange") -> None:
    actor, table = project.actor, change.table
    if table in _SET_UP and not _is_homework_table(writer, change):
        refuse_setup(project)
    elif table == "credential":
        for row in _rows(writer, change):
            is_right = rights.may_set_password(actor, row["staff_id"])
            is_own = row["staff_id"] == actor.staff_id
            act, who = ("设密码", "教务") if is_own else ("修改别人的密码", "本人或教务")
            _allow(project, is_right, act, who)
    elif table in ("plan", "plan_line"):
        _check_plan(project, writer, change)
    elif table in (*_ANY_WRITER, "import_file"):
        _allow(project, not rights.reads_only(actor), "修改内容", "教务")
    else:
        for row in _rows(writer, change):
            _check_class_row(project, change, row)


def _is_homework_table(writer: "Writer", change: "RowChange") -> bool:
    """Whoever may enter homework may read in a table of it: each of its rows is asked by itself."""
    if change.table != "import_file":
        return False
    return all(row["kind"] == TableKind.HOMEWORK for row in _rows(writer, change))


def _gives_way(writer: "Writer", change: "RowChange", kind: str) -> bool:
    if change.table != "no_homework" or (change.after is not None and kind != "undo"):
        return False
    row = change.after or change.before or {}
    return any(
        (homework["class_id"], homework["date"]) == (row["class_id"], row["date"])
        for other in writer.changes
        if other.table == "homework" and None in (other.before, other.after)
        for homework in (other.after or other.before or {},)
    )


def _check_class_row(project: "Project", change: "RowChange", row: "Row") -> None:
    """A row of a class and a date. One that was moved is asked about where it was as well."""
    if "class_id" not in row:
        _allow(project, not rights.reads_only(project.actor), "修改内容", "教务")
        return
    actor, directory = project.actor, project.directory
    on = date.fromisoformat(row["date"])
    school_class = directory.class_by_id(ClassId(row["class_id"]), on)
    if change.table == "homework":
        _check_item(project, school_class, on, SubjectId(row["subject_id"]))
    elif change.table == "handling" and row["act"] == HandlingAct.SUBMIT:
        is_right = rights.may_lead(actor, school_class) or rights.teaches(
            actor, directory, on, school_class.id
        )
        _allow(project, is_right, f"提交{school_class.title}的作业", "任课教师")
    else:
        acts = {"no_homework": "标明无作业", "notice_day": "公示作业"}
        act = f"为{school_class.title}{acts.get(change.table, '审核作业')}"
        _allow(project, rights.may_lead(actor, school_class), act, _WHO_LEADS)


def _check_item(
    project: "Project", school_class: "SchoolClass", on: date, subject_id: SubjectId
) -> None:
    directory = project.directory
    subject = directory.subject_names.get(subject_id, "")
    is_right = rights.may_enter(project.actor, directory, on, school_class, subject_id)
    _allow(project, is_right, f"录入{school_class.title}的{subject}作业", _WHO_ENTERS)


def _check_plan(project: "Project", writer: "Writer", change: "RowChange") -> None:
    actor = project.actor
    if change.after is not None and set(change.after) <= {"approved_by", "approved_at"}:
        _allow(project, rights.may_approve(actor), "批准学期作业规划", "教务或校长")
        return
    for row in _rows(writer, change):
        plan = row if change.table == "plan" else writer.row("plan", row["plan_id"]) or {}
        is_right = rights.may_plan(actor, plan.get("grade", 0))
        _allow(project, is_right, "修改这个年级的学期作业规划", "年级组长或教务")


def _check_office_remains(writer: "Writer") -> None:
    """A school with roles but no 教务 could never change its settings again, roles included."""
    given = {row["role"] for _, row in writer.find("role")}
    if given and Role.OFFICE not in given:
        raise UserError(
            "给了角色以后至少要有一位教务，否则没有人能修改学校设置，没有改动；"
            "请先把一位教职工设为教务。"
        )


def _allow(project: "Project", is_right: bool, act: str, who: str) -> None:
    if is_right:
        return
    roles = rights.roles_in_words(project.actor)
    name = project.actor.name
    told = f"{name}（{roles}）" if roles and roles not in name else name
    raise NotAllowed(f"{told}不能{act}，没有改动；请由{who}来做，或在右上角换人。")


def _rows(writer: "Writer", change: "RowChange") -> "Iterator[Row]":
    """Give a touched row as it is now and as it was: whoever moves a row must own both ends."""
    now = writer.row(change.table, change.row_id)
    if now is not None:
        yield now
    if change.before is not None:
        yield (now or {}) | change.before
