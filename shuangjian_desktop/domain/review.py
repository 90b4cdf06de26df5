"""How far a class-day has come on its way to the wall, and why something was done against a rule.

Frozen values only; who may do which act is app/rights, when a reason is due is app/gate.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.domain.ids import ClassId


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


class Reason(NamedTuple):
    """A reason somebody gave. `about`: the rule's name, or the number of the notice corrected."""

    class_id: ClassId
    date: date
    kind: ReasonKind
    about: str | None
    text: str
    who: str
    at: str


class Wanted(NamedTuple):
    """A reason that is due before something can be stored; `sentence` says what for."""

    class_id: ClassId
    date: date
    kind: ReasonKind
    about: str | None
    sentence: str
