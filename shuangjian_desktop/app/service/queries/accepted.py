"""已放宽的规则: all that was accepted past the rules for a plan, who did, and the way back.

Reads the plan, the exceptions and the journal; nothing is ever relaxed without standing here.
"""

from collections.abc import Iterator
from typing import NamedTuple

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.commands.accepted import (
    forbid_repeating,
    put_back,
    put_back_session,
    withdraw_acceptance,
)
from shuangjian_desktop.app.service.commands.exceptions import remove_end_exception
from shuangjian_desktop.app.service.commands.next_version import REVISED
from shuangjian_desktop.app.service.commands.repairs import LABEL
from shuangjian_desktop.app.service.commands.slots import remove_slots, slot_words
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.ids import ActivityId, ServicePlanId, SessionId
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.domain.service import EndException, PlanState
from shuangjian_desktop.store import steps
from shuangjian_desktop.store.journal import Row, RowChange, Step
from shuangjian_desktop.store.tables import service_days as days_table

_ALSO = {"slot": "也可以排在{}", "room": "也可以用{}", "staff": "也可以由{}带"}
_GONE = "已删除的一项"
_MOST_BROKEN = 5


class Accepted(NamedTuple):
    """One rule that does not hold as usual: what, by whom and when, and how it holds again.

    `back` None = not here: a published plan stays as it is. `note` says what taking back does.
    """

    words: str
    said: str
    back: Command | None
    session_id: SessionId | None = None
    note: str = ""


def accepted_rules(project: Project, plan_id: ServicePlanId) -> tuple[Accepted, ...]:
    """Return all that was accepted for a plan: sessions, activities, exceptions, limits."""
    return accepted_in(project, load_case(project, plan_id))


def accepted_in(project: Project, case: Case) -> tuple[Accepted, ...]:
    """Return the same for a plan that is loaded already."""
    return (
        *_of_publishing(case),
        *_of_sessions(project, case),
        *_of_activities(project, case),
        *_exceptions(project, case),
        *_of_repairs(project, case),
    )


def accepted_for(project: Project, case: Case, session_id: SessionId) -> tuple[Accepted, ...]:
    """Return what was accepted for one session: for the right side of the board."""
    return tuple(one for one in _of_sessions(project, case) if one.session_id == session_id)


def _of_publishing(case: Case) -> Iterator[Accepted]:
    """Yield what a plan broke when it was published, and who decided that it was all the same."""
    plan = case.plan
    if plan.despite:
        named = "；".join(words.rstrip("。") for words in plan.despite[:_MOST_BROKEN])
        more = "……" if len(plan.despite) > _MOST_BROKEN else ""
        when = (plan.published_at or "")[:16].replace("T", " ")
        yield Accepted(
            f"发布时仍有{len(plan.despite)}处违反规则：{named}{more}",
            f"{plan.decided_by}决定：{plan.decided_why}（{when} {plan.published_by}发布）",
            None,
        )


def _of_sessions(project: Project, case: Case) -> Iterator[Accepted]:
    names: dict[str, str] = {
        **{f"slot:{one.id}": case.problem.slots[n].name for n, one in enumerate(case.slots)},
        **{f"room:{one.id}": one.name for one in case.rooms},
        **{f"staff:{one}": case.problem.people[n].name for n, one in enumerate(case.people)},
    }
    for work, session in zip(case.problem.works, case.sessions, strict=True):
        for told in session.accepted:
            also = _ALSO[told.partition(":")[0]]
            yield Accepted(
                f"{work.name}{also.format(names.get(told, _GONE))}",
                _said(project, session.id, "accepted"),
                _if_draft(case, withdraw_acceptance(session.id, told)),
                session.id,
                "收回后，正排在这里的这一次回到待排。",
            )


