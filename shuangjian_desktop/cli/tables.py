"""`new`, `import`, `export`: make a school file, bring tables in, write them out again.

Formats answers; reading and writing are app/commands/imports and app/queries/exports.
"""

from datetime import date
from functools import partial
from pathlib import Path

import click

from shuangjian_desktop.app.commands.imports import ImportReport, import_file
from shuangjian_desktop.app.commands.setup import UNNAMED, new_school
from shuangjian_desktop.app.gate import NeedsReason
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.exports import export_file, left_out
from shuangjian_desktop.app.tables import ROW_WORDS, SEVERITY_WORDS, TableKind
from shuangjian_desktop.cli.help_words import ChineseCommand
from shuangjian_desktop.cli.values import DATE, FILE, print_json
from shuangjian_desktop.cli.who import act_as, who_option
from shuangjian_desktop.errors import UserError

BAD_INPUT = 2
_YEAR = click.IntRange(2004, 2036)
_KIND_HELP = {
    TableKind.SETTINGS: "学校设置（.toml）",
    TableKind.LESSONS: "课程总表（.xlsx、.xls、.csv）",
    TableKind.TEACHING: "任课一览（.xlsx、.xls、.csv）",
    TableKind.HOMEWORK: "作业（.xlsx、.xls、.csv）",
    TableKind.SERVICE: "课后服务安排表（.xlsx、.xls、.csv）",
    TableKind.HOLIDAYS: "一年的放假安排（.json）",
    TableKind.HOLIDAY_NOTICE: "放假通知的全文（.txt）",
}
_LINES = {kind: f"  {kind.value:<15} {words}" for kind, words in _KIND_HELP.items()}
_IN = "\b\n" + "\n".join(_LINES.values())
_OUT = "\b\n" + "\n".join(
    line for kind, line in _LINES.items() if kind is not TableKind.HOLIDAY_NOTICE
)
_KIND = click.Choice([kind.value for kind in TableKind])


@click.command(cls=ChineseCommand, help="新建一个空的学校文件（扩展名 .sjdb），已带国家节假日表。")
@click.argument("file", type=FILE)
@click.option("--name", default=UNNAMED, help="学校名称")
def new(file: Path, name: str) -> None:
    """Make the file and say what comes next."""
    new_school(file, name).close()
    click.echo(f"已新建“{file}”。下一步：导入学校设置（import settings 设置.toml --into {file}）。")


@click.command(
    "import",
    cls=ChineseCommand,
    short_help="导入学校设置、课程表、任课、作业或放假安排；有错误时什么都不导入。",
    help="把一个文件导入学校文件；有错误或没有确认的地方时什么都不导入。"
    f"“内容”是下面之一：\n\n{_IN}",
)
@click.argument("kind", type=_KIND, metavar="KIND")
@click.argument("source", type=FILE)
@click.option("--into", "file", type=FILE, required=True, help="学校文件")
@click.option("--dry-run", is_flag=True, help="只检查，不写入")
@click.option("--accept", is_flag=True, help="所有“请确认”的地方都照所说的做")
@click.option(
    "--move-homework", is_flag=True, help="改为放假的日子已有作业时，移到下一个上课日（不写则留着）"
)
@click.option("--again", is_flag=True, help="同一个文件再写入一次，覆盖之后的修改")
@click.option("--school-year", type=click.IntRange(2004, 2099), help="学年的起始年份，例如 2026")
@click.option("--year", type=_YEAR, help="放假安排的年份，通知里没有写年份时要写")
@click.option("--reason", help="已公示、已锁定或迟交的日子要写的理由")
@who_option
@click.option("--json", "as_json", is_flag=True, help="输出JSON")
def import_(  # noqa: PLR0913, PLR0917 - each option is a parameter, click calls it
    kind: str,
    source: Path,
    file: Path,
    dry_run: bool,
    accept: bool,
    move_homework: bool,
    again: bool,
    school_year: int | None,
    year: int | None,
    reason: str | None,
    who: str | None,
    as_json: bool,
) -> int:
    """Import one file; return 2 when an error or an open question stopped it."""
    project = Project.open(file)
    read = partial(
        import_file,
        project,
        TableKind(kind),
        source,
        accept_questions=accept,
        again=again,
        school_year=year or school_year,
    )
    try:
        act_as(project, who, writes=not dry_run)
        clashing = read(dry_run=True).clashing if move_homework else None
        moves = clashing.targets() if clashing else None
        report = read(dry_run=dry_run, reason=reason, moves=moves)
    except NeedsReason as error:
        told = str(error).removesuffix("请写明理由后再保存。")
        raise UserError(f"{told}请用 --reason 写明理由再导入。") from error
    finally:
        project.close()
    if as_json:
        print_json(import_answer(report))
    else:
        _print_import(report)
    return 0 if report.is_importable else BAD_INPUT


