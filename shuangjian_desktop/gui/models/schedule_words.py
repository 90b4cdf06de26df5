"""What 排课 says at its stages, in one line and one sentence each.

Knows no widget; a time that ran out is never called impossible.
"""

from collections.abc import Sequence

from shuangjian_desktop.app.service.queries.reasons import ReasonCard
from shuangjian_desktop.app.service.queries.task import Standing
from shuangjian_desktop.app.service.scheduling import Answer, Found
from shuangjian_desktop.domain.service import PlanState, ServicePlan
from shuangjian_desktop.planning.outcome import Incumbent


def version(plan: ServicePlan, draft: ServicePlan | None) -> str:
    """Return what becomes of a published plan: it stays; "" for a draft."""
    if plan.state is PlanState.DRAFT:
        return ""
    if draft is not None:
        return f"这一版已经发布，而且已有第{draft.version}版草稿；请关上这里，换到那份草稿再排。"
    return "这一版已经发布，保持不动；采用结果时另建下一版草稿，排好的写在那里。"


def before(cards: Sequence[ReasonCard], standing: Standing) -> tuple[str, str]:
    """Return what is said before anything is computed."""
    if cards:
        return (
            f"先数一数：有{len(cards)}处不够",
            "不改的话一定排不出；可以先照下面改，也可以照样开始，让程序找出办法。",
        )
    return (
        "先数一数：没有数出缺人、缺场地或缺时段",
        f"数得够还不等于一定排得出，要排了才知道。{standing.words}",
    )


def on_the_way(better: Incumbent, *, few_changes: bool) -> str:
    """Return how good a plan on the way is for certain."""
    if few_changes:
        least = "不能再少" if better.cost <= better.bound else f"至少要改{better.bound}次"
        return f"改{better.cost}次，{least}。"
    above = better.cost - better.bound
    if better.bound <= 0 < better.cost:
        return "离理论上最好还差多少，正在算。"
    return "已不可能更好。" if above <= 0 else f"离理论上最好最多差{_percent(above, better.cost)}。"


def with_plan(found: Found, standing: Standing) -> tuple[str, str]:
    """Return the head and the sentence of a plan that was found."""
    if found.counts_changes:
        return _few(found), standing.words
    if found.answer is Answer.BEST:
        head = "排好了，没有比这更好的安排"
        told = f"代价{found.cost}，已证明最优，用了{_seconds(found.seconds)}。"
    else:
        above = _percent(found.cost - found.bound, found.cost)
        begin = "停止时" if found.is_cancelled else "到时间为止"
        head = f"排好了，{begin}最好的一份（最多差{above}）"
        told = f"代价{found.cost}，任何安排都不会低于{found.bound}；还可以继续算。"
    if standing.cost is not None and standing.cost < found.cost:
        return head, f"{told}注意：现在的安排代价{standing.cost}，反而更好，可以不采用。"
    return head, f"{told}{standing.words}"


def _few(found: Found) -> str:
    if found.cost == 0:
        return "现在的安排已经排全，没有不合规则的地方，一次也不用改"
    if found.answer is Answer.BEST:
        return f"排好了，只要改{found.cost}次，不能再少"
    return f"排好了，改{found.cost}次（至少要改{found.bound}次）"


def without_plan(found: Found) -> tuple[str, str]:
    """Return the head and the sentence of a search without a plan."""
    if found.answer is Answer.IMPOSSIBLE:
        took = f"（用了{_seconds(found.seconds)}）" if found.seconds else ""
        return "排不出来：下面的规则互相冲突", f"安排没有改动{took}。{found.words}"
    head = "已停止，还没有排出来" if found.is_cancelled else "没算完：时间到了还没有排出来"
    return head, found.words


def _percent(part: int, whole: int) -> str:
    share = part / whole if whole > 0 else 0.0
    return f"{share:.1%}" if share < 0.1 else f"{share:.0%}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f}秒" if seconds < 10 else f"{seconds:.0f}秒"
