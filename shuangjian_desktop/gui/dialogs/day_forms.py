"""Which form an act of 换课与停课 opens.

Knows the forms; loaded when the first of them is wanted.
"""

from PySide6.QtWidgets import QWidget

from shuangjian_desktop.app.service.queries.day import DayBoard, DayLine
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.booking_form import BookingForm
from shuangjian_desktop.gui.dialogs.day_away_form import AwayForm
from shuangjian_desktop.gui.dialogs.day_cover_form import CoverForm
from shuangjian_desktop.gui.dialogs.day_move_forms import CancelForm, MoveForm, SwapForm
from shuangjian_desktop.gui.dialogs.day_whole_forms import OnceForm, TimesForm


def form(
    name: str, bridge: Bridge, board: DayBoard, line: DayLine | None, parent: QWidget
) -> BookingForm | None:
    """Return the form of an act on a date; None when it needs a session and none is chosen."""
    if name == "once":
        return OnceForm(bridge, board, parent)
    if name == "times":
        return TimesForm(bridge, board, parent)
    if name == "cancel":
        return CancelForm(bridge, board, line, parent)
    if name == "away":
        chosen = line.staff[0] if line is not None and line.staff else None
        return AwayForm(bridge, board.on, parent, is_person=True, chosen=chosen)
    if name == "room":
        room = line.room_id if line is not None else None
        return AwayForm(bridge, board.on, parent, is_person=False, chosen=room)
    if line is None:
        return None
    forms = {"cover": CoverForm, "swap": SwapForm, "move": MoveForm}
    return forms[name](bridge, line, parent)
