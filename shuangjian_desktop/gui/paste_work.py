"""A large paste on a thread of its own: read, judge and write beside the window, stopped at will.

Works on a second connection, one transaction: stopped before the end, nothing has changed. Small
pastes are done at once.
"""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from shuangjian_desktop.app.beside import beside
from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.paste_plan import PastePlan, Watch
from shuangjian_desktop.app.pasting import paste
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.foreseen import Foreseen, foresee
from shuangjian_desktop.errors import Cancelled, UserError
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.runner import IsCancelled, Progress
from shuangjian_desktop.gui.waiting import wait_for

WRITTEN_AT_ONCE = 500
"""Items written in less than a tenth of a second; more take a thread."""
Planning = Callable[[Project, Watch | None], PastePlan]


class Prepared(NamedTuple):
    """What a paste would do, and what the rules say of it."""

    plan: PastePlan
    foreseen: Foreseen


def prepare(project: Project, planning: Planning, over: QWidget, *, at_once: bool) -> Prepared:
    """Read and judge a paste; UserError when it is too much, Cancelled when it was stopped."""
    if at_once:
        return _judged(project, planning(project, None), None)
    another = beside(project)

    def work(progress: Progress, is_cancelled: IsCancelled) -> Prepared:
        with another.opened() as own:
            plan = planning(own, _watch(progress, is_cancelled, "正在读取剪贴板"))
            return _judged(own, plan, _watch(progress, is_cancelled, "正在按规定核对"))

    prepared: Prepared = wait_for("读取剪贴板", work, over)
    return prepared


def _judged(project: Project, plan: PastePlan, watch: Watch | None) -> Prepared:
    """Foresee only what somebody looks at: a plain paste into cells is judged once it stands."""
    return Prepared(plan, foresee(project, plan.items, watch) if plan.asks else Foreseen((), ()))


def write(bridge: Bridge, plan: PastePlan, over: QWidget) -> Changes | None:
    """Carry a plan out in one step; None when it was refused or stopped, and nothing is written."""
    if len(plan.items) <= WRITTEN_AT_ONCE:
        return bridge.run(paste(plan))
    reason: str | None = None
    while True:
        try:
            return _write_beside(bridge.project, plan, reason, over)
        except Cancelled:
            bridge.notify.say("已停止，什么都没有粘贴。")
            return None
        except UserError as error:
            said = None if reason else bridge.notify.ask_reason(error)
            if not said:
                if said is None:
                    bridge.notify.error(error)
                return None
            reason = said


def _write_beside(project: Project, plan: PastePlan, reason: str | None, over: QWidget) -> Changes:
    another, written = beside(project), list[Changes]()

    def work(progress: Progress, is_cancelled: IsCancelled) -> None:
        with another.opened(to_write=True) as own:
            command = paste(plan, _watch(progress, is_cancelled, "正在写入"))
            written.append(own.run(command, reason=reason))

    try:
        wait_for("粘贴", work, over)
    except Cancelled:
        if not written:
            raise
        # Stopped a moment too late: everything is written, and that is what counts.
    project.take_in(written[0])
    return written[0]


def _watch(progress: Progress, is_cancelled: IsCancelled, words: str) -> Watch:
    def watch(done: int, total: int) -> None:
        if is_cancelled():
            raise Cancelled
        if done % 50 == 0:
            progress(done, total, f"{words}… {done}/{total}")

    return watch
