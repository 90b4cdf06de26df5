"""Which timetables a plan has to choose from, in words, and the sheets of a choice.

Shapes nothing itself; the sheets are app/service/queries/sheets.
"""

from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.app.service.queries.contingencies import contingencies
from shuangjian_desktop.app.service.queries.dismissal_sheets import dismissal_sheet, gates_of
from shuangjian_desktop.app.service.queries.sheets import PlanSheets
from shuangjian_desktop.app.service.queries.standby_sheets import standby_sheet
from shuangjian_desktop.domain.ids import ClassId, ContingencyId, GateId, RoomId, StaffId
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.reports.service_data import TimetableSheet


class SheetKind(StrEnum):
    """Whose timetable; door slips are of all clubs together."""

    SCHOOL = "全校总表"
    GRADE = "年级"
    CLASS = "班级"
    TEACHER = "教师"
    ROOM = "场地"
    DOORS = "社团门贴"
    CONTINGENCY = "预案"
    DISMISSAL = "错峰放学"


class SheetChoice(NamedTuple):
    """One entry of a list: what it is called and the id or number it stands for."""

    words: str
    key: str


def choices(sheets: PlanSheets, kind: SheetKind) -> list[SheetChoice]:
    """Return what there is of a kind; the school and the door slips are one each."""
    if kind is SheetKind.GRADE:
        return [SheetChoice(grade_name(grade), str(grade)) for grade in sheets.grades]
    if kind is SheetKind.CLASS:
        return [SheetChoice(each.title, each.id) for each in sheets.classes]
    if kind is SheetKind.TEACHER:
        return [SheetChoice(sheets.label_of(each), each) for each in sheets.people]
    if kind is SheetKind.ROOM:
        return [SheetChoice(sheets.room_name(each), each) for each in sheets.rooms]
    if kind is SheetKind.CONTINGENCY:
        return [SheetChoice(each.name, each.id) for each in contingencies(sheets.project)]
    if kind is SheetKind.DISMISSAL:
        own = [SheetChoice(gate.name, gate.id) for gate in gates_of(sheets)]
        return [SheetChoice("全部校门", ""), *own] if len(own) != 1 else own
    return [SheetChoice(kind.value, "")]


def sheets_of(sheets: PlanSheets, kind: SheetKind, key: str) -> tuple[TimetableSheet, ...]:
    """Return the sheet of a choice; UserError when it is gone, and for door slips."""
    if kind is SheetKind.SCHOOL:
        return (sheets.of_school(),)
    if kind is SheetKind.GRADE:
        return (sheets.of_grade(int(key)),)
    if kind is SheetKind.CLASS:
        return (sheets.of_class(ClassId(key)),)
    if kind is SheetKind.TEACHER:
        return (sheets.of_teacher(StaffId(key)),)
    if kind is SheetKind.ROOM:
        return (sheets.of_room(RoomId(key)),)
    if kind is SheetKind.CONTINGENCY:
        return (standby_sheet(sheets, ContingencyId(key)),)
    if kind is SheetKind.DISMISSAL:
        return (dismissal_sheet(sheets, GateId(key) if key else None),)
    raise UserError("门贴没有单独的一张；请选“社团门贴”整份打印或导出。")


def all_sheets(sheets: PlanSheets, kind: SheetKind) -> tuple[TimetableSheet, ...]:
    """Return the sheets of every choice of a kind."""
    found = (sheets_of(sheets, kind, each.key) for each in choices(sheets, kind))
    return tuple(sheet for some in found for sheet in some)
