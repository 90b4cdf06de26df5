"""回收站: older pages come on demand; what was selected stays so."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.commands.homework import remove_items
from shuangjian_desktop.app.queries import removed as removed_query
from shuangjian_desktop.app.queries.removed import removed_items
from shuangjian_desktop.gui.dialogs.removed_dialog import RemovedDialog
from tests.builders import enter, item, small_school

SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


def test_older_ones_come_below_and_the_selection_stays(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(removed_query, "PAGE", 2)
    project = small_school(tmp_path)
    items = [item(project, content=name) for name in ("甲", "乙", "丙")]
    enter(project, *items)
    project.run(remove_items([each.id for each in items]))
    dialog = RemovedDialog(removed_items(project), lambda older: removed_items(project, older))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.older.isVisible()
    assert [each.content for each in dialog.chosen()] == ["甲"]
    dialog.older.click()
    assert not dialog.older.isVisible()
    assert [each.content for each in dialog.chosen()] == ["甲"]
    model = dialog.table.model()
    dialog.table.selectionModel().select(model.index(2, 0), SELECT)
    assert [each.content for each in dialog.chosen()] == ["甲", "丙"]
    project.close()
