"""What the search for the fewest changes says at its stages.

Knows no widget; a time that ran out is never called impossible.
"""

from collections import Counter

from shuangjian_desktop.app.service.replanning import Rearranged, Why
from shuangjian_desktop.app.service.scheduling import Answer

INTRODUCTION = (
    "改动最少的新安排",
    "左边选谁不在、哪处场地不能用、从哪天起。程序只动非动不可的活动，每一处改动都列出来；"
    "看过再采用，现在的安排在那以前不变。",
)
SHORT = "只有几天，不必另出一版："


def better(changes: int, bound: int) -> str:
    """Return how good a plan on the way is for certain."""
    if changes <= bound:
        return f"改{changes}次，不能再少。"
    return f"改{changes}次，至少要改{bound}次。"


def with_plan(found: Rearranged, *, is_new_version: bool) -> tuple[str, str]:
    """Return the head and the sentence of a plan that was found."""
    count = len(found.moves)
    if found.answer is Answer.BEST:
        head = f"只要改{count}次，不能再少"
    else:
        head = f"改{count}次（至少要改{found.bound}次，到时为止最少的）"
    where = (
        "采用后另建下一版草稿，发布以后才生效。" if is_new_version else "采用后直接写进这份草稿。"
    )
    return head, f"{_beyond(found)}{where}"


def _beyond(found: Rearranged) -> str:
    """Return how many changes are not of sessions that lost somebody or a room, if any."""
    reasons = Counter(line.why for line in found.moves)
    told = [f"{reasons[why]}次{why}" for why in list(Why)[1:] if reasons[why]]
    return f"其中{'，'.join(told)}。" if told else ""


def without_plan(found: Rearranged) -> tuple[str, str]:
    """Return the head and the sentence of a search without a plan."""
    if found.answer is Answer.IMPOSSIBLE:
        return "排不出来：下面的规则互相冲突", found.words
    return "没算完：还没有排出来", found.words


def taken(count: int, *, is_new_version: bool) -> str:
    """Return what is said once it was taken over."""
    if is_new_version:
        return (
            f"已建下一版草稿，改{count}次；发布后可以只给受影响的人印通知条。Ctrl+Z可以整个撤销。"
        )
    return f"已采用，改{count}次；按Ctrl+Z可以整个撤销。"