def _of_activities(project: Project, case: Case) -> Iterator[Accepted]:
    for number, activity in enumerate(case.content.activities.values()):
        if activity.may_repeat:
            yield Accepted(
                f"{case.problem.activity_name(number)}一天可以不止一次",
                _said(project, activity.id, "may_repeat"),
                _if_draft(case, forbid_repeating(activity.id)),
                note="收回后，同一天的几次会标出来，不会自己移动。",
            )


def _exceptions(project: Project, case: Case) -> Iterator[Accepted]:
    until = case.plan.until
    grades = {each.grade for each in case.classes}
    for one in days_table.end_exceptions(project.database):
        is_then = one.until >= project.today() and (until is None or one.since <= until)
        if is_then and any(one.first_grade <= grade <= one.last_grade for grade in grades):
            yield Accepted(
                _exception_words(one),
                f"{one.who}同意：{one.reason}",
                remove_end_exception(one),
                note="收回后，这些天的结束时间重新按下班时间检查。",
            )


def _exception_words(one: EndException) -> str:
    grades = grade_name(one.first_grade)
    if one.last_grade != one.first_grade:
        grades = f"{grades}到{grade_name(one.last_grade)}"
    day = f"周{WEEKDAY_NUMERALS[one.weekday - 1]}" if one.weekday else "每天"
    return f"{grades}{day}可以早于下班时间结束（{one.since}到{one.until}）"


def _of_repairs(project: Project, case: Case) -> Iterator[Accepted]:
    """Yield what taken repairs changed elsewhere than in a session, where it still stands so."""
    seen: set[tuple[str, frozenset[str]]] = set()
    written = _written(project)
    for step, change in written:
        key = (change.row_id, frozenset(change.after or ()))
        told = None if key in seen else _repair_words(project, case, change)
        seen.add(key)
        if told is not None:
            words, back = told
            yield Accepted(words, _told_by(step), back)
    yield from _weekly(case, written)


def _written(project: Project) -> list[tuple[Step, RowChange]]:
    """Return all that repairs have written, newest first; not what was copied to a new version."""
    known = steps.labelled(project.database, LABEL)
    revised = steps.labelled(project.database, f"{REVISED}{LABEL}")
    copied = {step.seq: n for n, (step, change) in enumerate(revised)
              if change.table == "session" and change.before is None}  # fmt: skip
    known += [one for n, one in enumerate(revised) if n > copied.get(one[0].seq, -1)]
    return sorted(known, key=lambda one: -one[0].seq)


def _weekly(case: Case, written: list[tuple[Step, RowChange]]) -> Iterator[Accepted]:
    """Yield the activities whose sessions of some weeks have become those of every week."""
    known = {str(session.id): session for session in case.sessions}
    groups: dict[tuple[str, str], list[tuple[Step, RowChange]]] = {}
    seen: set[str] = set()
    for step, change in written:
        session, was = known.get(change.row_id), (change.before or {}).get("parity")
        if change.table != "session" or session is None or was is None or session.id in seen:
            continue
        seen.add(session.id)
        now = (change.after or {}).get("parity")
        if session.parity.value == now:
            only = RowChange("session", change.row_id, {"parity": was}, {"parity": now})
            groups.setdefault((session.activity_id, was), []).append((step, only))
    titles = dict(zip(case.content.activities, case.problem.activities, strict=True))
    for (activity_id, was), changes in groups.items():
        words = f"{titles[ActivityId(activity_id)]}{was}的{len(changes)}次改成每周都有"
        back = _if_draft(case, put_back(*(change for _, change in changes)))
        yield Accepted(words, _told_by(changes[0][0]), back, note=f"收回后，这几次又只在{was}有。")


Told = tuple[str, Command | None]


def _repair_words(project: Project, case: Case, change: RowChange) -> Told | None:
    if change.table == "session":
        return _session_words(case, change)
    if change.table == "activity":
        return _activity_words(case, change)
    if change.table == "slot":
        return _slot_words(case, change)
    return _person_words(project, change)


