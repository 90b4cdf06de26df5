"""What 公示 does with the chosen notices: asks what is odd, then exports, prints, copies, reprints.

Knows list, bar and dialogs of the page; writing and recording are put_out's.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from shuangjian_desktop.app.printing import Format
from shuangjian_desktop.app.publishing import Obstacle, clearance
from shuangjian_desktop.app.queries.notice_board import BoardEntry, concerns
from shuangjian_desktop.app.queries.notices import PreparedNotice
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.place import HOMEWORK

if TYPE_CHECKING:
    from shuangjian_desktop.app.notice_book import Version
    from shuangjian_desktop.gui.dialogs.notice_versions import NoticeVersions
    from shuangjian_desktop.gui.pages.notices import NoticesPage

PutOut = Callable[[tuple[PreparedNotice, ...], str], None]


class NoticeActs(QObject):
    """Connected to the bar; every act starts with the same look at what stands against it."""

    def __init__(self, page: "NoticesPage") -> None:
        super().__init__(page)
        self._page = page
        self._dialog: NoticeVersions | None = None
        bar, out = page.bar, page.put_out
        for signal, act, put_out in (
            (bar.one_file_wanted, "导出", lambda n, why: out.export_one(n, Format.PDF, why)),
            (bar.files_wanted, "导出", lambda n, why: out.export_each(n, Format.PDF, why)),
            (bar.pictures_wanted, "导出", lambda n, why: out.export_each(n, Format.PNG, why)),
            (bar.board_wanted, "导出", lambda n, why: out.export_one(n, Format.HTML, why)),
            (bar.text_wanted, "复制", out.copy_text),
            (bar.print_wanted, "打印", out.print),
        ):
            signal.connect(self._doing(act, put_out))
        bar.versions_wanted.connect(self.show_versions)
        bar.test_page_wanted.connect(out.print_test_page)
        bar.auto_export_wanted.connect(self._set_auto_export)

    def _doing(self, act: str, put_out: PutOut) -> Callable[[], None]:
        def do() -> None:
            agreed = self._agreed(act)
            if agreed is not None:
                put_out(*agreed)

        return do

    def _agreed(self, act: str) -> tuple[tuple[PreparedNotice, ...], str] | None:
        """Return the chosen notices that may go out and why, once the person knows what is odd."""
        entries = self._page.list.selected()
        chosen = tuple(entry.prepared for entry in entries if entry.is_entered)
        if not chosen:
            self._page.notify.say("选中的公示里还没有作业，没有可以公示的内容。")
            return None
        if not self.may(act + "公示"):
            return None
        if not self._is_told(entries, act, len(chosen)):
            return None
        if self._page.bridge.project.database.read_only:
            return chosen, ""
        return self._cleared(chosen, act)

    def may(self, act: str) -> bool:
        """Return whether the person acting changes anything at all; who only looks is told."""
        from shuangjian_desktop.app.gate_rights import refuse_reading_only  # late: start-up time

        try:
            refuse_reading_only(self._page.bridge.project, act)
        except UserError as error:
            self._page.notify.error(error)
            return False
        return True

    def _is_told(self, entries: tuple[BoardEntry, ...], act: str, count: int) -> bool:
        odd = concerns(entries)
        if not odd:
            return True
        lines = [f"要{act}的{count}份公示：", *(f"· {each}" for each in odd)]
        return self._page.notify.ask("\n".join(lines), f"仍然{act}")

    def _cleared(
        self, chosen: tuple[PreparedNotice, ...], act: str
    ) -> tuple[tuple[PreparedNotice, ...], str] | None:
        cleared = clearance(self._page.bridge.project, chosen)
        if not cleared.obstacles:
            return chosen, ""
        from shuangjian_desktop.gui.dialogs.publish_dialog import PublishDialog  # late: start-up

        dialog = PublishDialog(cleared, act, self._page)
        is_agreed = bool(dialog.exec())
        reason, place = dialog.reason, dialog.wanted_place
        dialog.deleteLater()
        if place is not None:
            self._go_to(place)
        return (cleared.ready, reason) if is_agreed else None

    def _go_to(self, place: Obstacle) -> None:
        self._page.place.go(
            date=place.date, class_id=place.class_id, item_id=place.item_id, page=HOMEWORK
        )

    def show_versions(self) -> None:
        """Show every version of the notice under the cursor."""
        entry = self._page.list.current()
        if entry is None:
            return
        from shuangjian_desktop.app.notice_book import versions  # late: start-up, as is the next
        from shuangjian_desktop.gui.dialogs.notice_versions import NoticeVersions

        number = entry.prepared.record.number
        found = versions(self._page.bridge.project, number)
        self._dialog = dialog = NoticeVersions(entry.name, found, self._page)
        dialog.print_wanted.connect(self._print_version)
        dialog.export_wanted.connect(self._export_version)
        dialog.exec()
        dialog.deleteLater()
        self._dialog = None

    def _print_version(self, version: "Version") -> None:
        self._again(version, self._page.put_out.print)

    def _export_version(self, version: "Version") -> None:
        self._again(version, self._page.put_out.export_one)

    def _again(self, version: "Version", put_out: Callable[..., None]) -> None:
        from shuangjian_desktop.app.notice_book import reprint  # late: start-up time

        try:
            notice = reprint(self._page.bridge.project, version)
        except UserError as error:
            self._page.notify.error(error)
            return
        if self._dialog is not None:
            self._dialog.accept()
        put_out((notice,))

    def _set_auto_export(self) -> None:
        from shuangjian_desktop.gui.dialogs.auto_export_dialog import ask_auto_export  # late

        ask_auto_export(self._page, self._page.notify)
