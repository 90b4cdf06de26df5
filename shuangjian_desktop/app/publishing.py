"""Whether notices may go out, and the record that they did: one step, which undo passes over.

Asks rules, policy and the privacy pass what stands against it; writes no file and draws nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.changes import NOTHING, Changes
from shuangjian_desktop.app.commands.notices import (
    IssuedNotice,
    PutOut,
    issue_notices,
    refuse_superseded,
)
from shuangjian_desktop.app.explained import covers_items
from shuangjian_desktop.app.gate import NeedsReason, write_reasons
from shuangjian_desktop.app.policies import DRAFTS, FIRST_GRADES_ONLY, policy_of
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.codes import public_items
from shuangjian_desktop.app.queries.notices import PreparedNotice
from shuangjian_desktop.domain.homework import Place, Status
from shuangjian_desktop.domain.ids import ClassId, HomeworkId
from shuangjian_desktop.domain.policy import Strength
from shuangjian_desktop.domain.review import Found, Reason, ReasonKind, Wanted
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.reports.notice_json import to_json
from shuangjian_desktop.rules.class_day import ClassDay
from shuangjian_desktop.rules.privacy import is_worth_a_look, private_finds
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import review as review_table

_UNSENT = {Status.DRAFT: "草稿", Status.RETURNED: "退回"}


class ReasonToPublish(NeedsReason):
    """Something may go out only with a reason; nothing did. `wanted` says what for."""

    def __init__(self, wanted: tuple[Wanted, ...]) -> None:
        super().__init__(wanted)
        more = f"（共{len(wanted)}处）" if len(wanted) > 1 else ""
        self.args = (f"{wanted[0].sentence}{more}，没有公示；请先修改，或写明理由后再公示。",)


class Obstacle(NamedTuple):
    """One thing that stands against a notice, with the place to go to; no full stop.

    `strength`: 提醒 is told, 须写理由 wants `wanted` answered, 不允许 keeps the notice back.
    """

    strength: Strength
    sentence: str
    class_id: ClassId
    date: date
    item_id: HomeworkId | None = None
    wanted: Wanted | None = None


class Clearance(NamedTuple):
    """What may go out, what is kept back and why. `wanted` are the reasons still due."""

    ready: tuple[PreparedNotice, ...]
    kept_back: tuple[PreparedNotice, ...]
    obstacles: tuple[Obstacle, ...]

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        return tuple(dict.fromkeys(each.wanted for each in self.obstacles if each.wanted))

    @property
    def numbers(self) -> set[str]:
        """Return the numbers of the notices that may go out."""
        return {notice.record.number for notice in self.ready}

    @property
    def refusals(self) -> tuple[str, ...]:
        return tuple(o.sentence for o in self.obstacles if o.strength.refuses)


def clearance(
    project: Project, prepared: Sequence[PreparedNotice], *, with_warnings: bool = False
) -> Clearance:
    """Say which notices may go out and what for; what hangs unchanged already is not asked again.

    `with_warnings` adds what is only to be told, which takes longer.
    """
    ready: list[PreparedNotice] = []
    kept_back: list[PreparedNotice] = []
    found: list[Obstacle] = []
    names = frozenset(person.name for person in project.directory.staff)
    for notice in prepared:
        obstacles = tuple(_obstacles(project, notice, names, with_warnings=with_warnings))
        refused = [each for each in obstacles if each.strength.refuses]
        (kept_back if refused else ready).append(notice)
        found += refused or obstacles
    return Clearance(tuple(ready), tuple(kept_back), tuple(dict.fromkeys(found)))


def demand(
    project: Project,
    prepared: Sequence[PreparedNotice],
    reason: str | None,
    known: Clearance | None = None,
) -> Clearance:
    """Return what was found; ReasonToPublish when one is due, UserError when refused.

    `known` is what was found for these very notices just before, which spares looking twice.
    """
    if project.database.read_only:
        return Clearance(tuple(prepared), (), ())
    numbers = {notice.record.number for notice in prepared}
    if known is None or not numbers <= known.numbers:
        known = clearance(project, prepared)
    if not numbers <= known.numbers:
        raise UserError(f"{known.refusals[0]}，没有公示；请先处理，再公示。")
    if known.wanted and not (reason and reason.strip()):
        raise ReasonToPublish(known.wanted)
    return known


def explained(prepared: Sequence[PreparedNotice], reason: str | None) -> tuple[PreparedNotice, ...]:
    """Return the notices with the reason printed on those that are corrected without one."""
    said = (reason or "").strip()
    return tuple(notice.explained(said) if said else notice for notice in prepared)


def publish(
    project: Project,
    prepared: Sequence[PreparedNotice],
    put_out: PutOut,
    *,
    reason: str | None = None,
    known: Clearance | None = None,
) -> Changes:
    """Record notices as put out, with all they print, and put them out: both or neither.

    What `put_out` says did not get out is not recorded.
    A school file opened read-only is put out without a record. What is out unchanged already
    leaves no second record. NeedsReason when something is due an answer.
    """
    if project.database.read_only:
        put_out()
        return NOTHING
    due = demand(project, prepared, reason, known).wanted

    def beside(writer: Writer, out: Sequence[IssuedNotice]) -> None:
        shown = {(day.class_id, day.date) for notice in out for day in notice.days}
        wanted = [each for each in due if (each.class_id, each.date) in shown]
        if wanted and reason:
            write_reasons(project, writer, wanted, reason)

    at = project.clock().isoformat(timespec="seconds")
    records = [_record(notice) for notice in explained(prepared, reason)]
    return project.run(issue_notices(records, at, put_out, who=project.who, beside=beside))


def refuse_early(project: Project, prepared: Sequence[PreparedNotice], reason: str | None) -> None:
    """Raise what `publish` would, before something is done that cannot be taken back."""
    demand(project, prepared, reason)
    database = project.database
    records = [notice.record for notice in explained(prepared, reason)]
    refuse_superseded(Writer(database.connection, database.school_id), records)


def _record(notice: PreparedNotice) -> IssuedNotice:
    if not notice.is_new:
        return notice.record
    return notice.record._replace(content=to_json(notice.notice))


def _obstacles(
    project: Project, notice: PreparedNotice, names: frozenset[str], *, with_warnings: bool
) -> Iterator[Obstacle]:
    for day in notice.days:
        yield from _unsent(project, notice, day)
    if not notice.is_new:
        return
    yield from _unexplained(notice)
    yield from _by_policy(project, notice, with_warnings=with_warnings)
    yield from _private(project, notice, names)


def _unsent(project: Project, notice: PreparedNotice, day: ClassDay) -> Iterator[Obstacle]:
    """Drafts and returned items are never printed; a day that is due waits for them."""
    items = [item for item in day.items if item.status in _UNSENT]
    if not items:
        return
    told = dict.fromkeys(
        f"{day.subject_names.get(i.subject_id, '')}（{_UNSENT[i.status]}）" for i in items
    )
    on = day.day.date
    is_due = len(notice.days) == 1 or on <= project.today()
    strength = policy_of(project, DRAFTS).on_publish if is_due else Strength.WARN
    sentence = f"{_where(day)}还有没提交的作业：{'、'.join(told)}，不会印在公示上"
    wanted = None
    if strength.asks_reason:
        ids = tuple(item.id for item in items)
        wanted = Wanted(
            day.class_id, on, ReasonKind.PUBLISH, DRAFTS, sentence, Found("", item_ids=ids)
        )
        about = (ReasonKind.PUBLISH, DRAFTS)
        given = [each for each in _reasons(project, day) if (each.kind, each.about) == about]
        if covers_items(given, ids):
            strength, wanted = Strength.WARN, None
    if strength is not Strength.NOTE:
        yield Obstacle(strength, sentence, day.class_id, on, items[0].id, wanted)


def _unexplained(notice: PreparedNotice) -> Iterator[Obstacle]:
    correction = notice.notice.head.correction
    if not notice.is_unexplained or correction is None:
        return
    day, head = notice.days[0], notice.notice.head
    sentence = f"{notice.title}是第{head.version}版，还没有写更正理由"
    about = f"{head.number}/{correction.version}"
    wanted = Wanted(day.class_id, day.day.date, ReasonKind.CORRECTION, about, sentence)
    yield Obstacle(Strength.REASON, sentence, day.class_id, day.day.date, None, wanted)


def _by_policy(
    project: Project, notice: PreparedNotice, *, with_warnings: bool
) -> Iterator[Obstacle]:
    days = [day._replace(items=public_items(day)) for day in notice.days]
    asking = None if with_warnings else _asking(project)
    if asking is not None:
        days = [day for day in days if _may_ask(project, day, asking)]
    if not days:
        return
    from shuangjian_desktop.app.publish_policy import publish_hindrances  # late: start-up time

    for each in publish_hindrances(project, days, asking):
        wanted = None
        if each.strength.asks_reason:
            wanted = Wanted(
                each.class_id,
                each.date,
                ReasonKind.PUBLISH,
                each.rule,
                each.sentence,
                each.found,
            )
        elif not each.strength.refuses and not with_warnings:
            continue
        yield Obstacle(each.strength, each.sentence, each.class_id, each.date, None, wanted)


def _asking(project: Project) -> frozenset[str]:
    """Return the rules that ask for a reason or refuse when something is put out."""
    names = {*FIRST_GRADES_ONLY, *project.directory.policies}
    strengths = ((name, policy_of(project, name).on_publish) for name in names)
    return frozenset(name for name, each in strengths if each.asks_reason or each.refuses)


def _may_ask(project: Project, day: ClassDay, asking: frozenset[str]) -> bool:
    """Return whether any rule could ask or refuse: most days are spared the checks."""
    if not asking <= FIRST_GRADES_ONLY:
        return True
    if not any(item.place is Place.HOME for item in day.items):
        return False
    book = project.rulebooks.judging(day.day.date, day.rulebook)
    return bool(asking) and book.forbids_home_written(day.grade, day.stage, day.day.date)


def _private(project: Project, notice: PreparedNotice, names: frozenset[str]) -> Iterator[Obstacle]:
    items = [item for day in notice.days for item in public_items(day)]
    if not is_worth_a_look("\n".join(f"{item.content}\n{item.note or ''}" for item in items)):
        return
    for day in notice.days:
        given: set[tuple[ReasonKind, str | None]] | None = None
        for item in public_items(day):
            finds = (*private_finds(item.content, names), *private_finds(item.note or "", names))
            for find in finds:
                if given is None:
                    given = _given(project, day)
                if (ReasonKind.PRIVACY, find.words) in given:
                    continue
                subject = day.subject_names.get(item.subject_id, "")
                where = f"{_where(day)}{subject}"
                sentence = f"{where}里的“{find.words}”像是{find.kind.value}，不应公开"
                on = day.day.date
                wanted = Wanted(day.class_id, on, ReasonKind.PRIVACY, find.words, sentence)
                yield Obstacle(Strength.REASON, sentence, day.class_id, on, item.id, wanted)


def _given(project: Project, day: ClassDay) -> set[tuple[ReasonKind, str | None]]:
    return {(reason.kind, reason.about) for reason in _reasons(project, day)}


def _reasons(project: Project, day: ClassDay) -> list[Reason]:
    on = day.day.date
    return review_table.reasons(project.database, (day.class_id,), on, on)


def _where(day: ClassDay) -> str:
    return f"{day.class_name}班{day.day.date.month}月{day.day.date.day}日"
