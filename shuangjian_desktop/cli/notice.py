"""`notice`: public notices as PDF, one file or a folder, recorded as put out.

Chooses what to print; shaping is app/queries/notices, drawing and recording app/printing.
"""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from shuangjian_desktop.app.printing import ExportResult, export
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.notices import PreparedNotice, Shape, prepare
from shuangjian_desktop.cli.help_words import ChineseCommand
from shuangjian_desktop.cli.values import DATE, FILE, chosen_classes, print_json
from shuangjian_desktop.domain.calendar import monday_of
from shuangjian_desktop.errors import UserError


@click.command(
    cls=ChineseCommand, help="生成作业公示PDF：每日一班一张（A4竖），每周一班或一年级一张（横）。"
)
@click.argument("file", type=FILE)
@click.option("--date", "on", type=DATE, help="某一天的公示")
@click.option("--week", type=DATE, help="某一天所在一周的公示")
@click.option("--class", "name", help="一个班，例如 三(1)")
@click.option("--grade", type=click.IntRange(1, 9), help="一个年级")
@click.option("--all", "everybody", is_flag=True, help="全校；--out 是文件夹时每份一个文件")
@click.option("--out", type=FILE, required=True, help="PDF文件，或已有的文件夹")
@click.option("--json", "as_json", is_flag=True, help="输出JSON")
def notice(
    file: Path,
    on: date | None,
    week: date | None,
    name: str | None,
    grade: int | None,
    everybody: bool,
    out: Path,
    as_json: bool,
) -> None:
    """Write the PDF and record the notices as put out."""
    day = _one_date(on, week)
    if (name is not None) + (grade is not None) + everybody != 1:
        raise UserError("请写明给谁公示：--class 班级、--grade 年级 或 --all 全校，只能写一种。")
    project = Project.open(file)
    try:
        classes = chosen_classes(project, day, grade, name)
        shape = _shape(on, grade)
        prepared = _worth_printing(prepare(project, shape, classes, day))
        result = export(project, prepared, out, one_file=_is_one_file(out), progress=_progress)
    finally:
        project.close()
    for warning in result.warnings:
        click.echo(f"提醒：{warning}", err=True)
    if result.failures:
        rest = (
            f"其余{len(result.paths)}份已经生成并记为公示" if result.paths else "没有生成任何文件"
        )
        raise UserError(f"有{len(result.failed)}份没有写成，{rest}：{''.join(result.failures)}")
    if as_json:
        print_json(_answer(prepared, result))
    else:
        click.echo(f"已生成{len(prepared)}份公示，共{result.pages}页：{_told(result.paths)}。")


def _answer(prepared: Sequence[PreparedNotice], result: ExportResult) -> dict[str, object]:
    return {
        "pages": result.pages,
        "files": [str(path) for path in result.paths],
        "warnings": list(result.warnings),
        "notices": [
            {
                "number": notice.record.number,
                "version": notice.record.version,
                "published_on": notice.record.published_on.isoformat(),
                "code": notice.record.code,
                "title": notice.title,
            }
            for notice in prepared
        ],
    }


def _worth_printing(prepared: list[PreparedNotice]) -> list[PreparedNotice]:
    """Leave out, aloud, the notices for which nothing was entered."""
    kept = [notice for notice in prepared if not notice.is_empty]
    if not kept:
        raise UserError(
            f"{prepared[0].title}等{len(prepared)}份公示都还没有录入作业，没有生成；"
            "请先录入作业，没有作业的请标为“无作业”。"
        )
    for notice in prepared:
        if notice.is_empty:
            click.echo(f"提醒：{notice.title}还没有录入作业，没有生成这一份。", err=True)
    return kept


def _one_date(on: date | None, week: date | None) -> date:
    if (on is None) == (week is None):
        raise UserError("请写明哪一天（--date）或哪一周（--week），只能写一种。")
    return on if on is not None else monday_of(week)  # type: ignore[arg-type]


def _shape(on: date | None, grade: int | None) -> Shape:
    if on is not None:
        return Shape.DAY
    return Shape.CLASS_WEEK if grade is None else Shape.GRADE_WEEK


def _is_one_file(out: Path) -> bool:
    """A PDF, or a folder that is there or has no suffix; anything else is a slip."""
    if out.is_dir() or not out.suffix:
        return False
    if out.suffix.lower() != ".pdf":
        raise UserError(f"--out 的“{out.name}”不是PDF；请以 .pdf 结尾，或写一个文件夹。")
    return True


def _told(written: tuple[Path, ...]) -> str:
    return str(written[0]) if len(written) == 1 else f"{written[0].parent}（{len(written)}个文件）"


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r正在生成公示 {done}/{total}", nl=done == total, err=True)
