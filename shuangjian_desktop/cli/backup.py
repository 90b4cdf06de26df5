"""`backup` and `restore`: proven copies of a school file.

Formats answers; copying and proving is app/backup.
"""

from pathlib import Path

import click

from shuangjian_desktop.app.backup import Proof, back_up, standing_school
from shuangjian_desktop.app.backup import restore as put_back
from shuangjian_desktop.app.rights import may_set_up
from shuangjian_desktop.cli.help_words import ChineseCommand
from shuangjian_desktop.cli.values import FILE, print_json
from shuangjian_desktop.cli.who import act_as, who_option
from shuangjian_desktop.errors import Damaged, NotAllowed


@click.command(
    cls=ChineseCommand,
    help="备份学校文件：逐页复制、核对无误才算数。不写 --to 时存到程序的数据文件夹。",
)
@click.argument("file", type=FILE)
@click.option("--to", type=FILE, help="备份写到这个文件（必须还不存在）")
@click.option("--json", "as_json", is_flag=True, help="输出JSON")
def backup(file: Path, to: Path | None, as_json: bool) -> int:
    """Make a proven copy and say where it is."""
    made = back_up(file, to=to)
    if as_json:
        print_json({"backup": str(made.path), "bytes": made.size, **_told(made.proof)})
    else:
        click.echo(f"已备份到 {made.path}（{_in_words(made.proof)}）。")
    _warn(made.proof)
    return 0


@click.command(
    cls=ChineseCommand, help="把备份恢复到学校文件。那里已有的文件会改名保留在旁边，不会丢。"
)
@click.argument("backup", type=FILE)
@click.option("--into", type=FILE, required=True, help="恢复成这个文件")
@who_option
@click.option("--json", "as_json", is_flag=True, help="输出JSON")
def restore(backup: Path, into: Path, who: str | None, as_json: bool) -> int:
    """Put a backup back and say what became of the file that stood there."""
    _ask_leave(into, who)
    done = put_back(backup, into)
    if as_json:
        kept = str(done.kept) if done.kept else None
        print_json({"file": str(done.path), "kept": kept, **_told(done.proof)})
    else:
        kept = f"原来的文件保留为 {done.kept.name}。" if done.kept else ""
        click.echo(f"已恢复到 {done.path}（{_in_words(done.proof)}）。{kept}")
    _warn(done.proof)
    return 0


def _ask_leave(into: Path, who: str | None) -> None:
    """Whoever takes a school file from its place must be allowed all; a damaged one asks nobody."""
    standing = standing_school(into)
    if standing is None:
        return
    try:
        act_as(standing, who)
        if not may_set_up(standing.actor):
            raise NotAllowed(
                f"{standing.who}不能用备份换下学校文件，没有改动；"
                "请由教务来做，或用 --into 恢复成一个新文件。"
            )
    except Damaged:
        return
    finally:
        standing.close()


def _told(proof: Proof) -> dict[str, object]:
    return {
        "school": proof.school,
        "steps": proof.steps,
        "items": proof.items,
        "rows": sum(proof.rows.values()),
        "journal_unbroken": proof.broken_step is None,
    }


def _in_words(proof: Proof) -> str:
    return f"{proof.school}，作业{proof.items}条，操作{proof.steps}步，已核对"


def _warn(proof: Proof) -> None:
    if proof.broken_step is not None:
        click.echo(
            f"注意：操作记录从第{proof.broken_step}步起对不上，可能被别的程序改动过；"
            "请与更早的备份核对。",
            err=True,
        )
