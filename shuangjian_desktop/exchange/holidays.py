"""Read and write a year's public days as JSON, in the shape of the holiday-cn project.

Strict: whatever is not the shape is refused in a sentence (F34). Knows nothing of the school file.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from shuangjian_desktop.domain.calendar import PublicDay, PublicDayKind
from shuangjian_desktop.domain.dates import FIRST_YEAR, LAST_YEAR
from shuangjian_desktop.domain.text import clean_text
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.gate import read_bounded
from shuangjian_desktop.exchange.problems import Parsed, ProblemList
from shuangjian_desktop.safe_files import replace_atomically

MAX_NAME = 40
MAX_SOURCE = 300
MOST_DAYS = 150
DECEMBER = 12


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """One year's public days in order, and the document they come from.

    A day may lie in the December before: New Year's days off begin there.
    """

    year: int
    days: tuple[PublicDay, ...]
    source: str


def read_holidays(path: Path) -> Parsed[HolidayYear]:
    """Return one HolidayYear, or what is wrong with the days; UserError when it is no such file."""
    if path.suffix.casefold() != ".json":
        raise UserError(f"“{path.name}”不是放假安排文件，请用.json文件。")
    data = read_bounded(path)
    document = _document(path.name, data)
    year, days = _year(document.get("year")), document.get("days")
    if year is None:
        raise UserError(f"“{path.name}”没有写明年份（year），请检查是否选对了文件。")
    if not isinstance(days, list) or not days:
        raise UserError(f"“{path.name}”里没有放假的日子（days），请检查是否下载完整。")
    said = ProblemList()
    found = tuple(_days(days[:MOST_DAYS], year, said))
    if len(days) > MOST_DAYS:
        said.error("days", f"一年里写了{len(days)}个日子，太多了；请检查是否选对了文件。")
    for on, count in Counter(day.date for day in found).items():
        if count > 1:
            said.error(on.isoformat(), f"{on.isoformat()}写了{count}次，请只留一次。")
    problems = said.all()
    source = _source(document.get("papers")) or path.name
    rows = () if problems else (HolidayYear(year, tuple(sorted(found)), source),)
    return Parsed(rows, problems, hashlib.sha256(data).hexdigest())


def write_holidays(file: HolidayYear, path: Path) -> None:
    """Write a year that reads back equal; raises UserError, leaving the old file."""
    if path.suffix.casefold() != ".json":
        raise UserError(f"不能写成“{path.name}”，文件名请以.json结尾。")
    days = [
        {
            "name": day.name,
            "date": day.date.isoformat(),
            "isOffDay": day.kind is PublicDayKind.OFF,
        }
        for day in file.days
    ]
    told = {"year": file.year, "papers": [file.source], "days": days}
    replace_atomically(path, (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode())


def _document(name: str, data: bytes) -> dict[str, Any]:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise UserError(f"“{name}”是一个网页，不是放假安排；可能下载时出了错，请重新下载。")
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UserError(f"“{name}”不完整或不是JSON格式，请重新下载。") from error
    if not isinstance(document, dict):
        raise UserError(f"“{name}”里没有年份和日子，请检查是否选对了文件。")
    return document


def _year(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if FIRST_YEAR <= value <= LAST_YEAR else None


def _days(entries: list[Any], year: int, said: ProblemList) -> Iterator[PublicDay]:
    for number, entry in enumerate(entries, 1):
        where = f"days第{number}项"
        if not isinstance(entry, dict):
            said.error(where, f"第{number}个日子写法不对，请重新下载文件。")
            continue
        on, name, is_off = _date(entry.get("date")), entry.get("name"), entry.get("isOffDay")
        if on is None:
            said.error(where, f"第{number}个日子的日期不存在或看不懂，要写成 2026-10-01 这样。")
        elif on.year != year and (on.year, on.month) != (year - 1, DECEMBER):
            said.error(where, f"{on.isoformat()}不在{year}年，请检查文件的年份是否写错。")
        elif not isinstance(is_off, bool):
            said.error(where, f"{on.isoformat()}没有写明放假还是上班（isOffDay）。")
        elif not isinstance(name, str) or not 0 < len(_name(name)) <= MAX_NAME:
            said.error(where, f"{on.isoformat()}没有节日名称，或名称超过{MAX_NAME}个字。")
        else:
            kind = PublicDayKind.OFF if is_off else PublicDayKind.WORK
            yield PublicDay(on, kind, _name(name))


def _name(raw: str) -> str:
    return clean_text(raw, fold_lines=True)


def _date(value: object) -> date | None:
    if not isinstance(value, str) or len(value) != len("2026-10-01"):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _source(papers: object) -> str:
    if not isinstance(papers, list):
        return ""
    texts = [_name(paper) for paper in papers if isinstance(paper, str)]
    return " ".join(text for text in texts if text)[:MAX_SOURCE]
