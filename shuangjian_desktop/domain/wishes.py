"""What an after-school plan should be like where it can, and how much each wish matters.

Frozen values only; what a wish costs is planning/verify.
"""

from collections.abc import Mapping
from enum import IntEnum, StrEnum


class Wish(StrEnum):
    """What a plan should be like where it can; never at the price of a rule."""

    FAIR = "各人次数均衡"
    CROWDED = "一人一天少连着带"
    KEEP = "同一活动固定由同一人带"
    NEAR = "作业辅导由本班任课教师带"
    GAPS = "一人一天中间少空等"
    OWN = "照顾个人的时间意愿"


class Weight(IntEnum):
    """How much a wish matters, in words; each weighs three times the one before."""

    NONE = 0
    SOME = 1
    MUCH = 3
    MOST = 9

    @property
    def words(self) -> str:
        return {0: "不考虑", 1: "一般", 3: "重要", 9: "很重要"}[self]


USUAL_WISHES: Mapping[Wish, Weight] = {
    Wish.FAIR: Weight.MUCH,
    Wish.CROWDED: Weight.SOME,
    Wish.KEEP: Weight.SOME,
    Wish.NEAR: Weight.MUCH,
    Wish.GAPS: Weight.SOME,
    Wish.OWN: Weight.SOME,
}
"""What counts until the school says otherwise."""
