"""`schedule`: places the sessions of an after-school plan, keeps locks, or says why it cannot.

Asks and formats; the search is app/service/scheduling. Time run out is never called impossible.
"""

import sys
import threading
from pathlib import Path

import click

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.commands.next_version import take_in_draft
from shuangjian_desktop.app.service.queries.choice import chosen_plan
from shuangjian_desktop.app.service.queries.task import move_lines
from shuangjian_desktop.app.service.scheduling import Answer, Found, Listener, Search
from shuangjian_desktop.cli.help_words import ChineseCommand
from shuangjian_desktop.cli.values import FILE, print_json
from shuangjian_desktop.cli.who import act_as, who_option
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.errors import Cancelled, UserError
from shuangjian_desktop.planning.client import Worker
from shuangjian_desktop.planning.outcome import Incumbent
from shuangjian_desktop.planning.wire import Progress

NOT_PLACED = 3
_WORDS = {
    Answer.BEST: "排好了，而且证明没有更好的。",
    Answer.GOOD: "排好了；时间到了，可能还有更好的。",
    Answer.IMPOSSIBLE: "排不出来，原因如下；安排没有改动。",
    Answer.GAVE_UP: "时间到了还没有排出来，不等于排不出；安排没有改动，请加大 --seconds。",
}


@click.command(
    cls=ChineseCommand,
    help="排课后服务：给每次活动定时段、场地和人员，锁定的不动；排不出时说明原因和办法。"
    "已发布的安排先修订成新的一版草稿再排。没有排出来时退出码为3。",
)
@click.argument("file", type=FILE)
@click.option("--plan", "name", help="安排的名称；不写就是最新的草稿")
@click.option(
    "--seconds", type=click.FloatRange(0.1, 3600), default=60.0, help="最多算多少秒（默认60）"
)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, help="同一个数，同一个结果")
@click.option("--few-changes", is_flag=True, help="尽量少动现在的安排；代价就是改动的次数")
@click.option("--dry-run", is_flag=True, help="只排给看，不写入")
@who_option
@click.option("--json", "as_json", is_flag=True, help="输出JSON")
def schedule(
    file: Path,
    name: str | None,
    seconds: float,
    seed: int,
    few_changes: bool,
    dry_run: bool,
    who: str | None,
    as_json: bool,
) -> int:
    """Place everything and write it, or say why not; return 3 when nothing was placed."""
    project = Project.open(file)
    try:
        act_as(project, who, writes=not dry_run)
        plan = chosen_plan(project, name)
        case = load_case(project, plan.id)
        found = _search(project, case, seconds, seed, few_changes=few_changes)
        if found.plan is not None and not dry_run:
            project.run(take_in_draft(case, found.plan, {}))
    finally:
        project.close()
    if as_json:
        print_json(answer(case, found))
    else:
        _print(case, found, dry_run=dry_run)
    return 0 if found.plan is not None else NOT_PLACED


def _search(project: Project, case: Case, seconds: float, seed: int, *, few_changes: bool) -> Found:
    """Wait for the end of the search; Ctrl+C stops it and changes nothing."""
    over = threading.Event()
    ends: list[Found] = []
    failures: list[str] = []

    def end(found: Found) -> None:
        ends.append(found)
        over.set()

    def fail(words: str) -> None:
        failures.append(words)
        over.set()

    worker = Worker()
    listener = Listener(_tell_better, _tell_step, end, fail)
    search = Search(project, case, worker, listener, few_changes=few_changes)
    try:
        search.start(seconds, seed)
        over.wait()
    except KeyboardInterrupt:
        raise Cancelled from None
    finally:
        worker.close()
    if failures:
        raise UserError(failures[0])
    return ends[0]


def answer(case: Case, found: Found) -> dict[str, object]:
    """Return the JSON document of contracts.

    `placed` and `unplaced` are what was found; where nothing was, what the file has all the same.
    """
    plan = case.placed if found.plan is None else found.plan
    works = zip(case.problem.works, plan, strict=True)
    unplaced = [work.name for work, place in works if place is None]
    repairs = [
        {"words": repair.words, "cost": repair.cost, "verified": True} for repair in found.repairs
    ]
    return {
        "outcome": found.answer.value,
        "cost": found.cost,
        "bound": found.bound,
        "seconds": round(found.seconds, 3),
        "placed": len(case.sessions) - len(unplaced),
        "unplaced": unplaced,
        "changes": 0 if found.plan is None else len(move_lines(case, found.plan)),
        "words": found.words,
        "reasons": [
            {
                "words": reason.words,
                "rules": [{"name": rule.kind.name.lower(), "words": rule.words}
                          for rule in reason.rules],
                "repairs": repairs,
            }
            for reason in found.reasons
        ],
    }  # fmt: skip


def _print(case: Case, found: Found, *, dry_run: bool) -> None:
    click.echo(_WORDS[found.answer])
    if found.plan is not None:
        is_new = case.plan.state is PlanState.PUBLISHED
        written = (
            f"，已写入{case.plan.name}的下一版草稿" if is_new else f"，已写入{case.plan.title}"
        )
        where = "（只看，没有写入）" if dry_run else written
        click.echo(f"{len(case.sessions)}次活动全部排上{where}。{found.words}")
    elif found.words:
        click.echo(found.words)
    for number, reason in enumerate(found.reasons, 1):
        click.echo(f"\n原因{number}：{reason.words}")
        for rule in reason.rules:
            click.echo(f"  · {rule.words}")
    if found.repairs:
        click.echo("\n可以这样改（每一种都已试排过，能排出来）：")
    for repair in found.repairs:
        click.echo(f"  · {repair.words}")


def _tell_better(better: Incumbent) -> None:
    _tell(f"已有一份安排，代价{better.cost}，最好不低于{better.bound}")


def _tell_step(step: Progress) -> None:
    _tell(step.words)


def _tell(words: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{words:<60}", nl=False, err=True)
