"""Make, change and remove terms and off-work times, each with the document that fixes it.

Clashes with what is stored are refused in one sentence; nothing else is judged here.
"""

from datetime import date, time, timedelta

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.ids import TermId
from shuangjian_desktop.domain.school import OffWork, Term
from shuangjian_desktop.domain.text import read_text
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Row, Writer
from shuangjian_desktop.store.tables.calendar import off_work_row, off_works_by_id

MAX_TEXT = 100
LONGEST_TERM = timedelta(days=300)
NEW = TermId("")
_EVERY_DAY = tuple(range(1, 8))
_NOON = time(12)


def save_term(project: Project, term: Term) -> Command:
    """Store a term, a new one when its id is NEW.

    UserError for reversed or far too many days, an overlap, a name twice or none.
    """
    checked = _checked_term(project, term)
    values = {
        "name": checked.name,
        "first_day": checked.first_day.isoformat(),
        "last_day": checked.last_day.isoformat(),
        "document": checked.document,
    }
    if term.id == NEW:
        return Command("新增学期", lambda writer: _insert(writer, "term", values))
    return Command("修改学期", lambda writer: _update(writer, "term", term.id, values))


def remove_term(term: Term) -> Command:
    """Remove a term; refused while a timetable or a plan belongs to it."""

    def apply(writer: Writer) -> None:
        for table, words in (("lesson", "课程表"), ("plan", "作业规划")):
            if writer.find(table, term_id=term.id):
                raise UserError(f"“{term.name}”还有{words}，不能删除；可以改它的名称和日期。")
        writer.delete("term", term.id)

    return Command("删除学期", apply)


def save_off_work(project: Project, off_work: OffWork, row_id: str | None = None) -> Command:
    """Store an off-work time, a new one without `row_id`; UserError when the day is taken."""
    document = _text(off_work.document or "", "依据文件") or None
    checked = off_work._replace(document=document)
    if checked.time < _NOON:
        raise UserError(
            f"{checked.time:%H:%M}是上午，不像下班时间，没有改动；下午五点半请写17:30。"
        )
    for other_id, other in off_works_by_id(project.database).items():
        if other_id != row_id and other.since == checked.since and _shares_days(other, checked):
            raise UserError(
                f"{_told(checked.since)}起已经有{other.time:%H:%M}下班，没有改动；"
                "请修改那一条，或换一个起始日期。"
            )
    values = off_work_row(checked)
    if row_id is None:
        return Command("新增下班时间", lambda writer: _insert(writer, "off_work", values))
    return Command("修改下班时间", lambda writer: _update(writer, "off_work", row_id, values))


def remove_off_work(row_id: str) -> Command:
    """Remove an off-work time: the one before it is in force again."""
    return Command("删除下班时间", lambda writer: writer.delete("off_work", row_id))


def _checked_term(project: Project, term: Term) -> Term:
    name, document = _text(term.name, "学期名称"), _text(term.document or "", "依据文件")
    if not name:
        raise UserError("学期名称是空的，没有改动；请写“2026-2027学年度第一学期”这样的名称。")
    if term.last_day <= term.first_day:
        raise UserError(f"“{name}”的最后一天要晚于第一天，没有改动；请改正日期。")
    if term.last_day - term.first_day > LONGEST_TERM:
        days = (term.last_day - term.first_day).days + 1
        raise UserError(f"“{name}”有{days}天，太长了，没有改动；请核对日期的年份。")
    for other in project.directory.calendar.terms:
        if other.id == term.id:
            continue
        if other.name == name:
            raise UserError(f"已经有“{name}”，没有改动；请换一个名称，或修改那一个。")
        if term.first_day <= other.last_day and other.first_day <= term.last_day:
            raise UserError(
                f"“{name}”与“{other.name}”（{_told(other.first_day)}至{_told(other.last_day)}）"
                "日期重叠，没有改动；请改正日期。"
            )
    return term._replace(name=name, document=document or None)


def _shares_days(one: OffWork, other: OffWork) -> bool:
    return not set(one.weekdays or _EVERY_DAY).isdisjoint(other.weekdays or _EVERY_DAY)


def _insert(writer: Writer, table: str, values: Row) -> None:
    writer.insert(table, values)


def _update(writer: Writer, table: str, row_id: str, values: Row) -> None:
    writer.update(table, row_id, values)


def _text(raw: str, name: str) -> str:
    reading = read_text(raw, name=name, limit=MAX_TEXT, fold_lines=True)
    if reading.value is None:
        raise UserError(reading.problem or f"{name}无法保存。")
    return reading.value


def _told(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
