"""Lay out the sheets 人员条件, 不便时间, 结束例外: what service_people reads back unchanged.

Gives values of cells; knows no workbook and nothing of the school file.
"""

from datetime import date, time

from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.exchange.service_people import (
    BUSY,
    CANNOT,
    EXCEPTIONS,
    PEOPLE_FIELDS,
    RATHER_NOT,
    TERMS,
)
from shuangjian_desktop.exchange.service_people_rows import (
    BusyLine,
    ExceptionLine,
    PeopleFile,
    TermsLine,
)
from shuangjian_desktop.exchange.table_writer import Column, SheetContent, Value

_WIDTHS = {
    TERMS: (12, 14, 24, 12, 12, 24, 9, 9, 9, 9),
    BUSY: (12, 8, 8, 8, 7, 10, 24),
    EXCEPTIONS: (10, 10, 8, 12, 12, 28, 12, 24),
}


def people_sheets(people: PeopleFile) -> list[SheetContent]:
    """Return a sheet for each kind the school has any of."""
    rows = {
        TERMS: [_terms_values(each) for each in people.terms],
        BUSY: [_busy_values(each) for each in people.busy],
        EXCEPTIONS: [_exception_values(each) for each in people.exceptions],
    }
    return [
        SheetContent(
            name,
            [
                Column(field.title, width)
                for field, width in zip(PEOPLE_FIELDS[name], _WIDTHS[name], strict=True)
            ],
            values,
        )
        for name, values in rows.items()
        if values
    ]


def _terms_values(each: TermsLine) -> list[Value]:
    return [
        each.name,
        each.source.value,
        "、".join(kind.value for kind in each.kinds),
        _iso(each.valid_from),
        _iso(each.valid_until),
        each.document,
        each.per_day,
        each.per_week,
        _minute(each.here_from),
        _minute(each.here_until),
    ]


def _busy_values(each: BusyLine) -> list[Value]:
    weekday = f"星期{WEEKDAY_NUMERALS[each.weekday - 1]}"
    span = (_minute(each.starts), _minute(each.ends))
    wish = RATHER_NOT if each.is_wish else CANNOT
    return [each.name, weekday, *span, each.parity.value, wish, each.reason]


def _exception_values(each: ExceptionLine) -> list[Value]:
    weekday = "" if each.weekday is None else f"星期{WEEKDAY_NUMERALS[each.weekday - 1]}"
    grades = (grade_name(each.first_grade), grade_name(each.last_grade))
    dates = (each.since.isoformat(), each.until.isoformat())
    return [*grades, weekday, *dates, each.reason, each.who, each.document]


def _iso(on: date | None) -> str:
    return on.isoformat() if on else ""


def _minute(at: time | None) -> str:
    return at.isoformat("minutes") if at else ""
