"""Read the sheets 人员条件, 不便时间, 结束例外 beside an after-school plan.

Knows nothing of the school file: people stay the printed names.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time
from typing import TypeVar

from shuangjian_desktop.domain.school import GRADE_NUMERALS, grade_name
from shuangjian_desktop.domain.service import Parity, SessionKind, StaffSource
from shuangjian_desktop.exchange import service_fields as fields
from shuangjian_desktop.exchange.cells import Sheet, Tables
from shuangjian_desktop.exchange.headers import Field, find_headers, report_unused
from shuangjian_desktop.exchange.lessons_table import read_weekday
from shuangjian_desktop.exchange.problems import ProblemList
from shuangjian_desktop.exchange.row_reader import RowReader
from shuangjian_desktop.exchange.service_people_rows import (
    BusyLine,
    ExceptionLine,
    PeopleFile,
    TermsLine,
)

TERMS, BUSY, EXCEPTIONS = "人员条件", "不便时间", "结束例外"
CANNOT, RATHER_NOT = "不能来", "尽量不排"
_MOST_PER_DAY, _MOST_PER_WEEK = 20, 99  # as the window takes them
_GRADES = {grade_name(n): n for n in range(1, len(GRADE_NUMERALS) + 1)}
PEOPLE_FIELDS = {
    TERMS: (
        Field("name", "姓名", is_required=True),
        Field("source", "来源", is_required=True),
        Field("kinds", "可带类别"),
        Field("valid_from", "有效期从"),
        Field("valid_until", "有效期到"),
        Field("document", "资质或协议文件"),
        Field("per_day", "每天最多"),
        Field("per_week", "每周最多"),
        Field("here_from", "弹性到校"),
        Field("here_until", "弹性离校"),
    ),
    BUSY: (
        Field("name", "姓名", is_required=True),
        Field("weekday", "星期", is_required=True),
        Field("starts", "开始", is_required=True),
        Field("ends", "结束", is_required=True),
        Field("parity", "周次"),
        Field("wish", "程度", is_required=True),
        Field("reason", "事由"),
    ),
    EXCEPTIONS: (
        Field("first", "起始年级", is_required=True),
        Field("last", "最高年级", is_required=True),
        Field("weekday", "星期"),
        Field("since", "开始日期", is_required=True),
        Field("until", "结束日期", is_required=True),
        Field("reason", "理由", is_required=True),
        Field("who", "同意人", is_required=True),
        Field("document", "依据文件"),
    ),
}
Line = TypeVar("Line")
Taken = TypeVar("Taken", int, date, time)


def take_people(tables: Tables, problems: ProblemList) -> tuple[PeopleFile, Tables]:
    """Return what the sheets of people say, and the file without them."""
    found: dict[str, Sequence[object]] = {}
    rest: list[Sheet] = []
    for sheet in tables.sheets:
        name = _meant(sheet) if not sheet.hidden and sheet.rows else None
        if name is None or name in found:
            rest.append(sheet)
        else:
            found[name] = _lines(sheet, name, problems)
    people = PeopleFile(*(tuple(found.get(name, ())) for name in PEOPLE_FIELDS))  # type: ignore[arg-type]
    return people, replace(tables, sheets=tuple(rest))


def _meant(sheet: Sheet) -> str | None:
    """Return which sheet it is, by its head; a sheet of that name whose head is wrong as well."""
    for name, wanted in PEOPLE_FIELDS.items():
        if find_headers(Tables((sheet,), ""), wanted, ProblemList()):
            return name
    return sheet.name if sheet.name in PEOPLE_FIELDS else None


def _lines(sheet: Sheet, name: str, problems: ProblemList) -> Sequence[object]:
    take = {TERMS: _terms, BUSY: _busy, EXCEPTIONS: _exception}[name]
    found: dict[object, object] = {}
    for header in find_headers(Tables((sheet,), ""), PEOPLE_FIELDS[name], problems):
        report_unused(header, problems)
        for row in header.rows_below():
            reader = RowReader(header, row, problems)
            taken = take(reader)
            if taken is None or not reader.is_good:
                continue
            key, line = taken
            if key in found:
                first = PEOPLE_FIELDS[name][0].key
                reader.error(first, "与上面一行写的是同一条，请删掉一行。")
            found[key] = line
    return tuple(found.values())


def _terms(reader: RowReader) -> tuple[object, TermsLine] | None:
    name = _name(reader)
    source = _one_of(reader, "source", "来源", StaffSource)
    kinds = _kinds(reader)
    first = _may_lack(reader, "valid_from", "有效期从", fields.day)
    last = _may_lack(reader, "valid_until", "有效期到", fields.day)
    document = reader.text("document", "资质或协议文件", fields.MAX_ITEM, fold_lines=True)
    limits = (
        _limit(reader, "per_day", "每天最多", _MOST_PER_DAY),
        _limit(reader, "per_week", "每周最多", _MOST_PER_WEEK),
    )
    comes = _may_lack(reader, "here_from", "弹性到校", _daytime)
    goes = _may_lack(reader, "here_until", "弹性离校", _daytime)
    if first and last and last < first:
        reader.error("valid_until", "有效期到的日期早于有效期从的日期，请改正。")
    if comes and goes and goes <= comes:
        reader.error("here_until", "弹性离校的时间不晚于弹性到校，请改正。")
    if name is None or source is None:
        return None
    papers = (first, last, document or "")
    return name, TermsLine(name, source, kinds, *papers, *limits, comes, goes, reader.where)


def _busy(reader: RowReader) -> tuple[object, BusyLine] | None:
    name, weekday = _name(reader), _weekday(reader)
    starts, ends = _daytime(reader, "starts", "开始"), _daytime(reader, "ends", "结束")
    parity = Parity.EVERY
    if not reader.is_blank("parity"):
        parity = _one_of(reader, "parity", "周次", Parity) or parity
    said = reader.text("wish", "程度", fields.MAX_NAME) or CANNOT
    if said not in (CANNOT, RATHER_NOT):
        reader.error("wish", f"程度“{said[:20]}”不对，请填{CANNOT}或{RATHER_NOT}。")
    reason = reader.text("reason", "事由", fields.MAX_NAME, fold_lines=True) or said
    if starts and ends and ends <= starts:
        reader.error("ends", "结束不晚于开始，请改正。")
    if name is None or weekday is None or starts is None or ends is None:
        return None
    key = (name, weekday, starts, ends, parity)
    return key, BusyLine(*key, said == RATHER_NOT, reason, reader.where)


def _exception(reader: RowReader) -> tuple[object, ExceptionLine] | None:
    first, last = _grade(reader, "first", "起始年级"), _grade(reader, "last", "最高年级")
    weekday = None if reader.is_blank("weekday") else _weekday(reader)
    since, until = fields.day(reader, "since", "开始日期"), fields.day(reader, "until", "结束日期")
    reason = _wanted(reader, "reason", "理由", fields.MAX_ITEM)
    who = _wanted(reader, "who", "同意人", fields.MAX_NAME)
    document = reader.text("document", "依据文件", fields.MAX_ITEM, fold_lines=True) or ""
    if first and last and last < first:
        reader.error("last", "最高年级低于起始年级，请改正。")
    if since and until and until < since:
        reader.error("until", "结束日期早于开始日期，请改正。")
    if not first or not last or not since or not until or not reader.is_good:
        return None
    told = (first, last, weekday, since, until, reason, who, document)
    return reader.where, ExceptionLine(*told, reader.where)


def _name(reader: RowReader) -> str | None:
    found = fields.people(reader, "name")
    if len(found) != 1 and reader.is_good:
        reader.error("name", "姓名一格要写一个人，请改正。")
    return found[0] if len(found) == 1 else None


def _one_of(reader: RowReader, key: str, title: str, kinds: type[Line]) -> Line | None:
    """Return the member of an enumeration of words that a cell says."""
    said = reader.text(key, title, fields.MAX_NAME) or ""
    known: dict[str, Line] = {str(each): each for each in kinds}  # type: ignore[attr-defined]
    if said not in known and reader.is_good:
        words = "、".join(known)
        reader.error(key, f"{title}“{said[:20]}”不认识，请填下面之一：{words}。")
    return known.get(said)


def _kinds(reader: RowReader) -> tuple[SessionKind, ...]:
    found = []
    for said in fields.people(reader, "kinds"):
        if said in tuple(SessionKind):
            found.append(SessionKind(said))
        else:
            known = "、".join(SessionKind)
            reader.error("kinds", f"类别“{said[:20]}”不认识，请填下面的一种或几种：{known}。")
    return tuple(found)


def _may_lack(
    reader: RowReader, key: str, title: str, take: Callable[[RowReader, str, str], Taken | None]
) -> Taken | None:
    return None if reader.is_blank(key) else take(reader, key, title)


def _limit(reader: RowReader, key: str, title: str, most: int) -> int | None:
    if reader.is_blank(key):
        return None
    return fields.whole(reader, key, title, (0, most), 0)


def _daytime(reader: RowReader, key: str, title: str) -> time | None:
    at = fields.clock(reader, key, title)
    if at is not None and time(0, 1) <= at < fields.MORNING:  # as the window refuses it
        reader.error(key, f"{title}{at:%H:%M}是凌晨；下午的时间请写成 15:40 这样。")
        return None
    return at


def _weekday(reader: RowReader) -> int | None:
    return read_weekday(reader, is_used=True)


def _grade(reader: RowReader, key: str, title: str) -> int | None:
    said = reader.text(key, title, fields.MAX_NAME) or ""
    found = _GRADES.get(said) or (int(said) if said.isdecimal() and len(said) == 1 else 0)
    if found not in _GRADES.values():
        reader.error(key, f"{title}“{said[:20]}”不对，请填一年级到九年级。")
        return None
    return found


def _wanted(reader: RowReader, key: str, title: str, limit: int) -> str:
    said = reader.text(key, title, limit, fold_lines=True)
    if said is None and reader.is_good:
        reader.error(key, f"{title}是空的，请填写。")
    return said or ""
