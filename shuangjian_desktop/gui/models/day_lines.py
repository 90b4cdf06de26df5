"""The columns of what is about single days: sessions, people who could step in, bookings, changes.

Words only; every figure and reason comes from a query.
"""

from PySide6.QtGui import QColor

from shuangjian_desktop.app.service.queries.booked import Booked
from shuangjian_desktop.app.service.queries.day import Candidate, DayLine
from shuangjian_desktop.app.service.queries.versions import Affected, VersionChange
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.rows import RIGHT, Column


def standing(line: DayLine) -> str:
    """Return what is to be seen of a session at a glance: a sign, and what is behind it."""
    if not line.is_held:
        return f"✕ {line.why or '停'}"
    if line.wrong:
        return f"▲ {line.wrong[0]}"
    return f"● {line.why}" if line.why else ""


def _ink(line: DayLine) -> QColor | None:
    if not line.is_held:
        return theme.MUTED
    return theme.OVER if line.wrong else None


def about(line: DayLine) -> str:
    """Return all there is to say of a session, a line each."""
    kind = "" if line.kind in line.title else f"（{line.kind}）"
    head = [f"{line.span} {line.classes}的{line.title}{kind}"]
    head += [f"带：{line.people or '没有人'}", f"场地：{line.room or '本班教室'}"]
    head += [f"● {line.why}"] if line.why else []
    return "\n".join((*head, *(f"▲ {each}" for each in line.wrong)))


DAY_COLUMNS: tuple[Column[DayLine], ...] = (
    Column("时间", lambda line: line.span, ink=_ink),
    Column("班级", lambda line: line.classes, ink=_ink, tooltip=about),
    Column("活动", lambda line: line.title, ink=_ink, tooltip=about),
    Column("带的人", lambda line: line.people or "没有人", ink=_ink, tooltip=about),
    Column("场地", lambda line: line.room or "本班教室", ink=_ink, tooltip=about),
    Column("这一天", standing, ink=_ink, tooltip=about),
)


def can(one: Candidate) -> str:
    return "✕ 不能" if one.reasons else "✓ 可以"


def _candidate_ink(one: Candidate) -> QColor | None:
    return theme.MUTED if one.reasons else None


def candidate_words(one: Candidate) -> str:
    """Return all reasons against somebody, else what is good to know."""
    return "".join(one.reasons) or "，".join(one.notes)


CANDIDATE_COLUMNS: tuple[Column[Candidate], ...] = (
    Column("", can, ink=_candidate_ink),
    Column("姓名", lambda one: one.name, ink=_candidate_ink),
    Column("已代课", lambda one: f"{one.covers}次", RIGHT, ink=_candidate_ink),
    Column("这一周", lambda one: f"{one.in_week}次", RIGHT, ink=_candidate_ink),
    Column(
        "说明", candidate_words, ink=_candidate_ink, tooltip=lambda one: "\n".join(
            (*one.reasons, *one.notes)
        ),
    ),
)  # fmt: skip

BOOKED_COLUMNS: tuple[Column[Booked], ...] = (
    Column("日期", lambda one: one.when),
    Column("做什么", lambda one: one.what),
    Column("内容", lambda one: one.words, tooltip=lambda one: "\n".join(one.lines)),
    Column("理由", lambda one: one.reason, tooltip=lambda one: one.reason),
)


def change_words(one: VersionChange) -> str:
    return f"{one.title}：{one.was or '（原来没有）'} → {one.now or '不再有'}"


CHANGE_COLUMNS: tuple[Column[VersionChange], ...] = (
    Column("变动", lambda one: one.kinds),
    Column("哪一次", lambda one: one.title, tooltip=change_words),
    Column("原来", lambda one: one.was or "（没有）", tooltip=change_words),
    Column("现在", lambda one: one.now or "不再有", tooltip=change_words),
)

AFFECTED_COLUMNS: tuple[Column[Affected], ...] = (
    Column("谁受影响", lambda one: one.name),
    Column("几处", lambda one: f"{len(one.changes)}处", RIGHT),
)