def _slot_words(case: Case, change: RowChange) -> Told | None:
    """A slot that was added or lengthened because the day could not end late enough."""
    slot = next((each for each in case.slots if each.id == change.row_id), None)
    if slot is None:
        return None
    if change.before is not None:
        was, now = change.before.get("ends"), (change.after or {}).get("ends")
        if now != f"{slot.ends:%H:%M}":
            return None
        only = RowChange("slot", change.row_id, {"ends": was}, {"ends": now})
        words = f"{slot_words(slot)}由{was}延长到{now}结束"
        return words, _if_draft(case, put_back(only))
    words = f"加了{slot_words(slot)}（{slot.starts:%H:%M}–{slot.ends:%H:%M}）"
    return words, _if_draft(case, remove_slots([slot], empties=True))


def _activity_words(case: Case, change: RowChange) -> Told | None:
    before, after = change.before or {}, change.after
    known = {str(one): each for one, each in case.content.activities.items()}
    activity = known.get(change.row_id)
    if after is None:
        is_gone = activity is None and before["plan_id"] == case.plan.id
        return (f"{before['title']}不再安排（要恢复请重新添加）", None) if is_gone else None
    wanted = after.get("staff_wanted")
    if wanted is None or activity is None or activity.staff_wanted != wanted:
        return None
    was = before["staff_wanted"]
    only = RowChange("activity", change.row_id, {"staff_wanted": was}, {"staff_wanted": wanted})
    title = dict(zip(known, case.problem.activities, strict=True))[change.row_id]
    return f"{title}每次由{was}人改为{wanted}人", _if_draft(case, put_back(only))


def _session_words(case: Case, change: RowChange) -> Told | None:
    before, after = change.before or {}, change.after
    known = {str(session.id): number for number, session in enumerate(case.sessions)}
    if after is None:
        titles = dict(zip(case.content.activities, case.problem.activities, strict=True))
        if before["activity_id"] not in titles or change.row_id in known:
            return None
        words = f"{titles[before['activity_id']]}每周少排一次"
        return words, _if_draft(case, put_back_session(change))
    if not before or after.get("is_locked") != 0 or change.row_id not in known:
        return None
    number = known[change.row_id]
    if case.sessions[number].is_locked:
        return None
    only = RowChange("session", change.row_id, {"is_locked": 1}, {"is_locked": 0})
    words = f"{case.problem.works[number].name}解除了锁定"
    return words, _if_draft(case, put_back(only))


def _person_words(project: Project, change: RowChange) -> Told | None:
    before, after = change.before or {}, change.after or {}
    names = {str(one.id): one.label for one in project.directory.staff}
    now = _now(project, change)
    if not before or any(now.get(column) != value for column, value in after.items()):
        return None
    name = names.get(now.get("staff_id", ""), _GONE)
    if change.table == "busy_time" and after.get("is_wish") == 1:
        day = WEEKDAY_NUMERALS[now["weekday"] - 1]
        words = f"{name}周{day}{now['starts']}–{now['ends']}（{now['reason']}）改成了“尽量不排”"
        return words, put_back(change)
    for column, unit in (("per_week", "每周"), ("per_day", "每天")):
        if change.table == "service_staff" and column in after:
            was = before[column]
            return f"{name}{unit}的上限由{was}次改为{after[column]}次", put_back(change)
    return None


def _now(project: Project, change: RowChange) -> Row:
    """Return a row as it stands, put together from its history; nothing when it is gone."""
    row: Row = {}
    for _, written in steps.history(project.database, change.row_id):
        row = {} if written.after is None else row | written.after
    return row


def _if_draft(case: Case, command: Command) -> Command | None:
    return command if case.plan.state is PlanState.DRAFT else None


def _said(project: Project, row_id: str, column: str) -> str:
    """Return who wrote a column last, when, and in which act."""
    written = [
        step for step, c in steps.history(project.database, row_id) if column in (c.after or {})
    ]
    return _told_by(written[-1]) if written else ""


def _told_by(step: Step) -> str:
    return f"{step.who} {step.at[:16].replace('T', ' ')}　{step.label}"
