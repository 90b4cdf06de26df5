"""Write, audit and approve a grade's term plan [§1].

A plan above the cap is stored (it is being worked on) but can be neither audited nor approved.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.plan import PlanBoard, plan_code
from shuangjian_desktop.app.queries.plan_authors import (
    refuse_author_as_approver,
    refuse_author_as_auditor,
)
from shuangjian_desktop.domain.homework import MAX_MINUTES
from shuangjian_desktop.domain.ids import SubjectId, TermId
from shuangjian_desktop.domain.plan import MAX_WORDS, PlanLine
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.domain.text import read_text
from shuangjian_desktop.errors import UserError

if TYPE_CHECKING:
    from shuangjian_desktop.store.journal import Writer

Cell = tuple[SubjectId, int]
MAX_NAME = 40


def set_minutes(
    project: Project, term_id: TermId, grade: int, minutes: Mapping[Cell, int | None]
) -> Command:
    """Write the minutes of (subject, weekday) cells; None or 0 empties a cell. One undo step."""
    for value in minutes.values():
        if value is not None and not 0 <= value <= MAX_MINUTES:
            raise UserError(f"规划时长“{value}”不在0到{MAX_MINUTES}分钟之间；请改成整数分钟。")

    def apply(writer: "Writer") -> None:
        plan_id = _plan_id(project, writer, term_id, grade)
        for (subject_id, weekday), value in minutes.items():
            where = {"plan_id": plan_id, "subject_id": subject_id, "weekday": weekday}
            found = writer.find("plan_line", **where)
            if found and not value:
                writer.delete("plan_line", found[0][0])
            elif found:
                writer.update("plan_line", found[0][0], {"minutes": value})
            elif value:
                writer.insert("plan_line", where | {"minutes": value})

    return Command(f"修改{grade_name(grade)}学期作业规划", apply)


def set_words(project: Project, term_id: TermId, grade: int, words: str) -> Command:
    """Write what the plan says in words; UserError when it is too long."""
    reading = read_text(words, name="规划说明", limit=MAX_WORDS)
    if reading.problem:
        raise UserError(reading.problem)

    def apply(writer: "Writer") -> None:
        plan_id = _plan_id(project, writer, term_id, grade)
        writer.update("plan", plan_id, {"words": reading.value or None})

    return Command(f"修改{grade_name(grade)}学期作业规划", apply)


def copy_plan(
    project: Project, term_id: TermId, grade: int, lines: tuple[PlanLine, ...]
) -> Command:
    """Replace a grade's lines with those of another term or grade."""

    def apply(writer: "Writer") -> None:
        plan_id = _plan_id(project, writer, term_id, grade)
        for line_id, _ in writer.find("plan_line", plan_id=plan_id):
            writer.delete("plan_line", line_id)
        for line in lines:
            writer.insert("plan_line", {"plan_id": plan_id} | line._asdict())

    return Command(f"复制{grade_name(grade)}学期作业规划", apply)


def audit_plan(project: Project, board: PlanBoard, name: str) -> Command:
    """Say that somebody who wrote none of it has gone through the plan as it stands."""
    who = _name(name, "审核人")
    _refuse_unfit(board)
    refuse_author_as_auditor(project, board.plan.id, who)
    values = {
        "audited_by": who,
        "audited_at": _now(project),
        "code": plan_code(board.plan),
        "approved_by": None,
        "approved_at": None,
    }
    return Command(
        f"审核{board.title}学期作业规划", lambda writer: _update(writer, board.plan.id, values)
    )


def approve_plan(project: Project, board: PlanBoard, name: str) -> Command:
    """Approve the plan as it was audited; refused when it was changed since, or to who wrote it."""
    who = _name(name, "批准人")
    _refuse_unfit(board)
    refuse_author_as_approver(project, board.plan.id, who)
    if board.plan.code != plan_code(board.plan):
        raise UserError("这份规划还没有审核，或审核后又改过，没有批准；请先审核现在的内容。")
    values = {"approved_by": who, "approved_at": _now(project)}
    return Command(
        f"批准{board.title}学期作业规划", lambda writer: _update(writer, board.plan.id, values)
    )


def _plan_id(project: Project, writer: "Writer", term_id: TermId, grade: int) -> str:
    found = writer.find("plan", term_id=term_id, grade=grade)
    if found:
        return found[0][0]
    values = dict.fromkeys(
        ("words", "audited_by", "audited_at", "approved_by", "approved_at", "code")
    )
    head = {"term_id": term_id, "grade": grade, "author": project.who}
    return writer.insert("plan", values | head)


def _update(writer: "Writer", plan_id: str, values: Mapping[str, str | None]) -> None:
    writer.update("plan", plan_id, dict(values))


def _refuse_unfit(board: PlanBoard) -> None:
    over = [day for day in board.sums if day.over_by]
    if over:
        day = over[0]
        raise UserError(
            f"周{'一二三四五六日'[day.weekday - 1]}各学科合计{day.minutes}分钟，超过上限"
            f"{board.cap}分钟{day.over_by}分钟，不能审核或批准；请先减到上限以内。"
        )
    if not board.plan.lines and not board.is_no_written:
        raise UserError("这份规划还是空的，不能审核或批准；请先填各学科每天的分钟数。")


def _name(raw: str, what: str) -> str:
    reading = read_text(raw, name=what, limit=MAX_NAME)
    if not reading.value:
        raise UserError(reading.problem or f"还没有写{what}；请选择或填写姓名。")
    return reading.value


def _now(project: Project) -> str:
    return project.clock().isoformat(timespec="seconds")
