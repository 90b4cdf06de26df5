"""How far a class-day has come on its way to the wall, and why something was done against a rule.

Frozen values only; who may do which act is app/rights, when a reason is due is app/gate.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.domain.ids import ClassId, HomeworkId

_UNITS = {"minute": "分钟", "percent": "%", "repeat": "遍", "person": "人"}


class Progress(StrEnum):
    """The one word for a class-day: the furthest behind of its items decides."""

    EMPTY = "未填"
    DRAFT = "草稿"
    RETURNED = "已退回"
    SUBMITTED = "已提交"
    REVIEWED = "已审"


class HandlingAct(StrEnum):
    """办理: what somebody did to a class-day besides typing."""

    SUBMIT = "提交"
    RETURN = "退回"
    PASS = "审核通过"  # noqa: S105 - no password: a review that was passed
    ADJUST = "调整时长"
    CONSULT = "二次会商"


class ReasonKind(StrEnum):
    """Why a reason was due. The reason stays visible for ever [§1]."""

    LATE = "迟交"
    CORRECTION = "更正"
    LOCKED = "锁定后修改"
    RULE = "越过规则保存"
    PUBLISH = "越过规则公示"
    PRIVACY = "确认不涉及隐私"


class Found(NamedTuple):
    """What a rule had found when its reason was given: the reason holds for that much, no more.

    `severity` and `unit` are a finding's own words; `measured` is None where nothing is measured.
    """

    severity: str
    measured: int | None = None
    unit: str | None = None
    item_ids: tuple[HomeworkId, ...] = ()

    @property
    def words(self) -> str:
        """Return 65分钟, or nothing where nothing was measured."""
        return "" if self.measured is None else f"{self.measured}{_UNITS.get(self.unit or '', '')}"


class Reason(NamedTuple):
    """A reason somebody gave. `about`: the rule's name, or the number of the notice corrected.

    `found` is what it was given for, None where no rule was passed.
    """

    class_id: ClassId
    date: date
    kind: ReasonKind
    about: str | None
    text: str
    who: str
    at: str
    found: Found | None = None

    @property
    def told(self) -> str:
        """Return 期末复习（当时65分钟）: the reason with the figure it was given for."""
        return told_with(self.text, self.found)


def told_with(text: str, found: Found | None) -> str:
    """Return a reason's text with the figure it was given for, where there was one."""
    return f"{text}（当时{found.words}）" if found and found.words else text


class Wanted(NamedTuple):
    """A reason that is due before something can be stored; `sentence` says what for."""

    class_id: ClassId
    date: date
    kind: ReasonKind
    about: str | None
    sentence: str
    found: Found | None = None