def import_answer(report: ImportReport) -> dict[str, object]:
    """Return the JSON document of contracts."""
    return {
        "kind": report.kind.value,
        "dry_run": report.dry_run,
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "problems": [
            {"where": p.where, "severity": p.severity, "message": p.message}
            for p in report.problems
        ],
    }


def _print_import(report: ImportReport) -> None:
    for problem in report.problems:
        words = SEVERITY_WORDS.get(problem.severity, problem.severity)
        click.echo(f"{words} {problem.where}：{problem.message}", err=True)
    if not report.is_importable:
        click.echo(_next_step(report), err=True)
        return
    told = "检查通过，还没有写入" if report.dry_run else "已导入"
    click.echo(f"{told}：{_counted(report)}。")


def _next_step(report: ImportReport) -> str:
    """Say why nothing was imported and the one thing to do now."""
    found = [problem.severity for problem in report.problems]
    if report.has_errors:
        return (
            f"什么都没有导入：文件里有{found.count('error')}处错误；请按上面的位置改好文件再导入。"
        )
    asked = f"什么都没有导入：有{found.count('question')}处请您确认"
    if report.clashing is not None and any(day.target for day in report.clashing.days):
        return (
            f"{asked}；看过都对，请在命令后面加 --accept 再运行一次"
            "（作业要移到下一个上课日，再加 --move-homework）。"
        )
    return f"{asked}；看过都对，请在命令后面加 --accept 再运行一次。"


def _counted(report: ImportReport) -> str:
    parts = [
        f"{word}{'、'.join(f'{ROW_WORDS.get(table, table)}{n}' for table, n in counts.items())}"
        for word, counts in (
            ("新增", report.created),
            ("更新", report.updated),
            ("不变", report.unchanged),
        )
        if counts
    ]
    return "；".join(parts) or "表格里没有数据"


@click.command(
    cls=ChineseCommand,
    short_help="导出表格，格式与导入相同，导出的文件可以原样再导入。",
    help=f"导出表格，格式与导入相同，导出的文件可以原样再导入。“内容”是下面之一：\n\n{_OUT}",
)
@click.argument("kind", type=_KIND, metavar="KIND")
@click.argument("file", type=FILE)
@click.option(
    "--out", type=FILE, required=True, help="写到哪个文件（.xlsx 或 .csv；settings 为 .toml）"
)
@click.option("--from", "first", type=DATE, help="作业的起始日期")
@click.option("--to", "last", type=DATE, help="作业的结束日期")
@click.option("--school-year", type=click.IntRange(2004, 2099), help="学年的起始年份，例如 2026")
@click.option("--year", type=_YEAR, help="放假安排的年份，不写就是最近已知的一年")
def export(
    kind: str,
    file: Path,
    out: Path,
    first: date | None,
    last: date | None,
    school_year: int | None,
    year: int | None,
) -> None:
    """Write one table."""
    project = Project.open(file)
    try:
        rows = export_file(
            project, TableKind(kind), out, first=first, last=last, school_year=year or school_year
        )
        lacks = left_out(project, TableKind(kind), out)
    finally:
        project.close()
    if lacks:
        click.echo(f"提醒：{lacks}", err=True)
    click.echo(f"已导出{rows}行到“{out}”。")
