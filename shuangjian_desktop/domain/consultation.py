"""二次会商: an over-full class-day talked over: before, what was proposed, who agreed, after.

Frozen values and how a proposal changes an item; totals are rules/.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.domain.homework import HomeworkItem, Place, Requirement
from shuangjian_desktop.domain.ids import ClassId, HomeworkId


class Measure(StrEnum):
    """What is done about an item."""

    KEEP = "不变"
    MINUTES = "改时长"
    OPTIONAL = "改为选做"
    SCHOOL = "改为校内完成"
    REMOVE = "删除"


class Proposal(NamedTuple):
    """What somebody proposed for one item; `minutes` 0..600 are those it is to have."""

    item_id: HomeworkId
    measure: Measure
    minutes: int
    by: str = ""


class ItemThen(NamedTuple):
    """An item as it stood, in the words of paper."""

    item_id: HomeworkId
    subject: str
    content: str
    minutes: int
    kind: str
    requirement: str
    tier: str
    place: str
    teacher: str


class Snapshot(NamedTuple):
    """A class-day at one moment; `total` is what was held against `limit`, minutes."""

    items: tuple[ItemThen, ...]
    total: int
    limit: int | None

    @property
    def over_by(self) -> int:
        return 0 if self.limit is None else max(0, self.total - self.limit)


class Consultation(NamedTuple):
    """One record, closed when it is written. `agreed_by` are names, `words` what else was said."""

    class_id: ClassId
    date: date
    opened_at: str
    opened_by: str
    before: Snapshot
    proposals: tuple[Proposal, ...]
    agreed_by: tuple[str, ...]
    words: str
    after: Snapshot
    closed_at: str
    closed_by: str
    id: str = ""


def changed(item: HomeworkItem, proposal: Proposal) -> HomeworkItem | None:
    """Return the item as proposed; None when it is to go."""
    if proposal.measure is Measure.REMOVE:
        return None
    if proposal.measure is Measure.OPTIONAL:
        return item._replace(requirement=Requirement.OPTIONAL)
    if proposal.measure is Measure.SCHOOL:
        return item._replace(place=Place.SCHOOL)
    if proposal.measure is Measure.MINUTES:
        return item._replace(minutes=proposal.minutes)
    return item


def all_changed(
    items: Sequence[HomeworkItem], proposals: Sequence[Proposal]
) -> tuple[HomeworkItem, ...]:
    """Return the items of a day as proposed, those left alone included."""
    by_item = {proposal.item_id: proposal for proposal in proposals}
    found = (changed(item, by_item[item.id]) if item.id in by_item else item for item in items)
    return tuple(item for item in found if item is not None)
