"""Take a year's public days into the school: from a JSON file or from a pasted notice.

The file is the whole truth for its year; what it would change is said before it is taken (F34).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.merge import Merger, Tally
from shuangjian_desktop.app.commands.move_homework import move, moved_items
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.clashes import Clashing, clashes
from shuangjian_desktop.app.queries.foreseen import foresee
from shuangjian_desktop.domain.calendar import (
    PublicDay,
    PublicDayKind,
    SchoolCalendar,
    day_words,
)
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.holiday_notice import parse_notice
from shuangjian_desktop.exchange.holidays import DECEMBER, HolidayYear
from shuangjian_desktop.exchange.problems import Problem, ProblemList
from shuangjian_desktop.store.journal import Row, Writer
from shuangjian_desktop.store.tables import calendar as calendar_table


@dataclass(frozen=True, slots=True)
class PastedDay:
    """One day read from a notice; `change` says what it is in the school file now, if other."""

    day: PublicDay
    change: str


@dataclass(frozen=True, slots=True)
class PastedNotice:
    """What was read from a pasted text. Nothing of it is stored yet."""

    year: int | None
    days: tuple[PastedDay, ...]
    problems: tuple[Problem, ...]
    read: HolidayYear | None

    @property
    def is_takeable(self) -> bool:
        """Whether there is something to store and no error in it."""
        has_errors = any(problem.severity == "error" for problem in self.problems)
        return self.read is not None and not has_errors

    @property
    def has_questions(self) -> bool:
        return any(problem.severity == "question" for problem in self.problems)


def merge_holidays(merger: Merger, file: HolidayYear, said: ProblemList) -> None:
    """Make the year's days those of the file; every difference is said, as a warning."""
    writer = merger.writer
    known_years = {row["year"] for _, row in writer.find("public_year")}
    stored = {row["date"]: (row_id, row) for row_id, row in writer.find("public_day")}
    new = {day.date.isoformat(): _row(day) for day in file.days}
    if file.year in known_years:
        for on, words in _differences(file.year, known_years, stored, new):
            said.warning(on, words)
    else:
        said.warning(str(file.year), _summary(file))
    for on in _dropped(file.year, known_years, stored, new):
        merger.remove("public_day", stored[on][0])
    for on, row in new.items():
        if on in stored:
            merger.change("public_day", stored[on][0], row)
        else:
            merger.add("public_day", row)
    merger.put("public_year", {"year": file.year}, {"source": file.source})


def read_pasted(project: Project, text: str, year: int | None) -> PastedNotice:
    """Read a pasted notice and set it beside what the school file has; never raises."""
    parsed = parse_notice(text, year)
    if not parsed.rows:
        return PastedNotice(year, (), parsed.problems, None)
    file = parsed.rows[0]
    calendar = project.directory.calendar
    is_known = file.year in calendar.known_years
    days = tuple(
        PastedDay(day, _change(calendar.public_days.get(day.date), day) if is_known else "新增")
        for day in file.days
    )
    return PastedNotice(file.year, days, parsed.problems, file)


def take_pasted(pasted: PastedNotice) -> Command:
    """Store what was read, in one step. UserError when there was an error in the text."""
    file = pasted.read
    if file is None or not pasted.is_takeable:
        raise UserError("通知里还有没读懂的地方，没有导入；请按提示改好文字再试。")

    def apply(writer: Writer) -> None:
        merge_holidays(Merger(writer, Tally()), file, ProblemList())

    return Command(f"导入{file.year}年放假通知", apply)


def settle_clashes(
    project: Project,
    before: SchoolCalendar,
    writer: Writer,
    said: ProblemList,
    moves: Mapping[date, date] | None,
) -> Clashing:
    """Say what the calendar just written meets, which was `before`; move what `moves` names.

    Undecided (None) each date is a question; decided it is told what becomes of its homework.
    """
    clashing = clashes(project, before, calendar_table.calendar(project.database))
    for clash in clashing.days:
        target = (moves or {}).get(clash.on)
        if target is not None and (refusal := clashing.refusal(clash, target)):
            raise UserError(refusal)
        words = f"{clash.what}，这天改为{clash.becomes}"
        if target is not None:
            moved = moved_items((clash,), {clash.on: target})
            over = foresee(project, moved, calendar=clashing.calendar).over
            told = f"，移后有{len(over)}个班超过上限" if over else ""
            said.warning(clash.on.isoformat(), f"{words}，作业移到{day_words(target)}{told}。")
        else:
            say = said.question if moves is None else said.warning
            say(clash.on.isoformat(), f"{words}；{clash.if_left}。")
    move(writer, moved_items(clashing.days, moves or {}))
    return clashing


def _row(day: PublicDay) -> Row:
    return {"date": day.date.isoformat(), "kind": day.kind.value, "name": day.name}


Stored = dict[str, tuple[str, Row]]


def _dropped(year: int, known: set[int], stored: Stored, new: dict[str, Row]) -> list[str]:
    """Return the dates of the year the file does not have.

    December is left alone once the next year is known: its notice begins there.
    """
    mine = sorted(on for on in stored if on.startswith(f"{year}-") and on not in new)
    return [on for on in mine if year + 1 not in known or int(on[5:7]) != DECEMBER]


def _differences(
    year: int, known: set[int], stored: Stored, new: dict[str, Row]
) -> Iterator[tuple[str, str]]:
    for on in _dropped(year, known, stored, new):
        yield on, f"{_told(on)}原来是{_words(stored[on][1])}，新的安排里没有，改回{_plain(on)}。"
    for on, row in sorted(new.items()):
        before = stored[on][1] if on in stored else None
        if before is None:
            yield on, f"{_told(on)}原来是{_plain(on)}，改为{_words(row)}。"
        elif before != row:
            yield on, f"{_told(on)}原来是{_words(before)}，改为{_words(row)}。"


def _change(before: PublicDay | None, after: PublicDay) -> str:
    if before == after:
        return ""
    now = _words(_row(before)) if before else _plain(after.date.isoformat())
    return f"现在是{now}"


def _summary(file: HolidayYear) -> str:
    off = sum(day.kind is PublicDayKind.OFF for day in file.days)
    return f"{file.year}年原来没有放假安排：放假{off}天，调休上班{len(file.days) - off}天。"


def _words(row: Row) -> str:
    return f"{row['kind']}（{row['name']}）"


def _plain(on: str) -> str:
    return "周末" if date.fromisoformat(on).isoweekday() > 5 else "平常工作日"


def _told(on: str) -> str:
    return day_words(date.fromisoformat(on))
