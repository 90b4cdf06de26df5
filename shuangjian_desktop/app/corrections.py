"""What a corrected notice says of the one before it: each item old → new, in plain words [§1].

Compares two printed notices; knows nothing of the school file or of paper.
"""

from collections.abc import Iterator
from itertools import takewhile

from shuangjian_desktop.domain.calendar import day_words
from shuangjian_desktop.reports.notice_data import (
    DayNotice,
    GradeWeekNotice,
    Notice,
    NoticeDay,
    NoticeHead,
    NoticeLine,
    named_days,
)
from shuangjian_desktop.reports.wording import empty_statement

_OTHER = "公示所依据的规则或统计有调整，各项作业没有变化"
_NOT_KEPT = "原公示没有留存内容，不能逐项列出"
_LONGEST = 24
_KEPT_OF_BEGINNING = 8
# What of a line is told when it changes, in the order of the sheet.
_FIELDS = (
    ("content", "内容"),
    ("minutes", ""),
    ("kind", "类型"),
    ("requirement", "要求"),
    ("tier", "分层"),
    ("place", "完成地点"),
    ("teacher", "布置教师"),
    ("note", "备注"),
)
_HEAD = (
    ("school", "学校名称"),
    ("term", "学期"),
    ("complaint_phone", "监督电话"),
    ("rulebook_title", "依据"),
)


def differences(old: Notice | None, new: Notice) -> tuple[str, ...]:
    """Return one line for everything that a reader of the old sheet must take back; never none."""
    if old is None:
        return (_NOT_KEPT,)
    told = [*_days(old, new), *_head(old.head, new.head)]
    return tuple(told) or (_OTHER,)


def _days(old: Notice, new: Notice) -> Iterator[str]:
    before = {(title, day.date): day for title, day in named_days(old)}
    for title, day in named_days(new):
        where = _where(new, title, day)
        was = before.pop((title, day.date), None)
        for said in _day(was, day) if was else _added(day):
            yield f"{where}{said}"
    for (title, _), day in before.items():
        for line in day.lines:
            yield f"{_where(old, title, day)}取消：{_told(line)}"


def _where(notice: Notice, title: str, day: NoticeDay) -> str:
    if isinstance(notice, DayNotice):
        return ""
    when = day_words(day.date)
    return f"{title}{when}" if isinstance(notice, GradeWeekNotice) else when


def _added(day: NoticeDay) -> Iterator[str]:
    for line in day.lines:
        yield f"增加：{_told(line)}"


def _day(old: NoticeDay, new: NoticeDay) -> Iterator[str]:
    gone = [line for line in old.lines if line not in new.lines]
    come = [line for line in new.lines if line not in old.lines]
    for line in come:
        was = _partner(line, gone)
        if was is None:
            yield f"增加：{_told(line)}"
        else:
            gone.remove(was)
            yield _changed(was, line)
    for line in gone:
        yield f"取消：{_told(line)}"
    if old.state is not new.state:
        yield f"{_state(old)}→{_state(new)}"
    elif old.limit != new.limit:
        yield f"上限：{_limit(old)}→{_limit(new)}"


def _partner(line: NoticeLine, gone: list[NoticeLine]) -> NoticeLine | None:
    """Return which of the lines that are gone this one was: same subject, most in common."""
    same = [was for was in gone if was.subject == line.subject]
    if not same:
        return None
    return max(same, key=lambda was: (was.content == line.content, _alike(was, line)))


def _alike(one: NoticeLine, other: NoticeLine) -> int:
    return sum(a == b for a, b in zip(one, other, strict=True))


def _changed(old: NoticeLine, new: NoticeLine) -> str:
    parts = []
    for name, word in _FIELDS:
        was, now = getattr(old, name), getattr(new, name)
        if was == now:
            continue
        if name == "minutes":
            parts.append(f"{was}分钟→{now}分钟")
        elif name in ("content", "note"):
            parts.append(f"{word}{_old_to_new(was, now)}")
        else:
            parts.append(f"{word}{was or '无'}→{now or '无'}")
    about = "" if old.content != new.content else _quoted(_short(new.content))
    return f"{new.subject}{about}：{'，'.join(parts)}"


def _old_to_new(was: str, now: str) -> str:
    """Return “旧”→“新”; of a long beginning that stayed only its end is told."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(was, now, strict=False))
    same = sum(1 for _ in pairs)
    cut = same - _KEPT_OF_BEGINNING if same > 2 * _KEPT_OF_BEGINNING else 0
    dots = "…" if cut else ""
    old, new = (_quoted(dots + text[cut:]) if text else "无" for text in (was, now))
    return f"{old}→{new}"


def _told(line: NoticeLine) -> str:
    return f"{line.subject}{_quoted(_short(line.content))}{line.minutes}分钟"


def _quoted(text: str) -> str:
    """Return a text in quotes; those inside become single ones [GB/T 15834]."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def _short(content: str) -> str:
    return content if len(content) <= _LONGEST else f"{content[: _LONGEST - 1]}…"


def _state(day: NoticeDay) -> str:
    return "有作业" if day.lines else empty_statement(day)


def _limit(day: NoticeDay) -> str:
    return "未设" if day.limit is None else f"{day.limit}分钟"


def _head(old: NoticeHead, new: NoticeHead) -> Iterator[str]:
    for name, word in _HEAD:
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield f"{word}：{was or '未填写'}→{now or '未填写'}"
