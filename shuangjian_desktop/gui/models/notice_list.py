"""The notices of a day or week as a table: for whom, how it stands, whether somebody has seen it.

Shows BoardEntry values; knows no widget and reads nothing from the school.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from shuangjian_desktop.app.queries.notice_board import BoardEntry, Standing
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.rows import Column, RowsModel

_MARKS = {
    Standing.DRAFT: "○",
    Standing.REVIEWED: "◎",
    Standing.PUBLISHED: "●",
    Standing.IN_WEEK: "●",
    Standing.CHANGED: "◐",
    Standing.CORRECTED: "●",
}
_SHORT = {Standing.CHANGED: "需更正", Standing.IN_WEEK: "在周公示"}
_INKS = {
    Standing.DRAFT: theme.MUTED,
    Standing.REVIEWED: theme.INK,
    Standing.PUBLISHED: theme.GOOD,
    Standing.IN_WEEK: theme.GOOD,
    Standing.CHANGED: theme.WARNING,
    Standing.CORRECTED: theme.GOOD,
}


def standing_text(entry: BoardEntry) -> str:
    """Return mark and word of how it stands: ○ 草稿, ◎ 已审, ● 已公示, ◐ 需更正, 未录入 …"""
    if entry.is_day_off:
        return "不上课"
    if not entry.is_entered:
        return "未录入"
    word = _SHORT.get(entry.standing, entry.standing.value)
    if entry.standing is Standing.CORRECTED:
        word += f"·{entry.prepared.record.version}版"
    return f"{_MARKS[entry.standing]} {word}"


def review_text(entry: BoardEntry) -> str:
    """Return 已审 or 未审; nothing where there is nothing to review."""
    if not entry.is_entered:
        return ""
    return "已审" if entry.is_reviewed else "未审"


def flag_text(entry: BoardEntry) -> str:
    """Return ▲超限 and how many school days have no word yet."""
    parts = []
    if entry.days_over:
        parts.append("▲超限" if entry.days_over == 1 else f"▲超限{entry.days_over}")
    if entry.drafts:
        parts.append(f"草稿{entry.drafts}")
    if entry.is_entered and entry.days_missing:
        parts.append(f"缺{entry.days_missing}天")
    return " ".join(parts)


def spoken(entry: BoardEntry) -> str:
    """Return the whole row as one sentence: tooltip and what a screen reader says (P39)."""
    if not entry.is_entered:
        return f"{entry.name}：{'不上课' if entry.is_day_off else '还没有录入作业'}"
    seen = f"审核人{'、'.join(entry.reviewers)}" if entry.is_reviewed else "未审"
    over = f"，有{entry.days_over}个班天超限" if entry.days_over else ""
    missing = f"，{entry.days_missing}个班天未录入" if entry.days_missing else ""
    drafts = f"，有{entry.drafts}项还没提交的作业" if entry.drafts else ""
    standing = entry.standing.value
    if entry.standing is not Standing.IN_WEEK:
        standing += f"（第{entry.prepared.record.version}版）"
    return f"{entry.name}：{standing}，{seen}{over}{drafts}{missing}"


def _quiet_when_empty(entry: BoardEntry) -> QColor | None:
    return None if entry.is_entered else theme.MUTED


def _standing_ink(entry: BoardEntry) -> QColor:
    return _INKS[entry.standing] if entry.is_entered else theme.MUTED


def _review_ink(entry: BoardEntry) -> QColor:
    return theme.GOOD if entry.is_reviewed else theme.WARNING


def _flag_ink(entry: BoardEntry) -> QColor:
    return theme.OVER if entry.days_over else theme.WARNING


COLUMNS = (
    Column("公示", lambda entry: entry.name, ink=_quiet_when_empty, tooltip=spoken),
    Column("状态", standing_text, ink=_standing_ink, tooltip=spoken),
    Column("审核", review_text, ink=_review_ink, tooltip=spoken),
    Column("提醒", flag_text, ink=_flag_ink, tooltip=spoken),
)


class NoticeListModel(RowsModel[BoardEntry]):
    """Entries in class order; nothing is edited here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)

    def set_rows(self, rows: Sequence[BoardEntry]) -> None:
        """Show other entries; when they are the same notices, what is selected stays selected."""
        if not rows or _numbers(rows) != _numbers(self.rows):
            super().set_rows(rows)
            return
        self.rows = tuple(rows)
        last = self.index(len(self.rows) - 1, len(COLUMNS) - 1)
        self.dataChanged.emit(self.index(0, 0), last)


def _numbers(entries: Sequence[BoardEntry]) -> list[str]:
    return [entry.prepared.record.number for entry in entries]
