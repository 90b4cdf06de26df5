"""Why there is no plan, shaped for the screen: each rule with where it is set, repairs in words.

Reads what the planner found; finds nothing itself.
"""

from typing import NamedTuple

from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.app.service.commands.repairs import asks_exception
from shuangjian_desktop.app.service.queries.task import MoveLine, move_lines
from shuangjian_desktop.domain.ids import ClassId, SessionId, SlotId
from shuangjian_desktop.planning.counting import shortages
from shuangjian_desktop.planning.explanation import AND, ChangeKind, Reason, Repair, Source
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.rules_named import NamedRule

STAFF, ROOMS, OFF_WORK = "service_staff", "service_rooms", "off_work"
"""Sections of 学校 where a rule is set."""
_SECTIONS = {
    Requirement.PER_WEEK: STAFF,
    Requirement.PER_DAY: STAFF,
    Requirement.STAFF_BUSY: STAFF,
    Requirement.ROOM_CLASH: ROOMS,
    Requirement.ENDS: OFF_WORK,
}
_PRICES = (
    (3, "小改：在安排里点一下"),
    (6, "要先和一位同事说好"),
    (8, "学生会感觉到"),
    (11, "要写明谁同意、为什么"),
)


class Spot(NamedTuple):
    """Where something stands: a section of 学校, or a session, a class or a time on the board."""

    section: str = ""
    session_id: SessionId | None = None
    class_id: ClassId | None = None
    slot_id: SlotId | None = None

    @property
    def is_known(self) -> bool:
        return any(self)


class RuleLine(NamedTuple):
    """One rule or lock of a clash, and where it is set."""

    words: str
    spot: Spot


class ReasonCard(NamedTuple):
    """One clash: a sentence, its rules, and what is known of it."""

    words: str
    rules: tuple[RuleLine, ...]
    proof: str
    spot: Spot


class RepairCard(NamedTuple):
    """One way out: words, what it asks of people, whether an exception is due.

    `parts`: the words change by change.
    """

    repair: Repair
    words: str
    price: str
    asks_exception: bool
    parts: tuple[str, ...] = ()


def counted(case: Case) -> tuple[ReasonCard, ...]:
    """Return what counting alone finds: milliseconds, before anything is computed."""
    return tuple(reason_card(case, reason) for reason in shortages(case.problem))


def reason_card(case: Case, reason: Reason) -> ReasonCard:
    """Return one clash for the screen."""
    rules = tuple(RuleLine(rule.words, rule_spot(case, rule)) for rule in reason.rules)
    return ReasonCard(reason.words, rules, _proof(reason), _spot(case, reason))


def repair_card(repair: Repair) -> RepairCard:
    """Return one repair for the screen."""
    price = next((words for most, words in _PRICES if repair.cost <= most), "")
    if any(change.kind is ChangeKind.DROP for change in repair.changes):
        price = "有活动少排一次"
    elif not price:
        price = "要改几处"
    parts = tuple(repair.words.split(AND))
    return RepairCard(repair, repair.words, price, asks_exception(repair), parts)


def repair_moves(case: Case, repair: Repair) -> tuple[MoveLine, ...]:
    """Return what a repair's plan does otherwise than the file; what is dropped is named so."""
    dropped = {case.sessions[work].id for work in repair.dropped}
    lines = [
        line._replace(now="不再排") if line.session_id in dropped else line
        for line in move_lines(case._replace(problem=repair.problem), repair.plan)
    ]
    told = {line.session_id for line in lines}
    for work in repair.dropped:
        session, name = case.sessions[work], repair.problem.works[work].name
        if session.id not in told:
            lines.append(MoveLine(session.id, name, "", "不再排", (), ()))
    return tuple(lines)


def rule_spot(case: Case, rule: NamedRule) -> Spot:
    """Return where a rule is set; for what the board itself holds, where it stands there."""
    section = _SECTIONS.get(rule.kind, "")
    return Spot(section) if section else _spot(case, rule)


def _spot(case: Case, one: NamedRule | Reason) -> Spot:
    return Spot(
        "",
        next((case.sessions[n].id for n in one.works if n < len(case.sessions)), None),
        case.classes[one.classes[0]].id if one.classes else None,
        case.slots[one.slots[0]].id if len(one.slots) == 1 else None,
    )


def _proof(reason: Reason) -> str:
    if reason.is_minimal and len(reason.rules) > 1:
        return "这几条不能同时满足；去掉任何一条，这几次就能排出来（已验证）。"
    if reason.is_minimal:
        return "去掉这一条，这几次就能排出来（已验证）。"
    if reason.source is Source.COUNTING:
        return "这是数出来的，一定排不出。"
    return "这几条里有冲突；还没有缩到最小。"
