"""`demo`: the whole main line on the sample school, from tables to PDF and pictures.

Says in a few lines what it did and where it put things; does nothing a school could not do itself.
"""

import os
from pathlib import Path

import click

from shuangjian_desktop.app.demo import DEMO_DATE, DEMO_FILE_NAME, build_demo
from shuangjian_desktop.app.printing import export, export_pictures
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import check
from shuangjian_desktop.app.queries.notices import Shape, prepare
from shuangjian_desktop.app.service.papers import door_slips, render, save_folder
from shuangjian_desktop.app.service.queries.dismissal_sheets import dismissal_sheet
from shuangjian_desktop.app.service.queries.sheets import PlanSheets
from shuangjian_desktop.app.service.queries.standby_sheets import standby_sheets
from shuangjian_desktop.cli.help_words import ChineseCommand
from shuangjian_desktop.cli.values import FILE
from shuangjian_desktop.cli.windows import Windows
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.reports.service_data import TimetableSheet
from shuangjian_desktop.rules.findings import Severity
from shuangjian_desktop.rules.totals import DayState

_REASON = "样例：超限和未达要求之处是特意留下的"
_SHOWN_GRADE = 5  # over the cap on the day shown; the other grades are left to be put out


@click.command(
    cls=ChineseCommand,
    help="建立样例学校，核对一周作业，生成公示和课后服务安排表的PDF、主要页面的图片。",
)
@click.option("--out", type=FILE, default=Path("demo-out"), help="放在哪个文件夹")
@click.option("--open", "open_window", is_flag=True, help="做完后打开窗口（需要显示器）")
@click.pass_obj
def demo(windows: Windows, out: Path, open_window: bool) -> int:
    """Build, check, print, draw; list what was written. Its breaches are planted: no error."""
    _make_folder(out)
    school = out / DEMO_FILE_NAME
    if open_window:
        if not school.exists():
            build_demo(school).close()
        return windows.open_school(school)
    school.unlink(missing_ok=True)
    project = build_demo(school)
    try:
        click.echo(f"样例学校：{school}（内容均为虚构）")
        _tell_check(project)
        for path in _print_notices(project, out):
            click.echo(f"公示：{path}")
        for path in _print_timetables(project, out):
            click.echo(f"课后服务：{path}")
        for path in _draw_pages(windows, project, out / "图片"):
            click.echo(f"图片：{path}")
    finally:
        project.close()
    return 0


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"无法建立文件夹“{out}”；请换一个可以写入的位置。") from error


def _tell_check(project: Project) -> None:
    report = check(project, project.directory.classes(DEMO_DATE), week_of(DEMO_DATE))
    over = [day for day in report.days if day.totals.state is DayState.OVER]
    missing = [day for day in report.days if day.totals.state is DayState.MISSING]
    breaches = [f for f in report.findings if f.severity is Severity.BREACH]
    click.echo(
        f"核对{week_of(DEMO_DATE)[0]}起的一周：{len(project.directory.classes(DEMO_DATE))}个班，"
        f"超限{len(over)}个班天，未录入{len(missing)}个班天，违反{len(breaches)}项。"
    )
    for finding in breaches:
        click.echo(f"  第{finding.clause}条 {finding.message}")


def _print_notices(project: Project, out: Path) -> list[Path]:
    classes = project.directory.grade_classes(_SHOWN_GRADE, DEMO_DATE)
    written: list[Path] = []
    for shape in Shape:
        prepared = prepare(project, shape, classes, DEMO_DATE)
        path = out / f"{shape.value}.pdf"
        written += export(project, prepared, path, one_file=True, reason=_REASON).paths
        written += export_pictures(prepared[-2:][:1], out / "图片", dpi=110)
    return written


def _print_timetables(project: Project, out: Path) -> list[Path]:
    """Write the timetables of the plan in force: one of every kind, and who leaves when."""
    service = project.directory.service
    plan = service.in_force(DEMO_DATE) if service is not None else None
    if plan is None:
        return []
    sheets = PlanSheets(project, plan.id)
    shown: dict[str, TimetableSheet] = {
        "全校": sheets.of_school(),
        "年级": sheets.of_grade(_SHOWN_GRADE),
        "班级": next(sheets.of_class(c.id) for c in sheets.classes if c.grade == _SHOWN_GRADE),
        "教师": sheets.of_teacher(sheets.people[0]),
        "场地": sheets.of_room(sheets.rooms[0]),
        "错峰放学": dismissal_sheet(sheets),
    }
    shown.update({f"{sheet.name}预案": sheet for sheet in standby_sheets(sheets)})
    papers = [render([sheet])._replace(name=f"课后服务_{n}.pdf") for n, sheet in shown.items()]
    papers.append(door_slips(project, plan.id)._replace(name="课后服务_门贴.pdf"))
    written = save_folder(papers, out)
    if written.failures:
        raise UserError("".join(written.failures))
    return list(written.paths)


def _draw_pages(windows: Windows, project: Project, folder: Path) -> list[Path]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # pictures never need a display
    folder.mkdir(exist_ok=True)
    return windows.draw_pages(project, folder)
