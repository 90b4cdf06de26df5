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
from shuangjian_desktop.app.paste_plan import PastePlan, PlanMaker, Target, Watch
from shuangjian_desktop.app.paste_rows import read_rows
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.week import ClassWeek
from shuangjian_desktop.app.quick_entry import read_cell
from shuangjian_desktop.exchange.clipboard import MAX_TEXT, PastedTable, read_clipboard
from shuangjian_desktop.store.journal import Writer

AS_ROWS, AS_BLOCK, AS_MESSAGE = "作业表，一行一项", "带班级、学科或星期的表格", "班级群消息"
AT_ONCE = 200
"""Cells read and judged in less than a tenth of a second; more take a thread."""
MOST_LINES, MOST_CELLS = 20_000, 200_000
_AT_A_TIME = 200
_NOT_LABELLED = "看不出是哪个班、哪一天、哪个学科；请连同班级、学科和星期一起复制"


def too_much(clip: Clip) -> str:
    """Return the sentence that refuses what no school pastes at once; nothing where it is fit (F7).

    Counted in a moment, before anything is read: a whole school of sixty classes has some 2000
    items a week.
    """
    counted = ""
    if clip.lines > MOST_LINES:
        counted = f"{clip.lines}行，一次最多粘贴{MOST_LINES}行"
    elif clip.cells > MOST_CELLS:
        counted = f"{clip.cells}格，一次最多粘贴{MOST_CELLS}格"
    elif len(clip.text.rstrip()) > MAX_TEXT:
        counted = f"{len(clip.text)}个字，一次最多读{MAX_TEXT}个字"
    return f"剪贴板里有{counted}，没有粘贴；请分几次复制，或存成文件再导入。" if counted else ""


def takes_a_moment(clip: Clip) -> bool:
    """Return whether reading belongs on a thread of its own, so that the window stays awake."""
    return clip.cells > AT_ONCE or len(clip.html) > AT_ONCE * 1000


def plan_for_week(
    project: Project,
    week: ClassWeek,
    clip: Clip,
    row: int,
    column: int,
    watch: Watch | None = None,
) -> PastePlan:
    """Return what pasting into one class's week at a cell would do; UserError for far too much."""
    on = week.days[column].class_day.day.date
    table = read_clipboard(clip.text, clip.html)
    maker = PlanMaker(project, watch)
    named = _plan_named(maker, table, clip.text, on, Target(week.school_class, on))
    return named or plan_table(project, week, table, row, column, watch)


def plan_for_grade(project: Project, clip: Clip, on: date, watch: Watch | None = None) -> PastePlan:
    """Return what pasting into the grade's overview would do: everything must be named (F7)."""
    table = read_clipboard(clip.text, clip.html)
    maker = PlanMaker(project, watch)
    named = _plan_named(maker, table, clip.text, on, Target(None, on))
    if named is not None:
        return named
    maker = PlanMaker(project, watch)
    for done, cells in enumerate(table.grid):
        maker.step(done, len(table.grid))
        for cell in cells:
            if not cell.is_blank and not cell.covered:
                for entry in read_cell(str(cell.value)):
                    maker.refuse(Target(), entry.content, _NOT_LABELLED, entry)
    return maker.plan()


def paste(plan: PastePlan, watch: Watch | None = None) -> Command:
    """Add everything of a plan in one undo step (P15); `watch` is told of the items written."""
    parts = [plan.items[n : n + _AT_A_TIME] for n in range(0, len(plan.items), _AT_A_TIME)]
    steps = [add_items(part) for part in parts]
    steps += [declare_no_homework(plan.none_days)] if plan.none_days else []

    def apply(writer: Writer) -> None:
        for number, step in enumerate(steps):
            if watch:
                watch(number * _AT_A_TIME, len(plan.items))
            step.apply(writer)

    return Command("粘贴作业", apply)


def _plan_named(
    maker: PlanMaker, table: PastedTable, text: str, on: date, usual: Target
) -> PastePlan | None:
    """Return the plan of something that names its own places, or None."""
    if read_rows(maker, table, on, usual):
        return maker.plan(AS_ROWS, table.hidden)
    if read_block(maker, table, on, usual):
        return maker.plan(AS_BLOCK, table.hidden)
    if table.width <= 1 and read_message(maker, text, on, usual):
        return maker.plan(AS_MESSAGE)
    return None
