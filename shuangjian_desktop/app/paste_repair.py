"""The unfinished lines of a paste, completed by a person in the preview, one field at a time.

Knows the plan and what the rules foresee; writes nothing. What stays unfinished stays listed.
"""

from dataclasses import dataclass
from datetime import date

from shuangjian_desktop.app.commands.homework import checked_item
from shuangjian_desktop.app.parallel import sameness
from shuangjian_desktop.app.paste_fields import Field, FieldReader, Said
from shuangjian_desktop.app.paste_foresight import Foresight
from shuangjian_desktop.app.paste_labels import LabelReader
from shuangjian_desktop.app.paste_plan import PastePlan, PasteProblem, Target, what_lacks, why_not
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.class_days import class_days
from shuangjian_desktop.app.queries.foreseen import Foreseen, Key
from shuangjian_desktop.app.queries.suggestions import MinutesHint, Past, minutes_like, past_of
from shuangjian_desktop.app.quick_entry import QuickEntry, new_item, next_position
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import HomeworkId, SubjectId
from shuangjian_desktop.errors import UserError

DOUBLE = "已经有同样的作业，不重复添加"


@dataclass(slots=True)
class Draft:
    """One unfinished line. `item` is there once all is said; `why` says what is missing until then.

    `refused` holds what was typed into a field and could not be read.
    """

    problem: PasteProblem
    said: Said
    refused: dict[Field, str]
    why: str
    item: HomeworkItem | None = None
    is_double: bool = False
    is_touched: bool = False

    @property
    def target(self) -> Target:
        return self.said.target

    @property
    def entry(self) -> QuickEntry:
        return self.said.entry

    @property
    def is_good(self) -> bool:
        """Whether it needs nothing more: taken, or there already."""
        return self.item is not None or self.is_double

    def lacks(self) -> tuple[Field, ...]:
        """Return the fields that still want a word, in the order they stand."""
        return tuple(field for field in Field if self._lacks(field))

    def _lacks(self, field: Field) -> bool:
        if field in self.refused:
            return True
        target, entry = self.target, self.entry
        known = {
            Field.CLASS: target.school_class,
            Field.DATE: target.on,
            Field.SUBJECT: target.subject_id,
            Field.CONTENT: entry.content,
            Field.MINUTES: entry.minutes.certain and entry.minutes.value is not None,
        }
        return known[field] in (None, "", False)


