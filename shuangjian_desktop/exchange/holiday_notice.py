"""Read the days out of a pasted holiday notice and hold them to its own weekdays and counts.

Our own reading of how such notices are built; knows nothing of the school file.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from shuangjian_desktop.domain.calendar import (
    WEEKDAY_NUMERALS,
    PublicDay,
    PublicDayKind,
    weekday_name,
)
from shuangjian_desktop.domain.dates import FIRST_YEAR, LAST_YEAR
from shuangjian_desktop.domain.text import clean_text, fold_width
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.gate import read_bounded
from shuangjian_desktop.exchange.holidays import DECEMBER, HolidayYear
from shuangjian_desktop.exchange.problems import Parsed, ProblemList
from shuangjian_desktop.exchange.text_encoding import decode, looks_binary

USUAL = ("元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆")
LONGEST_HOLIDAY = 16
MAX_SOURCE = 60
_YEAR = re.compile(r"(\d{4})年[^\n.;]{0,8}(?:节假日|放假|假期)")
_ORDER = r"(?:\(?[一二三四五六七八九十]{1,3}\)?[、.]?|\d{1,2}[.、])?"
_HEADING = re.compile(rf"(?:^|(?<=[\n.;])){_ORDER}(?P<name>[^\d\n:.;,()]{{2,24}}):")
_IS_HOLIDAY = re.compile(r"\S*(?:节|旦|清明|端午|中秋|国庆|纪念日)")
_DAY = (
    r"(?:(?P<y{0}>\d{{4}})年)?(?:(?P<m{0}>\d{{1,2}})月)?"
    r"(?P<d{0}>\d{{1,2}})[日号](?:\((?P<p{0}>[^)]*)\))?"
)
_PIECE = re.compile(
    rf"{_DAY.format(1)}(?:(?:至|到|-+|~+){_DAY.format(2)})?"
    r"|(?P<off>放假)(?:(?P<n1>\d+)天)?|(?P<work>上班|补班|上课)"
    r"|共(?P<n2>\d+)天|(?P<weekend>周末连休)|(?P<end>[.;])"
)
_WEEKDAY = re.compile(rf"(?:星期|周|礼拜)([{WEEKDAY_NUMERALS}天])")


@dataclass(slots=True)
class _Item:
    """One holiday of the notice while it is read."""

    name: str
    year: int
    said: ProblemList
    month: int | None = None

    def error(self, message: str) -> None:
        self.said.error(self.name, message)


def read_notice_file(path: Path, year: int | None = None) -> Parsed[HolidayYear]:
    """Return what a .txt file with the notice says; UserError when it is no such file."""
    if path.suffix.casefold() != ".txt":
        raise UserError(f"“{path.name}”不是文本文件，请把通知全文存成.txt文件，或在窗口里粘贴。")
    data = read_bounded(path)
    text = None if looks_binary(data) else decode(data)
    if not text or not text.strip():
        raise UserError(f"“{path.name}”是空的或读不出文字，请把通知全文存成.txt文件。")
    read = parse_notice(text, year)
    return Parsed(read.rows, read.problems, hashlib.sha256(data).hexdigest())


def parse_notice(text: str, year: int | None = None) -> Parsed[HolidayYear]:
    """Return one HolidayYear as far as it was read; what does not add up is an error beside it.

    The year is the title's; `year` where the text has none. A usual holiday that is not found is a
    question: the text may have been copied in part.
    """
    said = ProblemList()
    plain = _plain(text)
    stated = _stated_year(plain)
    if stated and year and stated != year:
        said.error("标题", f"通知写的是{stated}年，选的是{year}年；请核对。")
    year = stated or year
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        said.error(
            "标题",
            "没有读到是哪一年的放假安排；请连标题一起粘贴，"
            "或自己写明年份（窗口里填“哪一年”，命令行用 --year）。",
        )
        return Parsed((), said.all())
    bodies = _bodies(plain)
    if not bodies:
        said.error("正文", "没有读到“节日：几月几日至几日放假”这样的安排；请检查粘贴的文字。")
    days: dict[date, PublicDay] = {}
    for name, body in bodies:
        _take(days, _Item(name, year, said), body)
    missing = [usual for usual in USUAL if not any(usual in name for name, _ in bodies)]
    if bodies and missing:
        words = "、".join(missing)
        said.question("全文", f"没有读到{words}的安排，可能没有复制完整；请核对。")
    if not days:
        return Parsed((), said.all())
    read = HolidayYear(year, tuple(sorted(days.values())), _source(text, year))
    return Parsed((read,), said.all())


def _plain(text: str) -> str:
    """Return the text in narrow forms without blanks; lines stay lines."""
    lines = fold_width(clean_text(text)).replace(";", ".").split("\n")
    return "\n".join("".join(line.split()) for line in lines)


def _stated_year(plain: str) -> int | None:
    found = _YEAR.search(plain)
    return int(found[1]) if found else None


def _source(text: str, year: int) -> str:
    lines = (clean_text(line) for line in clean_text(text).split("\n"))
    title = next((line for line in lines if "节假日" in line and str(year) in line), "")
    return title[:MAX_SOURCE] or f"{year}年放假通知（粘贴）"


def _bodies(plain: str) -> list[tuple[str, str]]:
    """Return (holiday, what is said of it), in order; wrapped lines are joined."""
    heads = [h for h in _HEADING.finditer(plain) if _is_holiday(h["name"])]
    ends = [*(head.start() for head in heads), len(plain)][1:]
    return [
        (head["name"], plain[head.end() : end].replace("\n", ""))
        for head, end in zip(heads, ends, strict=True)
    ]


def _is_holiday(name: str) -> bool:
    return all(_IS_HOLIDAY.fullmatch(part) for part in re.split("[、和及与]", name))


def _take(days: dict[date, PublicDay], item: _Item, body: str) -> None:
    """Read one holiday's sentences: dates gather until a word says what they are."""
    gathered: list[date] = []
    off: list[date] = []
    is_signed = has_any = is_linked = False
    for piece in _PIECE.finditer(body):
        if piece["d1"]:
            is_signed = piece["y1"] is not None
            gathered += _span(item, piece)
        elif piece["off"] or piece["work"]:
            kind = PublicDayKind.OFF if piece["off"] else PublicDayKind.WORK
            has_any |= bool(gathered)
            _keep(days, item, gathered, kind)
            off = gathered if piece["off"] else off
            gathered = []
        elif piece["weekend"]:
            is_linked = True
        elif piece["end"]:
            if gathered and not is_signed:
                item.error(f"{_told(gathered[0])}后面没有写放假还是上班，请核对。")
            gathered, is_linked = [], False
        count = piece["n1"] or piece["n2"]
        if count and off and not is_linked and int(count) != len(off):
            item.error(f"写的是共{count}天，按日期算是{len(off)}天，请核对。")
    if gathered and not is_signed:
        item.error(f"{_told(gathered[0])}后面没有写放假还是上班，请核对。")
    if not has_any:
        item.error("没有读到放假的日期，请核对这一条。")


