"""Values of the sheets 明细, 安排, 时段, 场地: heads, yes or no, numbers, times, names, slots.

Each is taken from one row and complained of with its address; knows nothing of what it is for.
"""

import re
from collections.abc import Sequence
from datetime import date, time

from shuangjian_desktop.domain.class_lists import GradeRef, parse_class_list
from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.domain.clock_times import parse_time
from shuangjian_desktop.domain.dates import parse_date
from shuangjian_desktop.domain.school import Stage
from shuangjian_desktop.domain.text import clean_text
from shuangjian_desktop.exchange.headers import Field
from shuangjian_desktop.exchange.lessons_table import read_weekday
from shuangjian_desktop.exchange.people import is_id_number
from shuangjian_desktop.exchange.row_reader import RowReader, shown_text
from shuangjian_desktop.exchange.service_plan_rows import SlotLine

MAX_NAME, MAX_ITEM, MAX_NOTE = 50, 100, 500
NO_NAME = "写的是号码或太长，不是姓名，没有读取；请填教师姓名。"
MORNING = time(6)  # 3:40 before it was written where 15:40 was meant
_SEPARATORS = re.compile(r"[、，,;；\n]")
_YES, _NO = ("是", "√", "✓", "有", "y", "yes", "1"), ("", "否", "无", "×", "n", "no", "0")
_SLOT = (
    Field("weekday", "星期", ("星期几",)),
    Field("slot", "时段"),
    Field("starts", "开始"),
    Field("ends", "结束"),
    Field("stage", "学段"),
)
PLAN_FIELDS = (
    Field("plan", "安排", is_required=True),
    Field("version", "版次", is_required=True),
    Field("since", "开始日期", is_required=True),
    Field("until", "结束日期"),
    Field("wishes", "排课愿望"),
)
SLOT_FIELDS = (
    *(Field(each.key, each.title, each.synonyms, is_required=True) for each in _SLOT[:4]),
    _SLOT[4],
    Field("position", "节次", is_required=True),
)
ROOM_FIELDS = (
    Field("room", "场地", is_required=True),
    Field("kind", "类别", is_required=True),
    Field("capacity", "容纳人数", is_required=True),
)
DETAIL_FIELDS = (
    *(Field(each.key, each.title) for each in PLAN_FIELDS[:4]),
    *_SLOT,
    Field("activity", "编号"),
    Field("title", "活动", is_required=True),
    Field("kind", "类别", is_required=True),
    Field("classes", "班级", is_required=True),
    Field("number", "次", is_required=True),
    Field("parity", "周次"),
    Field("room", "场地"),
    Field("people", "人员", is_required=True),
    Field("locked", "锁定"),
    Field("per_week", "每周次数"),
    Field("wanted", "需要人数"),
    Field("pupils", "学生人数"),
    Field("room_kind", "场地类别"),
    Field("pool", "可选人员"),
    Field("own", "本班教师"),
    Field("shared", "跨班混合"),
    Field("repeat", "可同日多次"),
    Field("agreement", "约定"),
)


def whole(reader: RowReader, key: str, title: str, bounds: tuple[int, int], usual: int) -> int:
    """Return a whole number within bounds, `usual` where nothing is written."""
    value = reader.value(key)
    if value is None:
        return usual
    text, problem = shown_text(value, title)
    text = clean_text(text).removesuffix("人").removesuffix("次")
    least, most = bounds
    if not problem and text.isdecimal() and least <= int(text) <= most:
        return int(text)
    reader.error(key, f"{title}“{text[:20]}”不对，请填{least}到{most}的整数。")
    return usual


def yes(reader: RowReader, key: str, title: str) -> bool:
    """Return whether a cell says 是; empty is no."""
    value = reader.value(key)
    said = clean_text(str(value if value is not None else "")).casefold()
    if said not in (*_YES, *_NO):
        reader.error(key, f"{title}“{said[:10]}”不对，请填“是”或者不填。")
    return said in _YES


def clock(reader: RowReader, key: str, title: str) -> time | None:
    """Return a time of day; an empty or unreadable one is complained of."""
    value = reader.value(key)
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if not reader.is_good:
        return None
    reading = parse_time(str(value if value is not None else ""))
    if reading.value is None:
        reader.error(key, reading.problem or f"{title}时间是空的，请写成 15:40 这样。")
    return reading.value


def day(reader: RowReader, key: str, title: str, *, may_lack: bool = False) -> date | None:
    """Return a date; a doubtful one is complained of."""
    value = reader.value(key)
    if value is None and may_lack:
        return None
    reading = parse_date(value)
    if reading.value is None or not reading.certain:
        reader.error(key, f"{title}看不懂，请写成 2026-08-31 这样。")
        return None
    return reading.value


def people(reader: RowReader, key: str) -> tuple[str, ...]:
    """Return names separated by 、 just as they are written, each once."""
    value = reader.value(key)
    if value is None:
        return ()
    text, problem = shown_text(value, "姓名")
    parts = (clean_text(part) for part in _SEPARATORS.split(clean_text(text)))
    names = tuple(dict.fromkeys(part for part in parts if part))
    if problem is None and any(is_id_number(name) or len(name) > MAX_NAME for name in names):
        problem = NO_NAME
    if problem:
        reader.error(key, problem)
        return ()
    return names


def classes(reader: RowReader, known: Sequence[ClassRef], primary: int) -> tuple[ClassRef, ...]:
    """Return classes in the order written; 三年级 and 全校 are those the school has."""
    reading = parse_class_list(reader.value("classes"), primary_grades=primary)
    reader.reading("classes", reading.problem, has_value=bool(reading.entries))
    found: list[ClassRef] = []
    for entry in reading.entries:
        if isinstance(entry, ClassRef):
            found.append(entry)
            continue
        own = [c for c in known if not isinstance(entry, GradeRef) or c.grade == entry.grade]
        if not own:
            reader.error("classes", f"学校还没有{entry.name}的班级，请写明是哪几个班。")
        found += own
    if not found and reader.is_good:
        reader.error("classes", "班级是空的，请填一个或几个班。")
    return tuple(dict.fromkeys(found))


def slot(reader: RowReader, position: int | None = None) -> SlotLine | None:
    """Return the slot a row names, None where it names none."""
    if all(reader.is_blank(key) for key in ("weekday", "starts", "ends")):
        return None
    if reader.is_blank("weekday"):
        reader.error("weekday", "星期是空的，请填星期一到星期日。")
        return None
    weekday = read_weekday(reader, is_used=True)
    starts, ends = clock(reader, "starts", "开始"), clock(reader, "ends", "结束")
    stage = reader.text("stage", "学段", MAX_NAME)
    if stage is not None and stage not in tuple(Stage):
        reader.error("stage", f"学段“{stage[:10]}”不对，请填小学、初中或者不填。")
    name = reader.text("slot", "时段", MAX_NAME) or ""
    if not reader.is_good or weekday is None or starts is None or ends is None:
        return None
    if time(0, 1) <= starts < MORNING:  # as the window refuses it
        reader.error("starts", f"开始时间{starts:%H:%M}是凌晨；下午的时间请写成 15:40 这样。")
        return None
    if ends <= starts:
        reader.error("ends", "结束不晚于开始，请改正。")
        return None
    return SlotLine(weekday, name, starts, ends, Stage(stage) if stage else None, position)
