"""The table of a preview: one line for each item that would be added, and what the rules foresee.

Shows lines; the dialog around it knows where they come from.
"""

from datetime import date
from typing import NamedTuple

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from shuangjian_desktop.app.queries.check import JudgedDay
from shuangjian_desktop.app.queries.foreseen import Foreseen, ForeseenItem
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.models.rows import Column, RowsModel

_MOST_OVER = 4
_MOST_DAYS = 6


class PreviewLine(NamedTuple):
    """One line of the preview; `sign` says in words what becomes of it."""

    sign: str
    where: str
    text: str
    said: str


_INKS = {"有重复": theme.WARNING}


def _ink(line: PreviewLine) -> QColor | None:
    return _INKS.get(line.sign) or (theme.WARNING if line.said else None)


_COLUMNS: tuple[Column[PreviewLine], ...] = (
    Column("", lambda line: line.sign, ink=_ink),
    Column("位置", lambda line: line.where),
    Column("内容", lambda line: line.text, tooltip=lambda line: line.text),
    Column("说明", lambda line: line.said, ink=_ink, tooltip=lambda line: line.said),
)


def preview_table(lines: tuple[PreviewLine, ...], parent: QWidget) -> QTableView:
    """Return the table of a preview: one line for each cell left out and each item added."""
    model = RowsModel(_COLUMNS, parent)
    model.set_rows(lines)
    table = QTableView(parent)
    table.setModel(model)
    table.setAccessibleName("预览")
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    for column in (0, 1):
        head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return table


def item_line(foreseen: ForeseenItem, sign: str = "") -> PreviewLine:
    """Return the line of an item that would be added."""
    on = foreseen.item.date
    where = f"{foreseen.school_class.name} {day_words.date_short(on)} {foreseen.subject}"
    return PreviewLine(sign, where, day_words.item_line(foreseen.item), foreseen.said)


def over_words(foreseen: Foreseen) -> str:
    """Return which days would be over their limit, the first few by name."""
    return _over_words(foreseen.over)


def totals_words(days: tuple[JudgedDay, ...]) -> str:
    """Return what each day would come to against its limit; of many days only those over it."""
    if not days:
        return ""
    if len(days) <= _MOST_DAYS:
        told = [f"{_day_name(day)} {_figure(day)}" for day in days]
        return f"粘贴之后计入上限：{'、'.join(told)}。"
    over = tuple(day for day in days if day.totals.over_by)
    return _over_words(over) or f"粘贴之后{len(days)}个班天都不超过上限。"


def _over_words(over: tuple[JudgedDay, ...]) -> str:
    first = sorted(over, key=_school_order)[:_MOST_OVER]
    told = [f"{_day_name(day)} {day_words.figure_words(day)}" for day in first]
    more = f" 等{len(over)}处" if len(over) > _MOST_OVER else ""
    return f"▲ 之后超过上限：{'、'.join(told)}{more}。" if over else ""


def _school_order(day: JudgedDay) -> tuple[date, int, int, str]:
    """Put days as a school counts them: by date, grade, then 一(2) before 一(10)."""
    about = day.class_day
    return about.day.date, about.grade, len(about.class_name), about.class_name


def _day_name(day: JudgedDay) -> str:
    return f"{day.class_day.class_name} {day_words.date_short(day.class_day.day.date)}"


def _figure(day: JudgedDay) -> str:
    over = day_words.over_words(day, short=True)
    return f"{day_words.figure_words(day)} {over}".rstrip()
