"""The grid's helpers: templates by key, saving an item as one, and the aid at the open line.

Made light; what helps at the line is loaded when the line first opens (start-up time).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.views.week_view import WeekView

if TYPE_CHECKING:
    from shuangjian_desktop.gui.widgets.entry_aid import EntryAid

KEYS = (
    ("/ 或 Ctrl+T", "在格子里打 / 列出作业模板，数字或方向键选；Tab跳到下一个空"),
    ("Alt+↓", "录入时采用提示的第一条：练习册名，或过去相近作业的分钟数"),
)


class HomeworkAids(QObject):
    """Adds its acts to those of the grid."""

    def __init__(self, bridge: Bridge, view: WeekView, actions: dict[str, QAction]) -> None:
        super().__init__(view)
        self._bridge = bridge
        self._view = view
        self._aid: EntryAid | None = None
        actions["template"] = self._action("用模板", self.use_template, "Ctrl+T")
        actions["keep_template"] = self._action("存为模板", self.keep_as_template, "")
        view.typing.connect(self._line_opened)

    @property
    def aid(self) -> "EntryAid":
        """Return what helps at the line; made when first needed."""
        if self._aid is None:
            from shuangjian_desktop.gui.widgets.entry_aid import EntryAid  # late: start-up time

            self._aid = EntryAid(self._bridge, self._view)
        return self._aid

    def use_template(self) -> None:
        """List the templates of the current cell's grade and subject."""
        self.aid.offer_templates()

    def keep_as_template(self) -> None:
        """Make a template of the current item, for its grade and subject."""
        item = self._view.current_item()
        if item is None:
            self._bridge.notify.say("先选中一项作业，再存为模板。")
            return
        from shuangjian_desktop.app.commands.templates import (  # late: start-up time
            add_template,
            template_of,
        )

        directory = self._bridge.project.directory
        grade = directory.class_by_id(item.class_id, item.date).grade
        template = template_of(item, grade)
        if self._bridge.run(add_template(template)) is not None:
            self._bridge.notify.say(
                f"已存为模板“{template.content}”；在“学校→作业模板”里可以修改。"
            )

    def _line_opened(self, is_open: bool) -> None:
        if is_open:
            _ = self.aid

    def _action(self, text: str, call: Callable[[], None], keys: str) -> QAction:
        action = QAction(text, self._view)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(call)
        self._view.addAction(action)
        return action
