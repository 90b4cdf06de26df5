"""Words of the week board: what a chip, a cell, a day's end and a verdict are called.

Text only; knows no widget and judges nothing.
"""

from collections.abc import Iterable

from shuangjian_desktop.app.service.queries.hand import Swap, Verdict
from shuangjian_desktop.app.service.shapes import Axis, Board, Chip, Column, DayEnd, WeekdayEnd
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.service import Parity, SessionKind

KIND_MARKS = {
    SessionKind.TUTORING: "辅",
    SessionKind.ANSWERING: "答",
    SessionKind.EXTENSION: "拓",
    SessionKind.SCIENCE: "科",
    SessionKind.LABOUR: "劳",
    SessionKind.READING: "阅",
    SessionKind.ARTS: "美",
    SessionKind.SPORT: "体",
    SessionKind.INTEREST: "趣",
    SessionKind.CLUB: "社",
    SessionKind.LATE_CARE: "托",
    SessionKind.EVENING_STUDY: "习",
}
PARITY_TAGS = {Parity.EVERY: "", Parity.ODD: "单", Parity.EVEN: "双"}
LOCKED = "已锁定"
FITS, HOME, SWAPS = "✓", "原处", "⇄"


def weekday_words(weekday: int) -> str:
    """Return 周三."""
    return f"周{WEEKDAY_NUMERALS[weekday - 1]}"


def column_words(column: Column) -> str:
    """Return 周三第2节."""
    return f"{weekday_words(column.weekday)}{column.name}"


def times_words(column: Column) -> str:
    """Return 15:40–16:20, or 15:40/16:30 where the stages have times of their own."""
    if len(column.times) > 1:
        return f"{'/'.join(f'{starts:%H:%M}' for starts, _ in column.times)}"
    return f"{column.starts:%H:%M}–{column.ends:%H:%M}"


def all_times_words(column: Column) -> str:
    """Return every time a column stands for: 15:40–16:20、16:30–17:10."""
    times = column.times or ((column.starts, column.ends),)
    return "、".join(f"{starts:%H:%M}–{ends:%H:%M}" for starts, ends in times)


def kind_mark(chip: Chip) -> str:
    """Return 社, or nothing where the title says the kind anyway."""
    return "" if chip.kind in chip.title else KIND_MARKS[chip.kind]


def second_line(chip: Chip, axis: Axis) -> str:
    """Return what the title leaves open and the row does not say: people, classes, room."""
    people = chip.people or "未定人员"
    parts = {
        Axis.CLASS: (people, chip.room),
        Axis.STAFF: (chip.classes, chip.room),
        Axis.ROOM: (chip.classes, people),
    }[axis]
    return "·".join(part for part in parts if part)


def chip_spoken(chip: Chip) -> str:
    """Return 作业辅导 三(1) 王老师 操场 单周 已锁定 2处不合要求."""
    wrong = f"{len(chip.wrong)}处不合要求" if chip.wrong else ""
    week = "" if chip.parity is Parity.EVERY else chip.parity.value
    locked = LOCKED if chip.is_locked else ""
    return " ".join(
        part
        for part in (chip.title, chip.classes, chip.people, chip.room, week, locked, wrong)
        if part
    )


def chip_tooltip(chip: Chip) -> str:
    """Return the whole of a chip, line by line, with all that is wrong."""
    week = "" if chip.parity is Parity.EVERY else f"（{chip.parity.value}）"
    kind = "" if chip.kind in chip.title else f"（{chip.kind.value}）"
    lines = [
        f"{chip.title}{kind}{week}",
        f"班级：{chip.classes}",
        f"人员：{chip.people or '未定'}",
        f"场地：{chip.room}" if chip.room else "",
        "已锁定，自动排课不动它" if chip.is_locked else "",
        *(f"▲ {words}" for words in chip.wrong),
    ]
    return "\n".join(line for line in lines if line)


def row_spoken(board: Board, name: str) -> str:
    return f"{name}班" if board.axis is Axis.CLASS else name


