"""The one gate every change passes before it is stored: rights, locks, freezing, lateness, policy.

Looks at the rows a command has written inside its transaction; whatever the way in (grid, paste,
import, undo), nothing gets around it. What it refuses is rolled back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from shuangjian_desktop.app.gate_rights import check_rights
from shuangjian_desktop.app.policies import asking_rules
from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.ids import ClassId, HomeworkId
from shuangjian_desktop.domain.review import Reason, ReasonKind, Wanted
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.tables import review as review_table

if TYPE_CHECKING:
    from shuangjian_desktop.app.project import Project
    from shuangjian_desktop.store.journal import Row, RowChange, Writer

MAX_REASON = 200
_ENTRY = ("homework", "no_homework")
_REVERSALS = ("undo", "redo")
_SERVICE = ("service_plan", "slot", "activity", "session")


class NeedsReason(UserError):
    """Something may be stored only with a reason; nothing was changed. `wanted` says what for."""

    def __init__(self, wanted: tuple[Wanted, ...]) -> None:
        self.wanted = wanted
        more = f"（共{len(wanted)}处）" if len(wanted) > 1 else ""
        super().__init__(f"{wanted[0].sentence}{more}，没有改动；请写明理由后再保存。")


@dataclass(slots=True)
class _Day:
    """What a step did to one class-day."""

    school_class: SchoolClass
    date: date
    has_new: bool = False
    rows_before: dict[str, "Row | None"] = field(default_factory=dict)


def pass_gate(
    project: "Project",
    writer: "Writer",
    *,
    reason: str | None,
    asks_policy: bool,
    kind: str = "do",
) -> None:
    """Let the rows of a step through or raise NotAllowed, NeedsReason or UserError.

    With a reason, what it was due for is written beside the rows. `asks_policy` is False for
    tables read in, which record what was; locks and freezing hold for them too. `kind` is the
    step's: what an undo brings back is neither late nor said in its own name.
    """
    check_rights(project, writer, kind)
    if any(change.table == "review" for change in writer.changes):
        from shuangjian_desktop.app.gate_review import check_reviews  # late: needed for few steps

        check_reviews(project, writer, is_restored=kind in _REVERSALS)
    if kind not in _REVERSALS and any(change.table == "plan" for change in writer.changes):
        from shuangjian_desktop.app.gate_plan import check_plans  # late: needed for few steps

        check_plans(project, writer)
    if any(change.table in _SERVICE for change in writer.changes):
        from shuangjian_desktop.app.gate_service import check_service  # late: needed for few steps

        check_service(project, writer, is_restored=kind in _REVERSALS)
    days = _entry_days(project, writer)
    if not days:
        return
    if kind == "undo":
        for day in days:
            day.has_new = False
    wanted = [each for day in days for each in _wanted(project, day, asks_policy=asks_policy)]
    if not wanted:
        return
    if not reason or not reason.strip():
        raise NeedsReason(tuple(wanted))
    write_reasons(project, writer, wanted, reason)


def write_reasons(
    project: "Project", writer: "Writer", wanted: Sequence[Wanted], text: str
) -> None:
    """Store one reason for everything it was due for; UserError when it is too long or unseen."""
    from shuangjian_desktop.domain.text import read_text  # late: start-up time

    reading = read_text(text, name="理由", limit=MAX_REASON)
    if reading.problem:
        raise UserError(reading.problem)
    if not reading.value:  # only characters nobody can see
        raise NeedsReason(tuple(wanted))
    at = project.clock().isoformat(timespec="seconds")
    for each in wanted:
        told = {
            "class_id": each.class_id,
            "date": each.date.isoformat(),
            "kind": each.kind.value,
            "about": each.about,
            "text": reading.value,
            "who": project.who,
            "at": at,
            "found": review_table.found_column(each.found),
        }
        writer.insert("reason", told)


def _whole_row(writer: "Writer", change: "RowChange") -> "Row":
    """Return a touched row as it is now, or as it was when it is gone."""
    if change.after is None:
        return change.before or {}
    if change.before is None:
        return change.after
    now = writer.row(change.table, change.row_id)
    if now is not None:
        return now
    gone = (c.before for c in writer.changes if c.row_id == change.row_id and c.after is None)
    return next(gone) or {}


def _entry_days(project: "Project", writer: "Writer") -> list[_Day]:
    """Return the class-days whose homework a step touched; a moved item touches two."""
    found: dict[tuple[str, str], _Day] = {}
    for change in writer.changes:
        if change.table not in _ENTRY:
            continue
        row = _whole_row(writer, change)
        if _is_unseen(project, change, row):
            continue
        here, left = ((r["class_id"], r["date"]) for r in (row, row | (change.before or {})))
        for key in (here, left):
            if key not in found:
                on = date.fromisoformat(key[1])
                school_class = project.directory.class_by_id(ClassId(key[0]), on)
                found[key] = _Day(school_class, on)
            found[key].has_new |= change.before is None or (key == here != left)
            found[key].has_new |= _is_handed_in(project, change, key)
            if change.table == "homework":
                was = None if change.before is None else row | change.before
                found[key].rows_before.setdefault(change.row_id, was)
    return list(found.values())


def _is_handed_in(project: "Project", change: "RowChange", place: tuple[str, str]) -> bool:
    """Say whether a draft is handed in now for the first time: the cut-off is for that as well."""
    if change.after is None or change.before is None or "status" not in change.after:
        return False
    if project.directory.settings.entry_cut_off is None:
        return False
    if change.after["status"] != Status.SUBMITTED or change.before["status"] != Status.DRAFT:
        return False
    from shuangjian_desktop.app.handed_in import first_handed_in  # late: needed for few steps
    from shuangjian_desktop.store import steps

    history = steps.history(project.database, change.row_id)
    return first_handed_in(history, place, project.clock()) is None


def _is_unseen(project: "Project", change: "RowChange", row: "Row") -> bool:
    """Say whether only the state changed, and not between draft and handed in, which shows.

    Returning has its reason in its own record, and what comes back was asked about when changed.
    """
    if change.before is None or change.after is None:
        return False
    if not set(change.after) <= {"status", "release_at"}:
        return False
    from shuangjian_desktop.store.tables.homework import item_from  # late: start-up time

    now = project.clock()
    rows = (row | change.before, row | change.after)
    was, is_ = (item_from(HomeworkId(change.row_id), each).status_at(now) for each in rows)
    return was is is_ or Status.RETURNED in (was, is_)


def _wanted(project: "Project", day: _Day, *, asks_policy: bool) -> list[Wanted]:
    """Return the reasons still due for a class-day."""
    found = [*_late(project, day), *_locked(project, day), *_frozen(project, day)]
    if found:
        given = {(reason.kind, reason.about) for reason in _reasons(project, day)}
        found = [each for each in found if (each.kind, each.about) not in given]
    if asks_policy:
        found += _by_policy(project, day)
    return found


def _reasons(project: "Project", day: _Day) -> list[Reason]:
    return review_table.reasons(project.database, (day.school_class.id,), day.date, day.date)


def _late(project: "Project", day: _Day) -> list[Wanted]:
    cut_off = project.directory.settings.entry_cut_off
    now = project.clock()
    if cut_off is None or not day.has_new or day.date > now.date():
        return []
    if day.date == now.date() and now.time() <= cut_off:
        return []
    sentence = f"{_where(day)}的作业已过录入截止时间{cut_off:%H:%M}"
    return [_want(day, ReasonKind.LATE, None, sentence)]


def _locked(project: "Project", day: _Day) -> list[Wanted]:
    on = day.date.isoformat()
    for lock in project.directory.locks:
        if lock.first_day <= on <= lock.last_day and lock.grade in (None, day.school_class.grade):
            about = f"{lock.first_day}–{lock.last_day}"
            return [_want(day, ReasonKind.LOCKED, about, f"{_where(day)}已经锁定")]
    return []


def _frozen(project: "Project", day: _Day) -> list[Wanted]:
    number = review_table.newest_notice_of(project.database, day.school_class.id, day.date)
    if number is None:
        return []
    sentence = f"{_where(day)}的作业已经公示，改动要出更正版"
    return [_want(day, ReasonKind.CORRECTION, number, sentence)]


def _by_policy(project: "Project", day: _Day) -> list[Wanted]:
    asking = asking_rules(project, day.school_class, day.date)
    if not asking:
        return []
    from shuangjian_desktop.app import explained, newly_found  # late: start-up time, as is the next
    from shuangjian_desktop.app.queries.check import check, judge

    judged = check(project, (day.school_class,), (day.date,)).days[0]
    asked = [finding for finding in judged.findings if finding.rule in asking]
    if not asked:
        return []
    before = judge(project, newly_found.day_before(judged.class_day, day.rows_before)).findings
    worse = [finding for finding in asked if newly_found.is_worse(finding, before)]
    if not worse:
        return []
    given = [each for each in _reasons(project, day) if each.kind is ReasonKind.RULE]
    found = []
    for finding in worse:
        sentence = finding.message.rstrip("。")
        if asking[finding.rule].refuses:
            raise UserError(f"{sentence}；学校规定这样的作业不能保存，没有改动，请改后再保存。")
        if explained.explanation(finding, given):
            continue
        if then := explained.explained_before(finding, given):
            sentence += f"，上次写理由时是{then}"
        want = _want(day, ReasonKind.RULE, finding.rule, sentence)
        found.append(want._replace(found=explained.found_of(finding)))
    return found


def _want(day: _Day, kind: ReasonKind, about: str | None, sentence: str) -> Wanted:
    return Wanted(day.school_class.id, day.date, kind, about, sentence)


def _where(day: _Day) -> str:
    return f"{day.school_class.title}{day.date.month}月{day.date.day}日"
