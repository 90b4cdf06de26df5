"""Plans for days on which some rooms cannot be used, shaped for paper with one version's sessions.

What holds of them is app/service/queries/contingencies; draws nothing.
"""

from shuangjian_desktop.app.service.queries.contingencies import (
    Standby,
    StandbyLine,
    contingencies,
    not_ready,
)
from shuangjian_desktop.app.service.queries.sheets import PlanSheets
from shuangjian_desktop.domain.contingency import Contingency
from shuangjian_desktop.domain.ids import ContingencyId
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.reports.service_data import StandbyEntry, StandbySheet


def standby_sheets(sheets: PlanSheets) -> tuple[StandbySheet, ...]:
    """Return the sheet of every contingency of the school, by name."""
    return tuple(_sheet(sheets, each) for each in contingencies(sheets.project))


def standby_sheet(sheets: PlanSheets, contingency_id: ContingencyId) -> StandbySheet:
    """Return the sheet of one; UserError when it is gone."""
    found = {each.id: each for each in contingencies(sheets.project)}
    if contingency_id not in found:
        raise UserError("这个预案已被删除；请刷新后重新选择。")
    return _sheet(sheets, found[contingency_id])


def contingency_called(sheets: PlanSheets, name: str) -> ContingencyId:
    """Return a contingency by its name; UserError says which there are."""
    found = {each.name: each.id for each in contingencies(sheets.project)}
    if name.strip() not in found:
        there = "、".join(f"“{each}”" for each in found)
        hint = f"学校有{there}" if there else "学校还没有预案，请先在课后服务页新建"
        raise UserError(f"没有叫“{name[:30]}”的预案；{hint}。")
    return found[name.strip()]


def _sheet(sheets: PlanSheets, contingency: Contingency) -> StandbySheet:
    standby = Standby(sheets.project, sheets.plan.id, contingency)
    entries = tuple(_entry(line) for line in standby.lines)
    left = not_ready(standby.lines)
    notes = (f"印表时{left}。",) if left else ()
    ends = sheets.ends(sheets.classes)
    return StandbySheet(sheets.head, contingency.name, standby.lost_words, entries, ends, notes)


def _entry(line: StandbyLine) -> StandbyEntry:
    now = line.now if line.is_ready else ""
    when = (line.weekday, line.starts, line.ends, line.weeks)
    return StandbyEntry(*when, line.title, line.classes, line.people, line.room, now)
