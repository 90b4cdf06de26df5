"""What a timetable of 课后服务 and a slip for a change say: shaped by app/queries, drawn here.

Plain values only; knows nothing of reportlab, tables or the school file.
"""

from datetime import date, time
from enum import StrEnum
from typing import NamedTuple


class PaperHead(NamedTuple):
    """What every timetable carries. `until` None = until a newer plan; `printed_on` a date only.

    `clause` names the rule of the end time, e.g. 《若干措施》第6条.
    """

    school: str
    plan_name: str
    version: int
    since: date
    until: date | None
    printed_on: date
    is_draft: bool
    clause: str


class PaperTime(NamedTuple):
    """A time slot of one weekday (1..7), local times."""

    weekday: int
    starts: time
    ends: time
    name: str = ""

    @property
    def span(self) -> tuple[time, time]:
        return self.starts, self.ends


class PaperSession(NamedTuple):
    """What is held at a time. `kind` "" = the title says it; `weeks` "" = every week.

    Else `weeks` is 单周 or 双周. `classes` in words, "" where the sheet is the class's own.
    `room` "" = the own classroom.
    """

    weekday: int
    starts: time
    ends: time
    title: str
    kind: str
    classes: str
    people: tuple[str, ...]
    room: str
    weeks: str = ""

    @property
    def span(self) -> tuple[time, time]:
        return self.starts, self.ends

    @property
    def name(self) -> str:
        return f"{self.title}（{self.kind}）" if self.kind else self.title


class EndRule(NamedTuple):
    """当地正常下班时间 on some weekdays; `since` the day it holds from [§6]."""

    weekdays: tuple[int, ...]
    ends: time
    document: str | None
    since: date


class EarlyEnd(NamedTuple):
    """Service that is over before people get off work, and nobody accepted it."""

    whom: str
    weekdays: tuple[int, ...]
    ends: time


class AcceptedEnd(NamedTuple):
    """An accepted exception to the end time: whom, who accepted it, why, until when [§6]."""

    whom: str
    weekday: int | None
    until: date
    reason: str
    who: str
    document: str | None


class Ends(NamedTuple):
    """When the service ends against 当地正常下班时间. No `rules` = the school has not said.

    `days` are the weekdays with service, `unknown` those of them without an off-work time; `later`
    are the rules that begin while the plan is in force.
    """

    days: tuple[int, ...]
    rules: tuple[EndRule, ...]
    later: tuple[EndRule, ...] = ()
    early: tuple[EarlyEnd, ...] = ()
    accepted: tuple[AcceptedEnd, ...] = ()
    unknown: tuple[int, ...] = ()


class Whose(StrEnum):
    """Whose week a sheet shows: it decides what a cell must still say."""

    CLASS = "班级"
    TEACHER = "教师"
    ROOM = "场地"


class WeekSheet(NamedTuple):
    """A week of one class, person or room: A4 landscape, times down, weekdays across."""

    head: PaperHead
    whose: Whose
    name: str
    times: tuple[PaperTime, ...]
    sessions: tuple[PaperSession, ...]
    ends: Ends
    notes: tuple[str, ...] = ()


class ClassLine(NamedTuple):
    """One class of a grade's or the school's sheet."""

    name: str
    grade: int
    sessions: tuple[PaperSession, ...]


class SchoolSheet(NamedTuple):
    """A grade or the whole school, landscape; `name` 三年级 or "" for the whole school."""

    head: PaperHead
    name: str
    times: tuple[PaperTime, ...]
    lines: tuple[ClassLine, ...]
    ends: Ends
    notes: tuple[str, ...] = ()


class StandbyEntry(NamedTuple):
    """One session on a day its room cannot be used: where it usually is, where it goes then.

    `now` "" = it is not settled yet. `weeks` "" = every week.
    """

    weekday: int
    starts: time
    ends: time
    weeks: str
    title: str
    classes: str
    people: tuple[str, ...]
    was: str
    now: str


class StandbySheet(NamedTuple):
    """预案: what changes on days on which the rooms `lost` cannot be used; A4, by weekday."""

    head: PaperHead
    name: str
    lost: str
    entries: tuple[StandbyEntry, ...]
    ends: Ends
    notes: tuple[str, ...] = ()


class PaperDay(NamedTuple):
    """A column of a sheet by weekday (1..7); `weeks` "" = every week, else 单周 or 双周."""

    weekday: int
    weeks: str = ""


class PaperWave(NamedTuple):
    """一批: when it leaves, in words (17:05), and its classes."""

    leaves: str
    classes: tuple[str, ...]


class PaperGate(NamedTuple):
    """One gate: what is said of it, and its waves of each of the sheet's days, by time."""

    name: str
    told: str
    waves: tuple[tuple[PaperWave, ...], ...]


class DismissalSheet(NamedTuple):
    """错峰放学: who leaves by which gate when, A4 landscape; `name` of the one gate, "" = all.

    `gaps` are sentences on classes that are not on the sheet: they must stand out.
    """

    head: PaperHead
    name: str
    days: tuple[PaperDay, ...]
    gates: tuple[PaperGate, ...]
    ends: Ends
    notes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


TimetableSheet = WeekSheet | SchoolSheet | StandbySheet | DismissalSheet


class DoorSlip(NamedTuple):
    """门贴: what is held behind a door. `whens` are the times in words; `pupils` 0 = not said.

    No `people` = they differ from day to day, and `whens` say who leads it when.
    """

    head: PaperHead
    title: str
    kind: str
    room: str
    whens: tuple[str, ...]
    people: tuple[str, ...]
    classes: str
    pupils: int
    ends: Ends


class ChangeLine(NamedTuple):
    """One thing that changes, in words; `was` "" = new, `now` "" = not held any more."""

    was: str
    now: str


class ChangeSlip(NamedTuple):
    """What changes for one person or class from `since` on, or on that one day only.

    `to` is who gets it (王秀兰老师, 三(1)班), `plan` the plan in words.
    """

    to: str
    lines: tuple[ChangeLine, ...]
    since: date
    reason: str
    plan: str
    is_one_day: bool = False


class SlipHead(NamedTuple):
    """What stands on every slip besides: the school and the date it was printed."""

    school: str
    printed_on: date