class PasteRepair:
    """`drafts` are the lines that can be completed, in the order of the source.

    `on` is the day in sight: weekdays typed belong to its week.
    """

    def __init__(self, project: Project, plan: PastePlan, foreseen: Foreseen, on: date) -> None:
        self._project = project
        self._plan = plan
        self._reader = FieldReader(project, LabelReader(project, on))
        self.foresight = Foresight(project, foreseen)
        self.fixed = tuple(each for each in plan.problems if each.unfinished is None)
        self.drafts = [_draft(each) for each in plan.problems if each.unfinished is not None]
        self._held: dict[Key, set[tuple[object, ...]]] = {}
        self._pasted: dict[Key, set[tuple[object, ...]]] = {}
        for item in plan.items if self.drafts else ():
            self._pasted.setdefault((item.class_id, item.date), set()).add(sameness(item))
        self._past: dict[tuple[int, SubjectId, date], Past] = {}

    @property
    def completed(self) -> tuple[HomeworkItem, ...]:
        """Return the items of the lines that have been completed."""
        return tuple(draft.item for draft in self.drafts if draft.item is not None)

    @property
    def left_out(self) -> int:
        """Return how many lines would still not be taken."""
        return len(self.fixed) + sum(not draft.is_good for draft in self.drafts)

    def plan(self) -> PastePlan:
        """Return what would be pasted now: what was good, and what has become so."""
        items = self._plan.items + self.completed
        entered = {(item.class_id, item.date) for item in items}
        none_days = [d for d in self._plan.none_days if (d.class_id, d.date) not in entered]
        problems = self.fixed + tuple(d.problem for d in self.drafts if not d.is_good)
        doubles = sum(draft.is_double for draft in self.drafts)
        plan = self._plan
        return PastePlan(
            items,
            problems,
            tuple(none_days),
            plan.already_there + doubles,
            plan.hidden,
            plan.read_as,
            plan.doubts,
        )

    def write(self, number: int, field: Field, text: str) -> set[HomeworkId]:
        """Put a word into a field of a line, and into all lines it holds for.

        Returns the ids of the items that were judged anew.
        """
        before = {draft.item.id: draft.item for draft in self.drafts if draft.item}
        draft = self.drafts[number]
        self._read(draft, field, text)
        if field not in draft.refused and field in (Field.CLASS, Field.DATE, Field.SUBJECT):
            for other in self._under_the_same_words(draft, field):
                self._read(other, field, text)
        self._settle()
        after = {draft.item.id: draft.item for draft in self.drafts if draft.item}
        gone = [item for key, item in before.items() if after.get(key) != item]
        come = [item for key, item in after.items() if before.get(key) != item]
        return self.foresight.exchange(gone, come) if gone or come else set()

    def hint(self, number: int) -> MinutesHint | None:
        """Return what like items took in this grade; None without place or with too few of them."""
        draft = self.drafts[number]
        school_class, on = draft.target.school_class, draft.target.on
        subject_id = draft.target.subject_id
        if school_class is None or on is None or subject_id is None or not draft.entry.content:
            return None
        key = (school_class.grade, subject_id, on)
        if key not in self._past:
            self._past[key] = past_of(self._project, *key)
        return minutes_like(self._past[key], draft.entry.content)

    def _under_the_same_words(self, draft: Draft, field: Field) -> list[Draft]:
        unread = _unread(draft)
        if not unread:
            return []
        others = (each for each in self.drafts if each is not draft)
        return [each for each in others if _unread(each) == unread and field in each.lacks()]

    def _read(self, draft: Draft, field: Field, text: str) -> None:
        said = self._reader.read(field, text, draft.said)
        draft.said, draft.is_touched = said, True
        draft.refused.pop(field, None)
        if said.why:
            draft.refused[field] = text.strip()
        draft.why = said.why or _what_is_wrong(draft)

    def _settle(self) -> None:
        """Make items of what is complete, in order; the second of two that are the same is none."""
        taken: dict[Key, set[tuple[object, ...]]] = {}
        for draft in self.drafts:
            made = self._made(draft)
            draft.is_double = False
            if made is not None:
                key = (made.class_id, made.date)
                own = taken.setdefault(key, set())
                like = sameness(made)
                held = self._pasted.get(key, set()) | self._stored(draft, key)
                draft.is_double = like in held or like in own
                own.add(like)
            draft.item = None if draft.is_double else made

    def _made(self, draft: Draft) -> HomeworkItem | None:
        school_class, on = draft.target.school_class, draft.target.on
        subject_id, unfinished = draft.target.subject_id, draft.problem.unfinished
        assert unfinished is not None
        if not draft.is_touched or draft.lacks() or _what_is_wrong(draft):
            return None  # a line nobody has looked at is never taken
        assert school_class is not None
        assert on is not None
        assert subject_id is not None
        position = unfinished.position
        if position is None:
            position = self._behind(draft, (school_class.id, on))
        item = new_item(
            self._project, school_class.id, on, subject_id, draft.entry, position
        )._replace(**unfinished.fields)  # type: ignore[arg-type]  # fields of an item by name
        item = item._replace(id=draft.item.id) if draft.item else item
        try:
            return checked_item(item)
        except UserError as error:
            draft.why = str(error)
            return None

    def _behind(self, draft: Draft, key: Key) -> int:
        """Return a place behind all the day has and will have."""
        stored = next_position(self._days_items(draft, key))
        own = [i for i in self._plan.items if (i.class_id, i.date) == key]
        return max(stored, next_position(own)) + self.drafts.index(draft)

    def _stored(self, draft: Draft, key: Key) -> set[tuple[object, ...]]:
        if key not in self._held:
            self._held[key] = {sameness(item) for item in self._days_items(draft, key)}
        return self._held[key]

    def _days_items(self, draft: Draft, key: Key) -> tuple[HomeworkItem, ...]:
        school_class = draft.target.school_class
        assert school_class is not None
        return class_days(self._project, (school_class,), (key[1],))[0].items


def _draft(problem: PasteProblem) -> Draft:
    assert problem.unfinished is not None
    return Draft(problem, Said(problem.target, problem.unfinished.entry), {}, problem.why)


def _unread(draft: Draft) -> str:
    return draft.problem.unfinished.unread if draft.problem.unfinished else ""


def _what_is_wrong(draft: Draft) -> str:
    """Return why a line cannot be taken, or nothing: first the field that was typed in vain."""
    said = [f"看不懂“{text}”" for text in draft.refused.values()]
    return "；".join(filter(None, (*said, what_lacks(draft.target), why_not(draft.entry))))
