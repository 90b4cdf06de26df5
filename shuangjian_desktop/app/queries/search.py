"""What can be searched for: classes, teachers, subjects, and the homework of the last weeks.

Reads the school and compares words; where a hit leads is carried out by whoever asked.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from shuangjian_desktop.app import pinyin
from shuangjian_desktop.app.directory import Directory
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.calendar import weekday_name
from shuangjian_desktop.domain.ids import ClassId, HomeworkId
from shuangjian_desktop.domain.school import GRADE_NUMERALS, SchoolClass, Staff, grade_name
from shuangjian_desktop.store.tables import homework as homework_table

WEEKS_BACK, WEEKS_AHEAD = 4, 1
MOST_HITS = 60
MOST_ITEMS = 8000


class Target(NamedTuple):
    """Where a hit leads: a place in the window, a section, or an act by its id."""

    page: str = ""
    section: str = ""
    act: str = ""
    grade: int | None = None
    class_id: ClassId | None = None
    on: date | None = None
    item_id: HomeworkId | None = None


class Entry(NamedTuple):
    """One thing to find. `words` are compared, the first is its title; `kind` stands first."""

    kind: str
    words: tuple[str, ...]
    detail: str
    target: Target
    is_name: bool = False

    @property
    def title(self) -> str:
        return self.words[0]


def find(entries: Iterable[Entry], question: str, most: int = MOST_HITS) -> tuple[Entry, ...]:
    """Return what a question means, best first; an empty question finds nothing (F60)."""
    asked = pinyin.typed(question)
    if not asked:
        return ()
    ranked: list[tuple[int, int, Entry]] = []
    for number, entry in enumerate(entries):
        rank = _best(asked, entry)
        if rank is not None:
            ranked.append((rank, number, entry))
    ranked.sort(key=lambda each: each[:2])
    return tuple(entry for _, _, entry in ranked[:most])


def school_entries(project: Project, on: date) -> tuple[Entry, ...]:
    """Return everything of the school a person may look for around a date."""
    directory = project.directory
    return (
        *(_class_entry(each) for each in directory.classes(on)),
        *_grades(directory, on),
        *_people(directory, on),
        *(_subject_entry(subject.name) for subject in directory.subjects),
        *_homework(project, on),
    )


def _best(asked: str, entry: Entry) -> int | None:
    ranks = [
        rank
        for text in entry.words
        if (rank := _rank(asked, text, is_name=entry.is_name)) is not None
    ]
    return min(ranks, default=None)


@lru_cache(maxsize=20000)
def _rank(asked: str, text: str, *, is_name: bool) -> int | None:
    """The same homework stands in many classes: it is compared once."""
    return pinyin.rank(asked, text, is_name=is_name)


def _class_entry(found: SchoolClass) -> Entry:
    code = f"{found.grade}{found.number:02d}"
    spoken = f"{grade_name(found.grade)}{found.number}班"
    words = (found.title, spoken, code)
    target = Target(page="homework", grade=found.grade, class_id=found.id)
    return Entry("班级", words, grade_name(found.grade), target)


def _grades(directory: Directory, on: date) -> Iterator[Entry]:
    for grade in sorted({each.grade for each in directory.classes(on)}):
        first = directory.grade_classes(grade, on)[0]
        target = Target(page="homework", grade=grade, class_id=first.id)
        words = (grade_name(grade), f"{GRADE_NUMERALS[grade - 1]}年")
        yield Entry("年级", words, f"{len(directory.grade_classes(grade, on))}个班", target)


def _people(directory: Directory, on: date) -> Iterator[Entry]:
    classes = {each.id: each for each in directory.classes(on)}
    taught: dict[str, list[tuple[str, SchoolClass]]] = {}
    order = directory.subject_positions
    for link in sorted(directory.teachings(on), key=lambda each: order.get(each.subject_id, 0)):
        if link.class_id in classes:
            subject = directory.subject_names.get(link.subject_id, "")
            taught.setdefault(link.staff_id, []).append((subject, classes[link.class_id]))
    led = {each.homeroom: each for each in classes.values() if each.homeroom}
    for person in directory.staff:
        yield _person_entry(person, taught.get(person.id, []), led.get(person.id))


def _person_entry(
    person: Staff, taught: Sequence[tuple[str, SchoolClass]], led: SchoolClass | None
) -> Entry:
    home = led or (taught[0][1] if taught else None)
    told = [f"{led.title}班主任"] if led else []
    told += [f"{each.name}{subject}" for subject, each in taught[:4]]
    target = (
        Target(page="homework", grade=home.grade, class_id=home.id)
        if home
        else Target(section="people")
    )
    return Entry("教师", (person.label,), "、".join(told), target, is_name=True)


def _subject_entry(name: str) -> Entry:
    return Entry("学科", (name,), "学校设置", Target(section="subjects"))


def _homework(project: Project, on: date) -> Iterator[Entry]:
    """Newest first, then by class and subject: the same hits in the same order everywhere."""
    directory = project.directory
    names = directory.subject_names
    first, last = on - timedelta(weeks=WEEKS_BACK), on + timedelta(weeks=WEEKS_AHEAD)
    classes = {each.id: each for day in (first, last) for each in directory.classes(day)}
    texts = [
        (text, classes[text.class_id])
        for text in homework_table.texts_between(project.database, first, last, MOST_ITEMS)
        if text.class_id in classes
    ]
    order = directory.subject_positions
    texts.sort(
        key=lambda each: (
            -each[0].date.toordinal(), each[1].grade, each[1].number,
            order.get(each[0].subject_id, 0), each[0].content, each[0].id,
        )
    )  # fmt: skip
    for text, found in texts:
        day = f"{text.date.month}月{text.date.day}日{weekday_name(text.date)}"
        detail = f"{found.name} {names.get(text.subject_id, '')} {day} {text.minutes}分钟"
        target = Target("homework", "", "", found.grade, found.id, text.date, text.id)
        yield Entry("作业", (text.content,), detail, target)
