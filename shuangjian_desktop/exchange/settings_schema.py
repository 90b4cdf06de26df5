"""Which sections and keys a settings file may have, and what each accepts (contracts: Settings).

Knows nothing of files or lines.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from shuangjian_desktop.domain.calendar import MarkKind
from shuangjian_desktop.domain.dismissal import MOST_INTERVAL_MINUTES
from shuangjian_desktop.domain.school import LeaveOrder

MAX_TEXT = 100
LAST_GRADE = 9
MAX_LIMIT_MINUTES = 600
MAX_PUPILS_PER_ADULT = 200


@dataclass(frozen=True, slots=True)
class Rule:
    """One key: what it accepts, and the words that finish “键”…。 when it does not."""

    accepts: Callable[[object], bool]
    wording: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One [section] or, repeated, [[section]]."""

    rules: Mapping[str, Rule]
    is_repeated: bool = False


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MAX_TEXT


def _is_whole(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _is_date(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_time(value: object) -> bool:
    return isinstance(value, time) and value.second == 0 and value.microsecond == 0


def _is_grades(value: object) -> bool:
    if not isinstance(value, list) or len(value) != 2:
        return False
    return all(_is_whole(grade, 1, LAST_GRADE) for grade in value) and value[0] <= value[1]


def _is_weekdays(value: object) -> bool:
    is_list = isinstance(value, list) and all(_is_whole(day, 1, 7) for day in value)
    return is_list and isinstance(value, list) and len(set(value)) == len(value)


def _is_share(value: object) -> bool:
    if not isinstance(value, dict) or not set(value) <= {"primary", "junior"}:
        return False
    return all(
        isinstance(share, int | float) and not isinstance(share, bool) and 0 <= share <= 1
        for share in value.values()
    )


def _is_grade_list(value: object) -> bool:
    is_list = isinstance(value, list) and all(_is_whole(grade, 1, LAST_GRADE) for grade in value)
    return is_list and isinstance(value, list) and 0 < len(value) == len(set(value))


def _is_next_week(value: object) -> bool:
    if not isinstance(value, dict) or not set(value) <= {"weekday", "time"}:
        return False
    return _is_whole(value.get("weekday", 1), 1, 7) and _is_time(value.get("time", time()))


_TEXT = f'要写成1到{MAX_TEXT}个字的文字，如 "青溪镇中心小学"'
_DATE = "要写成日期，如 2026-08-24，不加引号"
_TIME = "要写成时间，如 17:00:00，不加引号"
_MINUTES = f"要写成0到{MAX_LIMIT_MINUTES}的整数（分钟）"

_DAY_KINDS = ("上课", "放假", "调休上班", "寒暑假")
_DAY_WORDING = f"要写成{'、'.join(_DAY_KINDS)}中的一种"
_LEAVE_ORDERS = tuple(order.value for order in LeaveOrder)
_MARK_KINDS = tuple(kind.value for kind in MarkKind)
_MARK_WORDING = f"要写成{'、'.join(_MARK_KINDS)}中的一种"

SCHEMA: Mapping[str, Section] = {
    "school": Section(
        {
            "name": Rule(_is_text, _TEXT),
            "complaint_phone": Rule(_is_text, _TEXT),
            "boarding": Rule(lambda value: isinstance(value, bool), "要写成 true 或 false"),
            "grades": Rule(_is_grades, "要写成起止年级，如 [1, 6]"),
            "primary_grades": Rule(lambda value: _is_whole(value, 5, 6), "要写成 6 或 5"),
        }
    ),
    "term": Section(
        {
            "name": Rule(_is_text, _TEXT, is_required=True),
            "first_day": Rule(_is_date, _DATE, is_required=True),
            "last_day": Rule(_is_date, _DATE, is_required=True),
            "document": Rule(_is_text, _TEXT),
        },
        is_repeated=True,
    ),
    "off_work": Section(
        {
            "since": Rule(_is_date, _DATE, is_required=True),
            "time": Rule(_is_time, _TIME, is_required=True),
            "document": Rule(_is_text, _TEXT),
            "weekdays": Rule(_is_weekdays, "要写成星期几的列表，如 [1, 2, 3, 4, 5]"),
        },
        is_repeated=True,
    ),
    "day": Section(
        {
            "date": Rule(_is_date, _DATE, is_required=True),
            "kind": Rule(lambda value: value in _DAY_KINDS, _DAY_WORDING, is_required=True),
            "reason": Rule(_is_text, _TEXT, is_required=True),
            "follows_weekday": Rule(lambda value: _is_whole(value, 1, 7), "要写成1到7，星期一是1"),
        },
        is_repeated=True,
    ),
    "mark": Section(
        {
            "first_day": Rule(_is_date, _DATE, is_required=True),
            "last_day": Rule(_is_date, _DATE, is_required=True),
            "kind": Rule(lambda value: value in _MARK_KINDS, _MARK_WORDING, is_required=True),
            "name": Rule(_is_text, _TEXT, is_required=True),
            "grades": Rule(_is_grade_list, "要写成年级的列表，如 [7, 8, 9]；不写就是全校"),
            "document": Rule(_is_text, _TEXT),
        },
        is_repeated=True,
    ),
    "homework": Section(
        {
            "weekend_limit_minutes": Rule(
                lambda value: _is_whole(value, 0, MAX_LIMIT_MINUTES), _MINUTES
            ),
            "in_school_share": Rule(
                _is_share, "要写成 { primary = 0.8, junior = 0.5 }，数在0到1之间"
            ),
            "entry_cut_off": Rule(_is_time, "要写成时间，如 16:30:00，不加引号"),
            "next_week": Rule(
                _is_next_week, "要写成 { weekday = 5, time = 12:00:00 }，星期一是1，星期日是7"
            ),
        }
    ),
    "limit": Section(
        {
            "since": Rule(_is_date, _DATE, is_required=True),
            "grades": Rule(_is_grades, "要写成起止年级，如 [3, 4]", is_required=True),
            "minutes": Rule(
                lambda value: _is_whole(value, 0, MAX_LIMIT_MINUTES), _MINUTES, is_required=True
            ),
            "document": Rule(_is_text, _TEXT, is_required=True),
        },
        is_repeated=True,
    ),
    "service": Section(
        {
            "minimum_minutes": Rule(lambda value: _is_whole(value, 0, MAX_LIMIT_MINUTES), _MINUTES),
            "evening_latest": Rule(_is_time, _TIME),
            "pupils_per_adult": Rule(
                lambda value: _is_whole(value, 1, MAX_PUPILS_PER_ADULT),
                f"要写成1到{MAX_PUPILS_PER_ADULT}的整数（学生数）",
            ),
            "gate_interval_minutes": Rule(
                lambda value: _is_whole(value, 1, MOST_INTERVAL_MINUTES),
                f"要写成1到{MOST_INTERVAL_MINUTES}的整数（分钟）",
            ),
            "leave_order": Rule(
                lambda value: value in _LEAVE_ORDERS, f"要写成{'或'.join(_LEAVE_ORDERS)}"
            ),
        }
    ),
}
