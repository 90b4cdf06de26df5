"""Read the settings of a school from .toml, strictly: an unknown key is refused with its line.

Knows nothing of the school file; what the file leaves out stays None.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from shuangjian_desktop.domain.calendar import DayException, DayKind, DayMark, MarkKind
from shuangjian_desktop.domain.school import LeaveOrder, OwnLimit, SchoolSettings
from shuangjian_desktop.domain.text import clean_text
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.gate import read_bounded
from shuangjian_desktop.exchange.problems import Parsed, ProblemList
from shuangjian_desktop.exchange.settings_schema import SCHEMA, Rule, Section
from shuangjian_desktop.exchange.settings_values import (
    OffWorkSection,
    SchoolSection,
    SettingsFile,
    TermSection,
)

_SYNTAX_LINE = re.compile(r"at line (\d+)")


def read_settings(path: Path) -> Parsed[SettingsFile]:
    """Return one SettingsFile, or the problems with their lines; raises UserError if unreadable."""
    if path.suffix.casefold() != ".toml":
        raise UserError(f"“{path.name}”不是设置文件，请用.toml文件。")
    data = read_bounded(path)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UserError(f"“{path.name}”不是UTF-8编码，请用记事本另存为UTF-8后再导入。") from error
    if not text.strip():
        raise UserError(f"“{path.name}”是空文件，请检查是否选对了文件。")
    problems = ProblemList()
    document = _parse(path.name, text, problems)
    reader = _Reader(path.name, text, problems)
    sections = {name: list(reader.section(name, document)) for name in SCHEMA}
    reader.refuse_unknown_sections(document)
    reader.refuse_clashes(sections)
    found = problems.all()
    rows = () if found else (_assemble(sections),)
    return Parsed(rows, found, hashlib.sha256(data).hexdigest())


def _parse(name: str, text: str, problems: ProblemList) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a figure of 5000 digits is a plain ValueError
        line = _SYNTAX_LINE.search(str(error))
        where = f"{name}!{line[1]}" if line else name
        told = f"第{line[1]}行" if line else "有一行"
        problems.error(where, f"{told}写法不对，请检查引号、等号和日期时间的格式。")
        return {}


def _assemble(sections: dict[str, list[dict[str, Any]]]) -> SettingsFile:
    school: dict[str, Any] = next(iter(sections["school"]), {})
    first_grade, last_grade = school.pop("grades", (None, None))
    homework: dict[str, Any] = next(iter(sections["homework"]), {})
    share = homework.get("in_school_share", {})
    next_week = homework.get("next_week", {})
    service: dict[str, Any] = next(iter(sections["service"]), {})
    return SettingsFile(
        SchoolSection(first_grade=first_grade, last_grade=last_grade, **school),
        tuple(TermSection(**values) for values in sections["term"]),
        tuple(OffWorkSection(**values) for values in sections["off_work"]),
        SchoolSettings(
            weekend_limit_minutes=homework.get("weekend_limit_minutes"),
            in_school_share_primary=share.get("primary"),
            in_school_share_junior=share.get("junior"),
            service_minimum_minutes=service.get("minimum_minutes"),
            evening_latest=service.get("evening_latest"),
            entry_cut_off=homework.get("entry_cut_off"),
            next_week_weekday=next_week.get("weekday"),
            next_week_time=next_week.get("time"),
            pupils_per_adult=service.get("pupils_per_adult"),
            gate_interval_minutes=service.get("gate_interval_minutes"),
            leave_order=LeaveOrder(order) if (order := service.get("leave_order")) else None,
            own_limits=tuple(_own_limit(values) for values in sections["limit"]),
        ),
        tuple(_day(values) for values in sections["day"]),
        tuple(_mark(values) for values in sections["mark"]),
    )


def _day(values: dict[str, Any]) -> DayException:
    follows = values.get("follows_weekday")
    return DayException(values["date"], DayKind(values["kind"]), values["reason"], follows)


def _mark(values: dict[str, Any]) -> DayMark:
    return DayMark(**values | {"kind": MarkKind(values["kind"])})


def _own_limit(values: dict[str, Any]) -> OwnLimit:
    first_grade, last_grade = values["grades"]
    return OwnLimit(values["since"], first_grade, last_grade, values["minutes"], values["document"])


class _Reader:
    """Checks a parsed document against the schema; finds the lines tomllib does not give."""

    def __init__(self, name: str, text: str, problems: ProblemList) -> None:
        self._name = name
        self._lines = text.split("\n")
        self._problems = problems

    def section(self, name: str, document: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the checked values of each table of that name."""
        schema = SCHEMA[name]
        raw = document.get(name)
        if raw is None:
            return
        tables = raw if schema.is_repeated else [raw]
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            brackets = f"[[{name}]]" if schema.is_repeated else f"[{name}]"
            self._error(self._line_of(name, 0, None), f"“{name}”要写成{brackets}这样的一节。")
            return
        for index, table in enumerate(tables):
            yield self._checked(schema, name, index, table)

    def _checked(
        self, schema: Section, name: str, index: int, table: dict[str, Any]
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, raw in table.items():
            line = self._line_of(name, index, key)
            rule = schema.rules.get(key)
            if rule is None:
                known = "、".join(schema.rules)
                self._error(line, f"[{name}]里没有“{key[:40]}”这一项，可用的有{known}。")
                continue
            values[key] = self._taken(rule, raw, key, line)
        for key, rule in schema.rules.items():
            if rule.is_required and key not in table:
                self._error(self._line_of(name, index, None), f"[{name}]缺少“{key}”，请补上。")
        return values

    def _taken(self, rule: Rule, raw: object, key: str, line: int) -> Any:
        value = clean_text(raw, fold_lines=True) if isinstance(raw, str) else raw
        if not rule.accepts(value):
            self._error(line, f"“{key}”{rule.wording}。")
        return tuple(value) if isinstance(value, list) else value

    def refuse_unknown_sections(self, document: dict[str, Any]) -> None:
        """Report every top-level key the schema does not know."""
        for name in document:
            if name not in SCHEMA:
                line = self._line_of(name, 0, None) or self._line_of("", 0, name)
                known = "、".join(SCHEMA)
                self._error(line, f"没有“{name[:40]}”这一节，可用的有{known}。")

    def refuse_clashes(self, sections: dict[str, list[dict[str, Any]]]) -> None:
        """Report terms that overlap or end before they begin, and off-work times of one date."""
        if self._problems.all():
            return
        last: dict[str, Any] | None = None
        for term in sorted(sections["term"], key=lambda values: values["first_day"]):
            line = self._line_of("term", sections["term"].index(term), None)
            if term["last_day"] < term["first_day"]:
                self._error(line, f"学期“{term['name']}”结束早于开始，请改正。")
            if last and term["first_day"] <= last["last_day"]:
                self._error(line, f"学期“{term['name']}”与“{last['name']}”日期重叠，请改正。")
            last = term
        self._refuse_odd_days(sections)
        seen: set[tuple[date, int]] = set()
        for index, entry in enumerate(sections["off_work"]):
            days = {(entry["since"], day) for day in entry.get("weekdays") or range(1, 8)}
            if days & seen:
                line = self._line_of("off_work", index, None)
                self._error(line, f"{entry['since'].isoformat()}起的下班时间写了两次，请改正。")
            seen |= days

    def _refuse_odd_days(self, sections: dict[str, list[dict[str, Any]]]) -> None:
        told: set[date] = set()
        for index, day in enumerate(sections["day"]):
            line = self._line_of("day", index, None)
            if day["date"] in told:
                self._error(line, f"{day['date'].isoformat()}写了两次，请只留一次。")
            if "follows_weekday" in day and not DayKind(day["kind"]).is_school_day:
                self._error(line, "不上课的日子不用写follows_weekday，请删去。")
            told.add(day["date"])
        for index, mark in enumerate(sections["mark"]):
            if mark["last_day"] < mark["first_day"]:
                line = self._line_of("mark", index, None)
                self._error(line, f"“{mark['name']}”结束早于开始，请改正。")

    def _error(self, line: int, message: str) -> None:
        place, prefix = (f"{self._name}!{line}", f"第{line}行：") if line else (self._name, "")
        self._problems.error(place, f"{prefix}{message}")

    def _line_of(self, section: str, index: int, key: str | None) -> int:
        """Return the 1-based line of a section's n-th head or of a key in it, 0 when not found."""
        head = re.compile(rf"\s*\[{{1,2}}\s*[\"']?{re.escape(section)}[\"']?\s*[.\]]")
        pair = re.compile(rf"\s*[\"']?{re.escape(key or '')}[\"']?\s*[.=]")
        count, start = -1, 0 if section else 1
        for number, line in enumerate(self._lines, start=1):
            if section and head.match(line):
                count += 1
                start = number if count == index else start
                if key is None and count == index:
                    return number
            elif start and key is not None and pair.match(line):
                return number
        return start if section else 0
