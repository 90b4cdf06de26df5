"""`timetable`: timetables of the after-school service as PDF, pictures, workbook or iCalendar.

Chooses plan and sheets; shaping is app/queries, drawing and writing app/service/papers.
"""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import click

from shuangjian_desktop import safe_files
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.exports import export_plan
from shuangjian_desktop.app.service.calendars import calendar_of, calendars
from shuangjian_desktop.app.service.papers import (
    Paper,
    render,
    render_each,
    save_folder,
)
from shuangjian_desktop.app.service.queries.dismissal import leaving_week
from shuangjian_desktop.app.service.queries.dismissal_sheets import dismissal_sheet
from shuangjian_desktop.app.service.queries.leaving_words import troubles
from shuangjian_desktop.app.service.queries.sheet_date import date_words
from shuangjian_desktop.app.service.queries.sheets import PlanSheets
from shuangjian_desktop.app.service.queries.standby_sheets import (
    contingency_called,
    standby_sheet,
)
from shuangjian_desktop.app.service.queries.table import plan_called, plan_on, usual_plan
from shuangjian_desktop.app.service.queries.whom import person_called, room_called
from shuangjian_desktop.cli.help_words import ChineseCommand
from shuangjian_desktop.cli.values import DATE, FILE, class_called, print_json
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import PlanState, ServicePlan
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.reports.service_data import TimetableSheet

_FORMS = ("pdf", "png", "xlsx", "ics")
_BREACHES = 3
_EARLY = "提醒：有的日子早于当地正常下班时间结束，表上写着是哪几天；请调整，或登记例外。"


class _Asked(NamedTuple):
    """Whose timetable: one of them."""

    name: str | None
    grade: int | None
    teacher: str | None
    room: str | None
    contingency: str | None
    school: bool
    dismissal: bool
    everybody: bool


@click.command(
    cls=ChineseCommand,
    short_help="生成课后服务安排表：班级、年级、教师、场地、全校、错峰；PDF、图片、Excel或日历。",
    help="生成课后服务安排表。每张都印学校、安排、版次、执行日期、结束时间和依据；草稿印“草稿”。\n"
    "有的日子早于下班时间结束时退出码为3。",
)
@click.argument("file", type=FILE)
@click.option("--class", "name", help="一个班，例如 三(1)")
@click.option("--grade", type=click.IntRange(1, 9), help="一个年级")
@click.option("--teacher", help="一位教师或校外人员的姓名")
@click.option("--room", help="一个场地的名称")
@click.option("--contingency", help="一个预案的名称，例如 雨天：场地不能用时各改到哪里")
@click.option("--school", is_flag=True, help="全校总表")
@click.option("--dismissal", is_flag=True, help="错峰放学：各校门各批几点走")
@click.option("--all", "everybody", is_flag=True, help="全校、各年级、各班、每人、各场地，全部")
@click.option("--plan", "wanted", help="哪一个安排：名称或编号；不写就是现在执行的")
@click.option("--date", "on", type=DATE, help="某一天执行的安排；那天没有课后服务时会说明")
@click.option("--out", type=FILE, required=True, help="要写的文件，或已有的文件夹")
@click.option(
    "--format", "form", type=click.Choice(_FORMS), default="pdf",
    help="pdf 文件、png 图片（存到文件夹）、xlsx 全校工作簿、ics 教师日历",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="输出JSON")
def timetable(
    file: Path,
    wanted: str | None,
    on: date | None,
    out: Path,
    form: str,
    as_json: bool,
    **whom: Any,
) -> int:
    """Write the files; 3 when a sheet says that service ends before people get off work."""
    asked = _Asked(**whom)
    _refuse_unclear(asked, form)
    project = Project.open(file)
    try:
        plan = _plan(project, wanted, on)
        sheets = PlanSheets(project, plan.id)
        chosen = _chosen(project, sheets, asked)
        papers = _written(project, sheets, chosen, (out, form), asked)
        told = _warnings(papers, date_words(project, on) if on and form != "ics" else "")
        if asked.dismissal:
            told += troubles(leaving_week(project, plan.id))
    finally:
        project.close()
    for warning in told:
        click.echo(f"提醒：{warning}", err=True)
    is_early = any(sheet.ends.early for sheet in chosen)
    if is_early:
        click.echo(_EARLY, err=True)
    if as_json:
        print_json(_answer(plan, papers, told))
    else:
        click.echo(_told(plan, papers))
    return _BREACHES if is_early else 0


def _refuse_unclear(asked: _Asked, form: str) -> None:
    named = (asked.name, asked.grade, asked.teacher, asked.room, asked.contingency)
    flags = (asked.school, asked.dismissal, asked.everybody)
    if sum(each is not None for each in named) + sum(flags) != 1:
        raise UserError(
            "请写明要谁的安排表：--class 班级、--grade 年级、--teacher 姓名、--room 场地、"
            "--contingency 预案、--school 全校总表、--dismissal 错峰放学 或 --all 全部，"
            "只能写一种。"
        )
    if form == "xlsx" and not (asked.school or asked.everybody):
        raise UserError("工作簿只有全校一种，请写 --school；单独一张请用 --format pdf。")
    if form == "ics" and not (asked.teacher or asked.everybody):
        raise UserError("日历是给教师的，请写 --teacher 姓名，或 --all 每人一个文件。")


