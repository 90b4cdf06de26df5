"""What stands against putting a class-day on the wall, as the school has set it per rule [§1].

Judges each day as if its notice hung already; asks nobody and writes nothing.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from shuangjian_desktop.app.explained import explained_before, explanation, found_of
from shuangjian_desktop.app.policies import policy_of
from shuangjian_desktop.app.queries.check import judge
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.domain.policy import Strength
from shuangjian_desktop.domain.review import Found, Reason, ReasonKind
from shuangjian_desktop.rules.class_day import ClassDay, NoticeStanding
from shuangjian_desktop.store.tables import review as review_table

if TYPE_CHECKING:
    from shuangjian_desktop.app.project import Project

_EXPLAINED = (ReasonKind.RULE, ReasonKind.PUBLISH)


class Hindrance(NamedTuple):
    """One finding that the publisher must hear of. `strength`: 提醒, 须写理由 or 不允许.

    `sentence` has no full stop; `rule` and `found` go into the reason when one is written.
    """

    strength: Strength
    rule: str
    sentence: str
    class_id: ClassId
    date: date
    found: Found


def publish_hindrances(
    project: "Project", class_days: Sequence[ClassDay], only: frozenset[str] | None = None
) -> tuple[Hindrance, ...]:
    """Return what stands against publishing some class-days, in their order; `only` by some rules.

    A rule that needs a reason and has one for as much as this comes as 提醒, with the reason told.
    """
    return tuple(
        hindrance
        for day in class_days
        for hindrance in _of_day(project, day._replace(notice=NoticeStanding.PUBLISHED), only)
    )


def _of_day(project: "Project", day: ClassDay, only: frozenset[str] | None) -> list[Hindrance]:
    on = day.day.date
    found = []
    given: list[Reason] | None = None
    for finding in judge(project, day, only).findings:
        strength = policy_of(project, finding.rule).on_publish
        if strength is Strength.NOTE:
            continue
        sentence = finding.message.rstrip("。")
        if strength.asks_reason:
            if given is None:
                reasons = review_table.reasons(project.database, (day.class_id,), on, on)
                given = [reason for reason in reasons if reason.kind in _EXPLAINED]
            if reason := explanation(finding, given):
                strength = Strength.WARN
                sentence += f"，已写明理由：{reason.told}"
            elif then := explained_before(finding, given):
                sentence += f"，上次写理由时是{then}"
        what = found_of(finding)
        found.append(Hindrance(strength, finding.rule, sentence, day.class_id, on, what))
    return found