def cell_spoken(board: Board, row: int, column: int, verdict: Verdict | None) -> str:
    """Return 三(1)班 周二第1节 作业辅导 王老师 已锁定: what a screen reader says of a cell."""
    row_, column_ = board.rows[row], board.columns[column]
    cell = row_.cells[column]
    if cell.slot is None and not cell.chips:
        held = "没有这个时段"
    else:
        held = "；".join(map(chip_spoken, cell.chips)) or "空"
    told = [row_spoken(board, row_.name), column_words(column_), held]
    if verdict is not None:
        told.append(verdict_words(verdict))
    return " ".join(told)


def verdict_words(verdict: Verdict, swap: Swap | None = None) -> str:
    """Return 可以放下, 原处, 不能放下（3条原因）, or with whom it may change places."""
    if verdict.is_home:
        return "原来就在这里"
    if verdict.is_possible:
        return "可以放下"
    if swap is not None:
        what = "交换" if swap.other_place is not None else "替换"
        return f"可以和{swap.other_name}{what}"
    return f"不能放下（{len(verdict.reasons)}条原因）"


def end_words(end: DayEnd) -> tuple[str, str]:
    """Return (when, how): 17:05 and ✓, 早20分, 例外 or nothing."""
    if end.ends is None and end.off_work is None:
        return "", ""
    when = f"{end.ends:%H:%M}" if end.ends else "无"
    if end.exception:
        return when, "例外"
    if end.off_work is None:
        return when, ""
    if not end.is_short:
        return when, FITS
    return when, f"早{end.short_minutes}分" if end.ends else "不足"


def end_spoken(end: DayEnd) -> str:
    """Return the end of a class's day as a sentence."""
    day = weekday_words(end.weekday)
    if end.off_work is None:
        return f"{day}：没有写当地下班时间。" if end.ends else ""
    limit = f"下班时间{end.off_work.time:%H:%M}"
    if end.exception:
        return f"{day}有例外：{end.exception}。"
    if end.ends is None:
        return f"{day}没有课后服务，{limit}。"
    if end.is_short:
        return f"{day}{end.ends:%H:%M}结束，早于{limit}{end.short_minutes}分钟。"
    return f"{day}{end.ends:%H:%M}结束，不早于{limit}。"


def day_foot_words(board: Board, day: WeekdayEnd) -> tuple[str, bool]:
    """Return the same for the foot of the board: what will be too early later on is told there."""
    told, is_bad = weekday_end_words(day)
    later = [each.brief for each in board.foreseen if day.weekday in each.weekdays]
    return (later[0], True) if later and not is_bad else (told, is_bad)


def weekday_end_words(day: WeekdayEnd) -> tuple[str, bool]:
    """Return (最早17:05结束 ≥ 下班17:00, whether a class ends too early)."""
    if day.off_work is None:
        return "没有写下班时间", True
    limit = f"{day.off_work.time:%H:%M}下班"
    if day.short:
        return f"▲{len(day.short)}个班早于{limit}", True
    if day.earliest is None:
        return limit, False
    also = f"，{day.exceptions}班例外" if day.exceptions else ""
    return f"✓最早{day.earliest:%H:%M}，{limit}{also}", False


def standing_words(board: Board) -> str:
    """Return 已排48/50 · 未排2 · 3处不合要求."""
    parts = [f"已排{board.placed}/{board.total}次"]
    if board.placed < board.total:
        parts.append(f"未排{board.total - board.placed}次")
    if board.wrong:
        parts.append(f"▲{board.wrong}次不合要求")
    if board.problems:
        parts.append(f"▲整体{len(board.problems)}处")
    if board.foreseen:
        parts.append(f"▲以后{len(board.foreseen)}处")
    return " · ".join(parts)


def listed(names: Iterable[str], most: int = 60) -> str:
    """Return 甲、乙、丙…等80个."""
    all_names = tuple(names)
    if len(all_names) <= most:
        return "、".join(all_names) or "没有"
    return f"{'、'.join(all_names[:most])}等{len(all_names)}个"
