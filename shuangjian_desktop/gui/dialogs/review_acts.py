"""What can be done in the review dialog: pass, return, adjust, consult, pass all that is plain.

Builds the buttons with their letters and runs the commands; shows no list itself.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QPushButton

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.notices import ReviewedDay
from shuangjian_desktop.app.commands.review import (
    MAX_WORDS,
    adjust_minutes,
    return_days,
    return_items,
    review_days,
    signed,
)
from shuangjian_desktop.app.queries.codes import day_code
from shuangjian_desktop.app.queries.review_board import WaitingDay, adjusted, bulk
from shuangjian_desktop.errors import UserError

if TYPE_CHECKING:
    from shuangjian_desktop.domain.ids import StaffId
    from shuangjian_desktop.gui.dialogs.review_dialog import ReviewDialog

_LISTED = 12


class ReviewActs:
    """One dialog's acts. `buttons` are in the order of the row."""

    def __init__(self, dialog: "ReviewDialog") -> None:
        self._dialog = dialog
        self.buttons: list[QPushButton] = []
        self.pass_button = self._button("通过（P）", "P", self.pass_day)
        self.return_button = self._button("退回选中项（R）", "R", self.return_chosen)
        self.day_button = self._button("退回整天（D）", "D", self.return_day)
        self.minutes_button = self._button("改时长（M）", "M", dialog.items.edit_minutes)
        self.keep_button = self._button("只存时长（S）", "S", self.keep_minutes)
        self.consult_button = self._button("会商（C）…", "C", self.consult)
        self.bulk_button = self._button("全部通过（A）…", "A", self.pass_all)

    def follow(self, has_day: bool, has_changes: bool) -> None:
        """Grey out what cannot be done to the day shown."""
        for button in self.buttons:
            button.setEnabled(has_day)
        self.keep_button.setEnabled(has_changes)
        day = self._dialog.current
        has_items = bool(day and day.judged.class_day.items)
        self.return_button.setEnabled(has_items)
        self.minutes_button.setEnabled(has_items)
        self.consult_button.setEnabled(bool(day and day.judged.totals.over_by))

    def pass_day(self) -> None:
        """Pass the day shown, with the minutes as they stand on the screen."""
        day = self._dialog.current
        if day is None:
            return
        changes = self._dialog.items.adjustments
        after = adjusted(self._dialog.bridge.project, day.judged, changes)
        if after.totals.over_by and not self._dialog.notify.ask(
            f"{after.class_day.class_name}班仍然超过上限{after.totals.over_by}分钟。"
            "一般先会商再通过；仍要审核通过吗？",
            "仍然通过",
        ):
            return
        known = after.class_day
        record = ReviewedDay(known.class_id, known.day.date, day_code(known))
        name, staff_id = self._signed()
        self._run(
            lambda: review_days(
                [record], name, self._now(), reviewer_id=staff_id, adjustments=changes
            ),
            f"{known.class_name}班{known.day.date.month}月{known.day.date.day}日审核通过。",
        )

    def pass_all(self) -> None:
        """Pass every day of the list that is plain, after saying which are not."""
        found = bulk(self._dialog.model.rows)
        if not found.passing:
            head = f"没有可以一起通过的班级{'：' if found.odd else '。'}"
            self._dialog.notify.tell("\n".join([head, *_short(found.odd)]))
            return
        told = [f"把{len(found.passing)}个班天审核通过。"]
        if found.odd:
            told += ["以下没有一起通过，请逐个看：", *_short(found.odd)]
        if self._dialog.notify.ask("\n".join(told), "全部通过"):
            self._pass(found.passing)

    def return_chosen(self) -> None:
        """Return the selected items, or the one under the cursor, with a reason."""
        chosen = self._dialog.items.chosen or self._dialog.items.shown[:1]
        if not self._dialog.items.chosen and len(self._dialog.items.shown) > 1:
            self._dialog.notify.say("先在右边选中要退回的作业（可以选几项），再按 R。")
            self._dialog.items.setFocus()
            return
        reason = self._reason(f"退回这{len(chosen)}项作业的理由：") if chosen else ""
        if reason:
            name, _ = self._signed()
            self._run(
                lambda: return_items(chosen, reason, name, self._now()),
                f"退回{len(chosen)}项作业。",
            )

    def return_day(self) -> None:
        """Return the whole day with a reason."""
        day = self._dialog.current
        if day is None:
            return
        known = day.judged.class_day
        reason = self._reason(f"退回{known.class_name}班整天作业的理由：")
        if reason:
            name, _ = self._signed()
            where = [(known.class_id, known.day.date)]
            self._run(
                lambda: return_days(where, reason, name, self._now()),
                f"退回{known.class_name}班的作业。",
            )

    def keep_minutes(self) -> None:
        """Store changed minutes without passing the day."""
        changes = self._dialog.items.adjustments
        name, _ = self._signed()
        if changes:
            self._run(
                lambda: adjust_minutes(changes, name, self._now()), f"改了{len(changes)}项时长。"
            )

    def consult(self) -> None:
        """Open 二次会商 for the day shown."""
        from shuangjian_desktop.gui.dialogs.consultation_dialog import open_consultation

        day = self._dialog.current
        if day is not None:
            known = day.judged.class_day
            open_consultation(
                self._dialog.bridge,
                self._dialog.notify,
                known.class_id,
                known.day.date,
                self._dialog,
            )

    def _pass(self, days: "tuple[WaitingDay, ...]") -> None:
        name, staff_id = self._signed()
        records = [day.record for day in days]
        self._run(
            lambda: review_days(records, name, self._now(), reviewer_id=staff_id),
            f"{len(records)}个班天审核通过。",
        )

    def _run(self, make: Callable[[], Command], done: str) -> None:
        """Make and run a command; what is wrong with the words is said at the place for them."""
        dialog = self._dialog
        try:
            command = make()
        except UserError as error:
            dialog.notify.error(error)
            if not dialog.reviewer.currentText().strip():
                dialog.reviewer.setFocus()
            return
        if dialog.bridge.run(command) is not None:
            dialog.notify.say(done)
            dialog.table.setFocus()

    def _signed(self) -> "tuple[str, StaffId | None]":
        return signed(self._dialog.bridge.project.actor, self._dialog.reviewer.currentText())

    def _reason(self, question: str) -> str:
        asking = QInputDialog(self._dialog)
        asking.setWindowTitle("退回")
        asking.setLabelText(question)
        asking.resize(asking.fontMetrics().horizontalAdvance("字") * 34, asking.height())
        is_given = bool(asking.exec())
        words = asking.textValue().strip()
        asking.deleteLater()
        return words[:MAX_WORDS] if is_given else ""

    def _now(self) -> str:
        return self._dialog.bridge.project.clock().isoformat(timespec="seconds")

    def _button(self, text: str, keys: str, call: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(call)
        self._dialog.add_key(keys, call)
        self.buttons.append(button)
        return button


def _short(lines: tuple[str, ...]) -> list[str]:
    more = [f"……另有{len(lines) - _LISTED}个"] if len(lines) > _LISTED else []
    return [*(f"· {line}" for line in lines[:_LISTED]), *more]
