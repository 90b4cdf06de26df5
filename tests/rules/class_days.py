"""Builds class-days from words a teacher could write, and reads the tables under tables/.

An item is `语文 30` and whatever differs from 书面 必做 家庭:
a kind, 选做, a tier, 校内, a flag, 「内容」.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from shuangjian_desktop.domain.calendar import Day, DayKind, DayMark, MarkKind
from shuangjian_desktop.domain.homework import (
    ForbiddenForm,
    HomeworkItem,
    Kind,
    Place,
    Requirement,
    Tier,
)
from shuangjian_desktop.domain.ids import ClassId, HomeworkId, SubjectId
from shuangjian_desktop.domain.school import GRADE_NUMERALS, SchoolSettings, Stage
from shuangjian_desktop.rules.class_day import ClassDay, NoticeStanding
from tests.rules.service_words import of_service, own_settings

TABLES = Path(__file__).parent / "tables"
RULEBOOK = Path(__file__).parents[2] / "resources" / "rulebooks" / "jilin-2021.toml"
MONDAY = date(2026, 11, 23)
UNREVIEWED, NOT_DUE = "未审核", "还没到公示时间"
NOTICES = {
    "未公示": NoticeStanding.MISSING,
    "已公示": NoticeStanding.PUBLISHED,
    "已改动": NoticeStanding.CHANGED,
}


def item(words: str, number: int = 0, on: date = MONDAY) -> HomeworkItem:
    """`数学 20 选做 A 校内 「练习册第3页」` as an item."""
    head, _, content = words.strip().rstrip("」").partition("「")
    subject, minutes, *marks = head.split()
    fields: dict[str, object] = {}
    forms = []
    for mark in marks:
        if mark in list(ForbiddenForm):
            forms.append(ForbiddenForm(mark))
            continue
        for name, kind in _FIELDS.items():
            if mark in list(kind):
                fields[name] = kind(mark)
                break
        else:
            raise ValueError(f"unknown mark {mark}")
    return HomeworkItem(
        id=HomeworkId(f"item-{number}"),
        class_id=ClassId("class"),
        date=on,
        subject_id=SubjectId(subject),
        content=content or "练习册第3页",
        minutes=int(minutes),
        forms=tuple(forms),
        **fields,  # type: ignore[arg-type]
    )


_FIELDS = {"kind": Kind, "requirement": Requirement, "tier": Tier, "place": Place}


def items(words: str, on: date = MONDAY) -> tuple[HomeworkItem, ...]:
    """Items parted by ；"""
    parts = [part for part in words.split("；") if part.strip()]
    return tuple(item(part, number, on) for number, part in enumerate(parts))


def class_day(
    homework: str | tuple[HomeworkItem, ...] = "",
    *,
    name: str = "三(1)",
    kind: DayKind = DayKind.SCHOOL,
    on: date = MONDAY,
    junior_from: int = 7,
    declared_none: bool = False,
    settings: SchoolSettings | None = None,
    tutoring: int = 0,
    notice: NoticeStanding = NoticeStanding.PUBLISHED,
    reviewed: bool = True,
    due: bool = True,
) -> ClassDay:
    """A class-day with nothing to object to but what is asked for."""
    work = items(homework, on) if isinstance(homework, str) else homework
    grade = GRADE_NUMERALS.index(name[0]) + 1
    return ClassDay(
        class_id=ClassId("class"),
        class_name=name,
        grade=grade,
        stage=Stage.JUNIOR if grade >= junior_from else Stage.PRIMARY,
        day=Day(on, kind),
        items=work,
        subject_names={one.subject_id: str(one.subject_id) for one in work},
        declared_none=declared_none,
        settings=settings or SchoolSettings(),
        tutoring_minutes=tutoring,
        notice=notice,
        is_reviewed=reviewed,
        notice_due=due,
    )


def from_words(name: str, day: str, homework: str, circumstances: str = "") -> ClassDay:
    """`三(1)`, `周末` or `未确认 星期六`, items, circumstances such as `周末上限60 辅导40`."""
    kind, _, weekday = day.partition(" ")
    on = MONDAY + timedelta(days=5 if weekday == "星期六" else 0)
    declared = homework == "无作业"
    service, words = of_service(circumstances.split())
    settings, words = own_settings(words)
    tutoring = service.tutoring_minutes if service else 0
    marks: tuple[DayMark, ...] = ()
    said: set[str] = set()
    notice, junior_from, draft = NoticeStanding.PUBLISHED, 7, ""
    for word in words:
        if word.startswith("辅导"):
            tutoring = int(word.removeprefix("辅导"))
        elif word in NOTICES:
            notice = NOTICES[word]
        elif word in (UNREVIEWED, NOT_DUE):
            said.add(word)
        elif word == "无作业日":
            marks = (DayMark(on, on, MarkKind.NO_HOMEWORK, "无作业日"),)
        elif word.startswith("草稿："):
            draft = word.removeprefix("草稿：")
        elif word == "五四学制":
            junior_from = 6
        else:
            raise ValueError(f"unknown circumstance {word}")
    return class_day(
        "" if declared else homework,
        name=name,
        kind=DayKind(kind),
        on=on,
        junior_from=junior_from,
        declared_none=declared,
        settings=settings,
        tutoring=tutoring,
        notice=notice,
        reviewed=UNREVIEWED not in said,
        due=NOT_DUE not in said,
    )._replace(marks=marks, service=service, draft_plan=draft)


def rows(file_name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (heading, row) of every table in a file; a row maps column heads to words."""
    heading, heads = "", None
    for line in (TABLES / file_name).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading, heads = line[3:].split()[0], None
        elif line.startswith("|---"):
            continue
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if heads is None:
                heads = cells
            else:
                yield heading, dict(zip(heads, cells, strict=True))
