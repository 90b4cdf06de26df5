"""What of the class week a change touched, and where the cursor goes after 撤销 and 重做.

Knows grid and place; what was changed is the project's.
"""

from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.items import days_of
from shuangjian_desktop.domain.ids import HomeworkId
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.week_model import WeekModel
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.views.week_view import WeekView

Spot = tuple[int, int, int]
_MOST_SINGLE = 8


def touched_columns(project: Project, model: WeekModel, changes: Changes) -> set[int] | None:
    """Return the days of the shown week an edit of items touched; None when that is not told."""
    if changes.kinds != {"homework"} or len(changes.ids) > _MOST_SINGLE:
        return None
    assert model.week is not None
    spots = {row_id: model.spot_of(HomeworkId(row_id)) for row_id in changes.ids}
    columns = {spot[1] for spot in spots.values() if spot}
    unknown = [row_id for row_id, spot in spots.items() if spot is None]
    for class_id, on in days_of(project, unknown):
        column = model.column_of(on)
        if class_id == model.week.school_class.id and column is not None:
            columns.add(column)
    return columns


class Retrace:
    """`note` before the grid is read again, `follow` after."""

    def __init__(self, bridge: Bridge, place: Place, view: WeekView) -> None:
        self._bridge = bridge
        self._place = place
        self._view = view
        self._was: Spot | None = None
        self.selections: dict[frozenset[str], tuple[tuple[int, int], ...]] = {}

    def note(self, changes: Changes) -> None:
        """Remember where the items stand that may be gone afterwards."""
        self._was = self._spot(changes) if self._bridge.is_reversing else None

    def follow(self, changes: Changes) -> None:
        """Select what was undone: where it is now, else where it was, else in its own class."""
        if not self._bridge.is_reversing:
            return
        spot = self._spot(changes) or self._was
        cells = self.selections.get(changes.ids, ())
        if spot and cells:
            self._view.select_cells(cells)
        elif spot:
            self._view.select_spot(*spot)
        if spot:
            return
        for item_id in sorted(changes.ids):
            for class_id, on in days_of(self._bridge.project, [HomeworkId(item_id)]):
                self._place.go(class_id=class_id, date=on, item_id=HomeworkId(item_id))
                return

    def _spot(self, changes: Changes) -> Spot | None:
        spots = (self._view.week_model.spot_of(HomeworkId(row_id)) for row_id in changes.ids)
        return min((spot for spot in spots if spot), default=None)
