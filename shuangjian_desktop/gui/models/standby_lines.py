"""The columns of what a plan for a rainy day hits: when, whom, where usually, where then.

Words only; what holds and what does not comes from app/service/queries/contingencies.
"""

from PySide6.QtGui import QColor

from shuangjian_desktop.app.service.queries.contingencies import StandbyLine
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.rows import Column


def _when(line: StandbyLine) -> str:
    weeks = f" {line.weeks}" if line.weeks else ""
    numeral = WEEKDAY_NUMERALS[line.weekday - 1]
    return f"周{numeral} {line.starts:%H:%M}–{line.ends:%H:%M}{weeks}"


def _now(line: StandbyLine) -> str:
    sign = "▲ " if line.wrong else "△ " if line.prepared is None else ""
    return f"{sign}{line.now}"


def _ink(line: StandbyLine) -> QColor | None:
    if line.wrong:
        return theme.OVER
    return theme.WARNING if line.prepared is None else None


def _told(line: StandbyLine) -> str:
    return "；".join(line.wrong) or line.now


STANDBY_COLUMNS: tuple[Column[StandbyLine], ...] = (
    Column("时间", _when),
    Column("班级", lambda line: line.classes),
    Column("活动", lambda line: line.title),
    Column("带的人", lambda line: "、".join(line.people) or "没有人"),
    Column("平时在", lambda line: line.room),
    Column("改到", _now, ink=_ink, tooltip=_told),
)
