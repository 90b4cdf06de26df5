"""What is on the clipboard as a plan: a labelled block, a homework table, a message or plain cells.

The one door for every paste in the window; knows no clipboard and writes nothing.
"""

from datetime import date

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.homework import add_items, declare_no_homework
from shuangjian_desktop.app.paste import plan_table
from shuangjian_desktop.app.paste_block import read_block
from shuangjian_desktop.app.paste_clip import Clip
from shuangjian_desktop.app.paste_message import read_message
from shuangjian_desktop.app.paste_plan import PastePlan, PlanMaker, Target
from shuangjian_desktop.app.paste_rows import read_rows
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.week import ClassWeek
from shuangjian_desktop.exchange.clipboard import MAX_TEXT, PastedTable, read_clipboard
from shuangjian_desktop.store.journal import Writer

AS_ROWS, AS_BLOCK, AS_MESSAGE = "作业表，一行一项", "带班级、学科或星期的表格", "班级群消息"
_NOT_LABELLED = "看不出是哪个班、哪一天、哪个学科；请连同班级、学科和星期一起复制"


def length_beyond_reading(clip: Clip) -> int:
    """Return how long a text is that a paste would have to cut; 0 when it is read whole (F7)."""
    return len(clip.text) if len(clip.text) > MAX_TEXT else 0


def plan_for_week(
    project: Project, week: ClassWeek, clip: Clip, row: int, column: int
) -> PastePlan:
    """Return what pasting into one class's week at a cell would do."""
    on = week.days[column].class_day.day.date
    table = read_clipboard(clip.text, clip.html)
    named = _plan_named(project, table, clip.text, on, Target(week.school_class, on))
    return named or plan_table(project, week, table, row, column)


def plan_for_grade(project: Project, clip: Clip, on: date) -> PastePlan:
    """Return what pasting into the grade's overview would do: everything must be named (F7)."""
    table = read_clipboard(clip.text, clip.html)
    named = _plan_named(project, table, clip.text, on, Target(None, on))
    if named is not None:
        return named
    maker = PlanMaker(project)
    for cells in table.grid:
        for cell in cells:
            if not cell.is_blank and not cell.covered:
                maker.refuse(Target(), str(cell.value).strip(), _NOT_LABELLED)
    return maker.plan()


def paste(plan: PastePlan) -> Command:
    """Add everything of a plan in one undo step (P15)."""
    steps = [add_items(plan.items)] if plan.items else []
    steps += [declare_no_homework(plan.none_days)] if plan.none_days else []

    def apply(writer: Writer) -> None:
        for step in steps:
            step.apply(writer)

    return Command("粘贴作业", apply)


def _plan_named(
    project: Project, table: PastedTable, text: str, on: date, usual: Target
) -> PastePlan | None:
    """Return the plan of something that names its own places, or None."""
    maker = PlanMaker(project)
    if read_rows(maker, table, on, usual):
        return maker.plan(AS_ROWS, table.hidden)
    if read_block(maker, table, on, usual):
        return maker.plan(AS_BLOCK, table.hidden)
    if table.width <= 1 and read_message(maker, text, on, usual):
        return maker.plan(AS_MESSAGE)
    return None