def _plan(project: Project, wanted: str | None, on: date | None) -> ServicePlan:
    if wanted is not None and on is not None:
        raise UserError("--plan 和 --date 请只写一种。")
    if wanted is not None:
        return plan_called(project, wanted)
    plan = usual_plan(project) if on is None else plan_on(project, on)
    if plan.state is PlanState.DRAFT:
        click.echo(f"提醒：“{plan.name}”还没有发布，用的是草稿，纸上印有“草稿”。", err=True)
    return plan


def _chosen(project: Project, sheets: PlanSheets, asked: _Asked) -> Sequence[TimetableSheet]:
    if asked.name is not None:
        return (sheets.of_class(class_called(project, asked.name, sheets.plan.since).id),)
    if asked.grade is not None:
        return (sheets.of_grade(asked.grade),)
    if asked.teacher is not None:
        return (sheets.of_teacher(person_called(project, asked.teacher)),)
    if asked.room is not None:
        return (sheets.of_room(room_called(project, asked.room)),)
    if asked.contingency is not None:
        return (standby_sheet(sheets, contingency_called(sheets, asked.contingency)),)
    if asked.dismissal:
        return (dismissal_sheet(sheets),)
    return (sheets.of_school(),) if asked.school else sheets.everything()


def _written(
    project: Project,
    sheets: PlanSheets,
    chosen: Sequence[TimetableSheet],
    wish: tuple[Path, str],
    asked: _Asked,
) -> list[tuple[Paper, Path]]:
    """Write what was asked for; return every file with its place."""
    out, form = wish
    if form == "xlsx":
        return [_workbook(project, sheets.plan, out)]
    is_file = _is_one_file(out, form)
    if form == "ics":
        found = (
            calendars(project, sheets.plan.id, _progress)
            if asked.everybody
            else [calendar_of(project, sheets.plan.id, person_called(project, asked.teacher or ""))]
        )
        if is_file and len(found) > 1:
            raise UserError("每人一个日历文件，--out 请写一个文件夹。")
    elif is_file:
        found = [render(chosen, _progress)]
    elif form == "png":
        found = render_each(chosen, as_pictures=True, progress=_progress)
    else:
        found = render_each(chosen, as_pictures=False, progress=_progress)
    if is_file:
        return [(found[0], safe_files.replace_atomically(out, found[0].data))]
    written = save_folder(found, out)
    if written.failures:
        raise UserError(f"有{len(written.failures)}个文件没有写成：{''.join(written.failures)}")
    return list(zip(found, written.paths, strict=True))


def _workbook(project: Project, plan: ServicePlan, out: Path) -> tuple[Paper, Path]:
    name = safe_files.safe_file_name(f"{plan.name}第{plan.version}版", ".xlsx")
    path = out / name if out.is_dir() else out
    if path.suffix.casefold() != ".xlsx":
        raise UserError(f"--out 的“{out.name}”不是工作簿；请以 .xlsx 结尾，或写一个文件夹。")
    export_plan(project, ServicePlanId(plan.id), path)
    return Paper(path.name, b"", 1), path


def _is_one_file(out: Path, form: str) -> bool:
    if out.is_dir() or not out.suffix:
        return False
    if form == "png":
        raise UserError(f"图片每页一个文件，--out 请写一个文件夹，不要写“{out.name}”。")
    if out.suffix.casefold() != f".{form}":
        raise UserError(f"--out 的“{out.name}”请以 .{form} 结尾，或写一个文件夹。")
    return True


def _warnings(papers: Sequence[tuple[Paper, Path]], of_date: str) -> list[str]:
    """Return what is to be said of the sheets, and of the date asked for (a calendar has all)."""
    found = [of_date] if of_date else []
    return list(dict.fromkeys((*found, *(w for paper, _ in papers for w in paper.warnings))))


def _answer(
    plan: ServicePlan, papers: Sequence[tuple[Paper, Path]], warnings: list[str]
) -> dict[str, object]:
    return {
        "plan": {
            "id": plan.id,
            "name": plan.name,
            "version": plan.version,
            "since": plan.since.isoformat(),
            "until": plan.until.isoformat() if plan.until else None,
            "published": plan.state is PlanState.PUBLISHED,
        },
        "pages": sum(paper.pages for paper, _ in papers),
        "files": [str(path) for _, path in papers],
        "warnings": warnings,
    }


def _told(plan: ServicePlan, papers: Sequence[tuple[Paper, Path]]) -> str:
    first = papers[0][1]
    where = str(first) if len(papers) == 1 else f"{first.parent}（{len(papers)}个文件）"
    pages = sum(paper.pages for paper, _ in papers)
    pages_words = f"，共{pages}页" if first.suffix in (".pdf", ".png") else ""
    return f"已生成“{plan.name}”第{plan.version}版的安排表{pages_words}：{where}。"


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r正在生成安排表 {done}/{total}", nl=done == total, err=True)