def _keep(days: dict[date, PublicDay], item: _Item, dates: list[date], kind: PublicDayKind) -> None:
    for on in dates:
        known = days.get(on)
        if known:
            same = "写了两次" if known.kind is kind else "又写放假又写上班"
            item.error(f"{_told(on)}{same}，请核对。")
        elif kind is PublicDayKind.WORK and on.isoweekday() <= 5:
            item.said.warning(item.name, f"{_told(on)}是{weekday_name(on)}，本来就上班。")
            days[on] = PublicDay(on, kind, item.name)
        else:
            days[on] = PublicDay(on, kind, item.name)


def _span(item: _Item, piece: re.Match[str]) -> Iterator[date]:
    """Yield the days of 1月1日 or 1月30日至2月2日; says what cannot be."""
    first = _day(item, piece, 1)
    last = _day(item, piece, 2) if piece["d2"] else first
    if first is None or last is None:
        return
    if last < first:
        item.error(f"{_told(first)}至{_told(last)}前后颠倒了，请核对。")
        return
    if (last - first).days >= LONGEST_HOLIDAY:
        item.error(f"{_told(first)}至{_told(last)}太长了，请核对。")
        return
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def _day(item: _Item, piece: re.Match[str], number: int) -> date | None:
    month = int(piece[f"m{number}"]) if piece[f"m{number}"] else item.month
    day = int(piece[f"d{number}"])
    if month is None:
        item.error(f"“{day}日”前面没有写几月，请核对。")
        return None
    item.month = month
    written = piece[f"y{number}"]
    is_before = month == DECEMBER and "元旦" in item.name
    year = int(written) if written else item.year - is_before
    try:
        on = date(year, month, day)
    except ValueError:
        item.error(f"{year}年没有{month}月{day}日，请核对。")
        return None
    _check_weekday(item, on, piece[f"p{number}"] or "")
    return on


def _check_weekday(item: _Item, on: date, aside: str) -> None:
    found = _WEEKDAY.search(aside)
    if found and WEEKDAY_NUMERALS[on.weekday()] != found[1].replace("天", "日"):
        item.error(
            f"{_told(on)}写的是周{found[1]}，{on.year}年这一天是{weekday_name(on)}，请核对。"
        )


def _told(on: date) -> str:
    return f"{on.month}月{on.day}日"
