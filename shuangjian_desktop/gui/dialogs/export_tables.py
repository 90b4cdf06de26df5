"""导出: which table, to which file; what is written imports again unchanged.

The writing is app/queries/exports.
"""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.exports import export_file, left_out
from shuangjian_desktop.app.tables import KIND_WORDS, TableKind
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.notify import Notify

_FILTERS = {
    TableKind.SETTINGS: ("学校设置 (*.toml)", ".toml"),
    TableKind.HOLIDAYS: ("放假安排 (*.json)", ".json"),
}
_TABLE_FILTER = ("工作簿 (*.xlsx)", ".xlsx")


def export_tables(project: Project, notify: Notify) -> None:
    """Ask for kind and file, write it, say how much was written."""
    words = [words for kind, words in KIND_WORDS.items() if kind is not TableKind.HOLIDAY_NOTICE]
    usual = words.index(KIND_WORDS[TableKind.HOMEWORK])
    word, is_chosen = QInputDialog.getItem(
        notify.window, "导出", "导出哪种表：", words, usual, editable=False
    )
    if not is_chosen:
        return
    kind = next(kind for kind, each in KIND_WORDS.items() if each == word)
    filters, ending = _FILTERS.get(kind, _TABLE_FILTER)
    suggested = project.path.with_name(f"{project.directory.school.name}{word}{ending}")
    name, _ = QFileDialog.getSaveFileName(
        notify.window, f"导出{word}", str(suggested), f"{filters};;所有文件 (*)"
    )
    if not name:
        return
    path = Path(name) if Path(name).suffix else Path(name + ending)
    try:
        count = export_file(project, kind, path)
    except UserError as error:
        notify.error(error)
        return
    lacks = left_out(project, kind, path)
    notify.say(f"已导出{word}{count}条到“{path.name}”{f'；{lacks}' if lacks else ''}")
