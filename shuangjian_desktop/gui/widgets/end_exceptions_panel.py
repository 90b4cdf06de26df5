"""The accepted exceptions to the end time of after-school service: whom, why, who, until when [§6].

Opens EndExceptionDialog and runs app/service/commands/exceptions.
"""

from collections.abc import Sequence

from PySide6.QtGui import QColor

from shuangjian_desktop.app.service.commands.exceptions import remove_end_exception
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.domain.service import EndException
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.end_exception_dialog import EndExceptionDialog
from shuangjian_desktop.gui.models.rows import Column
from shuangjian_desktop.gui.widgets.table_panel import TablePanel

_EMPTY = (
    "没有例外：每天的课后服务都不早于当地下班时间结束。"
    "原则上不能早；确实要早（如周五），按“添加”写明理由、同意人和期限。"
)


class EndExceptionsPanel(TablePanel):
    """Those that are over stand in quieter ink."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge, self._may_edit = bridge, False
        columns: tuple[Column[EndException], ...] = (
            Column("年级", _grades, ink=self._ink),
            Column("星期", _weekday, ink=self._ink),
            Column(
                "起止", lambda e: f"{e.since.isoformat()} 至 {e.until.isoformat()}", ink=self._ink
            ),
            Column("理由", lambda e: e.reason, ink=self._ink, tooltip=lambda e: e.reason),
            Column("同意人", lambda e: e.who, ink=self._ink),
            Column("依据文件", lambda e: e.document or "没有写", ink=self._ink),
        )
        super().__init__("结束时间的例外", columns, _EMPTY, 3)
        self.act("add", "添加(&A)…", self._add, lambda _row: self._may_edit, "Ins")
        self.act("edit", "修改(&E)…", self._edit, self._is_on)
        self.act("delete", "删除(&D)", self._delete, self._is_on, "Del")

    def show_exceptions(self, exceptions: Sequence[EndException], *, may_edit: bool) -> None:
        """Show exceptions, newest first."""
        self._may_edit = may_edit
        self.show_rows(exceptions, lambda each: each.id)

    def _is_on(self, row: EndException | None) -> bool:
        return self._may_edit and row is not None

    def _ink(self, each: EndException) -> QColor | None:
        return theme.MUTED if each.until < self._bridge.project.today() else None

    def _add(self) -> None:
        self._ask(EndExceptionDialog(self._bridge, None, self))

    def _edit(self) -> None:
        self._ask(EndExceptionDialog(self._bridge, self.row, self))

    def _delete(self) -> None:
        if self._bridge.run(remove_end_exception(self.row)) is not None:
            self._bridge.notify.say("已删除这条例外，可以撤销。")

    def _ask(self, dialog: EndExceptionDialog) -> None:
        dialog.exec()
        dialog.deleteLater()


def _grades(each: EndException) -> str:
    first, last = grade_name(each.first_grade), grade_name(each.last_grade)
    return first if first == last else f"{first}到{last}"


def _weekday(each: EndException) -> str:
    return f"周{WEEKDAY_NUMERALS[each.weekday - 1]}" if each.weekday else "每天"
