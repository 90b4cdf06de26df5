"""What a paste would add in one step, and all it would leave out; made item by item.

Knows items and class-days; nothing of a clipboard, of cells or of a window.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from shuangjian_desktop.app.commands.homework import DayTarget
from shuangjian_desktop.app.parallel import sameness
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.class_days import class_days
from shuangjian_desktop.app.quick_entry import QuickEntry, new_item, next_position
from shuangjian_desktop.domain.homework import MAX_CONTENT, NO_HOMEWORK, HomeworkItem
from shuangjian_desktop.domain.ids import ClassId, SubjectId
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.errors import UserError

Watch = Callable[[int, int], None]
"""Told how many of how many lines are done; may raise Cancelled."""
MOST_ITEMS = 20_000
_NOTHING = ("无", "-", "/", "—", "——", "没有", NO_HOMEWORK, f"今日{NO_HOMEWORK}")


@dataclass(frozen=True, slots=True)
class Target:
    """The class, date and subject an entry is for; what is not known is None."""

    school_class: SchoolClass | None = None
    on: date | None = None
    subject_id: SubjectId | None = None

    def filled(self, other: "Target") -> "Target":
        """Return the target with what it lacks taken from another."""
        return Target(
            self.school_class or other.school_class,
            self.on or other.on,
            self.subject_id or other.subject_id,
        )


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What could not be taken as it stands, whole enough to be completed by a person.

    `unread` are the words that name no class, day or subject here: saying once what they mean says
    it for every cell under them. `position` is kept free in the day's reading order, `fields` are
    what a table row told of the item beyond the entry.
    """

    entry: QuickEntry
    position: int | None = None
    unread: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PasteProblem:
    """One thing that is left out: its text and why; `target` is what is known of its place.

    `where` is its place in the source (第3行) where the target does not tell it. What nobody can
    complete has nothing `unfinished`.
    """

    where: str
    text: str
    why: str
    target: Target = Target()
    unfinished: Unfinished | None = None


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What a paste would add in one step, and all it would leave out: nothing is dropped unsaid.

    `doubts` are taken as read, to be looked at once more (F2, F13). `read_as` says how a block was
    understood, empty when it is laid on the cells as it stands: what was understood
    is shown for confirmation. `none_days` are said to be without homework.
    """

    items: tuple[HomeworkItem, ...]
    problems: tuple[PasteProblem, ...]
    none_days: tuple[DayTarget, ...] = ()
    already_there: int = 0
    hidden: int = 0
    read_as: str = ""
    doubts: tuple[PasteProblem, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether a person must look before anything is written."""
        is_odd = self.problems or self.read_as or self.already_there or self.hidden
        return bool(is_odd or self.none_days)

    @property
    def is_empty(self) -> bool:
        return not (self.items or self.none_days)


class PlanMaker:
    """Collects items and problems; an item the class has already is counted, not doubled."""

    def __init__(self, project: Project, watch: Watch | None = None) -> None:
        self.project = project
        self._watch = watch
        self.problems: list[PasteProblem] = []
        self.doubts: list[PasteProblem] = []
        self._items: list[HomeworkItem] = []
        self._none_days: list[DayTarget] = []
        self._already = 0
        self._held: dict[tuple[ClassId, date], set[tuple[object, ...]]] = {}
        self._next: dict[tuple[ClassId, date], int] = {}

    def add(self, target: Target, entry: QuickEntry, text: str = "") -> None:
        """Take one entry, or list why it cannot be taken."""
        if says_nothing(entry.content or text):
            return
        why = what_lacks(target) or why_not(entry)
        if why or not (target.school_class and target.on and target.subject_id):
            self.refuse(target, entry.content or text.strip(), why, entry)
            return
        school_class, on = target.school_class, target.on
        self._look_at(school_class, on)
        key = (school_class.id, on)
        item = new_item(
            self.project, school_class.id, on, target.subject_id, entry, self._next[key]
        )
        self.put(item, school_class)

    def put(self, item: HomeworkItem, school_class: SchoolClass) -> None:
        """Take an item that is complete but for its place in the reading order."""
        self._look_at(school_class, item.date)
        key = (item.class_id, item.date)
        if sameness(item) in self._held[key]:
            self._already += 1
            return
        if len(self._items) >= MOST_ITEMS:
            raise UserError(
                f"剪贴板里的作业超过{MOST_ITEMS}项，没有粘贴；请分几次复制，或存成文件再导入。"
            )
        self._held[key].add(sameness(item))
        self._items.append(item._replace(position=self._next[key]))
        self._next[key] += 1

    def declare_none(self, school_class: SchoolClass, on: date, text: str) -> None:
        """Take a day as free of homework, unless it has some."""
        self._look_at(school_class, on)
        if self._held[school_class.id, on]:
            where = Target(school_class, on)
            self.problems.append(PasteProblem("", text, "这一天已经有作业", where))
        else:
            self._none_days.append(DayTarget(school_class.id, on))

    def refuse(
        self,
        target: Target,
        text: str,
        why: str,
        entry: QuickEntry | None = None,
        *,
        unread: str = "",
        fields: Mapping[str, object] | None = None,
    ) -> None:
        """List what cannot be taken; with an entry a person can complete it."""
        unfinished = None
        if entry is not None:
            unfinished = Unfinished(entry, self._keep_position(target), unread, fields or {})
        self.problems.append(PasteProblem("", text, why, target, unfinished))

    def step(self, done: int, total: int) -> None:
        """Tell how many lines have been read."""
        if self._watch is not None:
            self._watch(done, total)

    def plan(self, read_as: str = "", hidden: int = 0) -> PastePlan:
        entered = {(item.class_id, item.date) for item in self._items}
        none_days = [d for d in self._none_days if (d.class_id, d.date) not in entered]
        return PastePlan(
            tuple(self._items),
            tuple(self.problems),
            tuple(dict.fromkeys(none_days)),
            self._already,
            hidden,
            read_as,
            tuple(self.doubts),
        )

    def _keep_position(self, target: Target) -> int | None:
        """Keep a place in the reading order: what is completed stands where it stood."""
        if target.school_class is None or target.on is None:
            return None
        self._look_at(target.school_class, target.on)
        key = (target.school_class.id, target.on)
        self._next[key] += 1
        return self._next[key] - 1

    def _look_at(self, school_class: SchoolClass, on: date) -> None:
        """Read what the class has on a day, once."""
        key = (school_class.id, on)
        if key not in self._held:
            items = class_days(self.project, (school_class,), (on,))[0].items
            self._held[key] = {sameness(item) for item in items}
            self._next[key] = next_position(items)


def says_nothing(text: str) -> bool:
    """Return whether a cell says that nothing is set: 无, 无作业, a dash."""
    return "".join(text.split()) in _NOTHING


def why_not(entry: QuickEntry) -> str:
    """Return why an entry cannot be stored as it is, or nothing."""
    if not entry.content:
        return "没有作业内容"
    if len(entry.content) > MAX_CONTENT:
        return f"作业内容有{len(entry.content)}个字，最多{MAX_CONTENT}个字"
    if entry.minutes.problem:
        return entry.minutes.problem
    if entry.minutes.value is None:
        return "没有写分钟数"
    return ""


def what_lacks(target: Target) -> str:
    """Return what of class, date and subject nobody can see, or nothing."""
    lacks = [
        name
        for name, known in (
            ("班级", target.school_class),
            ("日期", target.on),
            ("学科", target.subject_id),
        )
        if known is None
    ]
    return f"看不出是哪个{'、'.join(lacks)}" if lacks else ""
