"""`notice`: public notices as PDF, pictures, text or a web page, recorded as put out.

Chooses what to print; shaping is app/queries/notices, drawing and recording app/printing.
"""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import click

from shuangjian_desktop.app.gate import NeedsReason
from shuangjian_desktop.app.printing import ExportResult, Format, export
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import Clearance, clearance
from shuangjian_desktop.app.queries.notices import PreparedNotice, Shape, prepare
from shuangjian_desktop.cli.help_words import ChineseCommand
from shuangjian_desktop.cli.values import DATE, FILE, chosen_classes, print_json
from shuangjian_desktop.cli.who import act_as, who_option
from shuangjian_desktop.domain.calendar import monday_of
from shuangjian_desktop.errors import UserError


class _Asked(NamedTuple):
    """Which notices: one of the dates, one of class, grade and all."""

    on: date | None
    week: date | None
    name: str | None
    grade: int | None
    everybody: bool


@click.command(
    cls=ChineseCommand, help="生成作业公示PDF：每日一班一张（A4竖），每周一班或一年级一张（横）。"
)
@click.argument("file", type=FILE)
@click.option("--date", "on", type=DATE, help="某一天的公示")
@click.option("--week", type=DATE, help="某一天所在一周的公示")
@click.option("--class", "name", help="一个班，例如 三(1)")
@click.option("--grade", type=click.IntRange(1, 9), help="一个年级")
@click.option("--all", "everybody", is_flag=True, help="全校；--out 是文件夹时每份一个文件")
@click.option("--out", type=FILE, required=True, help="要写的文件，或已有的文件夹")
@click.option(
    "--format",
    "form",
    type=click.Choice([each.name.lower() for each in Format]),
    default="pdf",
    help="pdf 文件、png 图片（存到文件夹）、text 文字、html 网页公示板",
)
@click.option("--reason", help="公示须写理由时的理由；会一直留在记录里")
@who_option
@click.option("--json", "as_json", is_flag=True, help="输出JSON")
def notice(
    file: Path,
    out: Path,
    form: str,
    reason: str | None,
    who: str | None,
    as_json: bool,
    **whom: Any,
) -> int:
    """Write the files and record the notices as put out; 3 when some were kept back."""
    asked = _Asked(**whom)
    wanted = Format[form.upper()]
    day = _one_date(asked)
    project = Project.open(file)
    try:
        act_as(project, who, writes=not project.database.read_only)
        cleared = _allowed(project, _worth_printing(_asked_for(project, asked, day)))
        result = export(
            project,
            cleared.ready,
            out,
            one_file=_is_one_file(out, wanted),
            form=wanted,
            reason=reason,
            known=cleared,
            progress=_progress,
        )
    except NeedsReason as error:
        told = str(error).removesuffix("或写明理由后再公示。")
        raise UserError(f"{told}或用 --reason 写明理由。") from error
    finally:
        project.close()
    for warning in result.warnings:
        click.echo(f"提醒：{warning}", err=True)
    _refuse_unwritten(result)
    if as_json:
        print_json(_answer(cleared.ready, result))
    else:
        click.echo(f"已生成{len(cleared.ready)}份公示，共{result.pages}页：{_told(result.paths)}。")
    return 3 if cleared.kept_back else 0


def _refuse_unwritten(result: ExportResult) -> None:
    if not result.failures:
        return
    rest = f"其余{len(result.paths)}份已经生成并记为公示" if result.paths else "没有生成任何文件"
    raise UserError(f"有{len(result.failed)}份没有写成，{rest}：{''.join(result.failures)}")


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


def _allowed(project: Project, prepared: Sequence[PreparedNotice]) -> Clearance:
    """Leave out, aloud, the notices that may not go out; UserError when none may."""
    if project.database.read_only:
        return Clearance(tuple(prepared), (), ())
    cleared = clearance(project, prepared)
    if not cleared.ready:
        raise UserError(f"{cleared.refusals[0]}，没有公示；请先处理，再公示。")
    for sentence in cleared.refusals:
        click.echo(f"提醒：{sentence}，这一份没有公示。", err=True)
    return cleared


def _one_date(asked: _Asked) -> date:
    """Return the day, or the Monday; UserError unless one date and one scope were given."""
    if (asked.on is None) == (asked.week is None):
        raise UserError("请写明哪一天（--date）或哪一周（--week），只能写一种。")
    if (asked.name is not None) + (asked.grade is not None) + asked.everybody != 1:
        raise UserError("请写明给谁公示：--class 班级、--grade 年级 或 --all 全校，只能写一种。")
    return asked.on if asked.on is not None else monday_of(asked.week)  # type: ignore[arg-type]


def _asked_for(project: Project, asked: _Asked, day: date) -> list[PreparedNotice]:
    classes = chosen_classes(project, day, asked.grade, asked.name)
    return prepare(project, _shape(asked.on, asked.grade), classes, day)


def _shape(on: date | None, grade: int | None) -> Shape:
    if on is not None:
        return Shape.DAY
    return Shape.CLASS_WEEK if grade is None else Shape.GRADE_WEEK


def _is_one_file(out: Path, form: Format) -> bool:
    """A file of the wanted kind, or a folder that is there or has no suffix; else a slip."""
    if out.is_dir() or not out.suffix:
        return False
    if form is Format.PNG:
        raise UserError(f"图片每页一个文件，--out 请写一个文件夹，不要写“{out.name}”。")
    suffixes = (".html", ".htm") if form is Format.HTML else (form.value,)
    if out.suffix.lower() not in suffixes:
        kind = "PDF" if form is Format.PDF else "文字文件" if form is Format.TEXT else "网页"
        raise UserError(f"--out 的“{out.name}”不是{kind}；请以 {form} 结尾，或写一个文件夹。")
    return True


def _told(written: tuple[Path, ...]) -> str:
    return str(written[0]) if len(written) == 1 else f"{written[0].parent}（{len(written)}个文件）"


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r正在生成公示 {done}/{total}", nl=done == total, err=True)
