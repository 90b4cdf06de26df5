"""Schools to measure on: 60 classes with ten years of homework, and the same with one week.

Built once into build/bench and kept; every row goes through the journal like any other.
"""

import random
from datetime import date, timedelta
from pathlib import Path

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.setup import new_school
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.calendar import school_year_of
from shuangjian_desktop.store.journal import Writer

FOLDER = Path(__file__).resolve().parent.parent / "build" / "bench"
MONDAY = date(2026, 11, 23)
CLASSES_IN_GRADE = (7, 7, 7, 7, 7, 7, 6, 6, 6)
SUBJECTS = (
    "语文", "数学", "英语", "道德与法治", "科学", "音乐", "美术", "体育", "综合实践", "劳动",
)  # fmt: skip
WITH_HOMEWORK = 5
YEARS = 10


def ten_years() -> Path:
    """Return the school file with homework on every school day of ten years."""
    return _built("ten-years.sjdb", YEARS)


def one_week() -> Path:
    """Return the same school with homework in the shown week alone."""
    return _built("one-week.sjdb", 0)


def _built(name: str, years: int) -> Path:
    path = FOLDER / name
    if path.exists():
        return path
    FOLDER.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    project = new_school(draft, "六十班学校")
    first_year = school_year_of(MONDAY) - max(years - 1, 0)
    for year in range(first_year, school_year_of(MONDAY) + 1):
        _fill_year(project, year, whole=years > 0)
    project.close()
    draft.replace(path)
    return path


def _fill_year(project: Project, year: int, *, whole: bool) -> None:
    chance = random.Random(year)
    people: dict[str, list[str]] = {}

    def prepare(writer: Writer) -> None:
        writer.insert("term", _term(year, 1))
        writer.insert("term", _term(year, 2))
        subjects = _subjects(writer)
        for grade, count in enumerate(CLASSES_IN_GRADE, 1):
            for number in range(1, count + 1):
                people.update([_class(writer, year, grade, number, subjects)])

    project.run(Command("学年", prepare, kind="setup"))
    days = _school_days(year) if whole else [MONDAY + timedelta(offset) for offset in range(5)]
    for start in range(0, len(days), 20):
        some = days[start : start + 20]
        project.run(
            Command(
                "作业",
                lambda writer, some=some: _fill(writer, people, some, chance),
                asks_policy=False,
            )
        )


def _term(year: int, half: int) -> dict[str, str | None]:
    first = date(year, 8, 24) if half == 1 else date(year + 1, 3, 1)
    last = date(year + 1, 1, 15) if half == 1 else date(year + 1, 7, 15)
    name = f"{year}-{year + 1}学年度第{'一二'[half - 1]}学期"
    return {
        "name": name,
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "document": None,
    }


def _subjects(writer: Writer) -> list[str]:
    found = {row["name"]: row_id for row_id, row in writer.find("subject")}
    return [
        found.get(name) or writer.insert("subject", {"name": name, "position": position})
        for position, name in enumerate(SUBJECTS, 1)
    ]


def _class(
    writer: Writer, year: int, grade: int, number: int, subjects: list[str]
) -> tuple[str, list[str]]:
    teacher = writer.insert(
        "staff", {"name": f"教师{year % 100}{grade}{number:02d}", "suffix": None}
    )
    values = {"school_year": year, "grade": grade, "number": number, "homeroom_id": teacher}
    class_id = writer.insert("class", values)
    for subject in subjects:
        link = {"class_id": class_id, "subject_id": subject, "staff_id": teacher}
        writer.insert("teaching", link)
    return class_id, [teacher, *subjects]


def _school_days(year: int) -> list[date]:
    spans = (
        (date(year, 8, 24), date(year + 1, 1, 15)),
        (date(year + 1, 3, 1), date(year + 1, 7, 15)),
    )
    days = [
        first + timedelta(offset)
        for first, last in spans
        for offset in range((last - first).days + 1)
    ]
    return [day for day in days if day.isoweekday() <= 5 and day <= MONDAY + timedelta(6)]


def _fill(
    writer: Writer, people: dict[str, list[str]], days: list[date], chance: random.Random
) -> None:
    for class_id, (teacher, *subjects) in people.items():
        for day in days:
            for position, subject in enumerate(chance.sample(subjects, WITH_HOMEWORK)):
                writer.insert("homework", _item(class_id, day, subject, teacher, position, chance))


def _item(
    class_id: str, day: date, subject: str, teacher: str, position: int, chance: random.Random
) -> dict[str, object]:
    page = chance.randint(2, 120)
    return {
        "class_id": class_id,
        "date": day.isoformat(),
        "subject_id": subject,
        "content": f"同步练习册第{page}—{page + 1}页，改正错题并朗读课文",
        "minutes": chance.choice((5, 8, 10, 12, 15)),
        "kind": "书面",
        "requirement": "必做",
        "tier": None,
        "place": chance.choice(("家庭", "校内")),
        "forms": None,
        "staff_id": teacher,
        "note": None,
        "position": position,
    }
