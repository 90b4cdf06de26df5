"""The grid shows whose cells are whose: own ones take typing, others say why not (row 9)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.gui.widgets.item_editor import ItemEditor
from shuangjian_desktop.store.journal import Writer
from tests.builders import enter, item
from tests.gui.desk import CHINESE, MATHS, MON, TUE, Desk, desk_in


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The desk of somebody who teaches 三(1) 语文 and nothing else, in a school with roles."""
    with desk_in(tmp_path) as made:
        project = made.project
        week = made.page.model.week
        assert week is not None

        def apply(writer: Writer) -> None:
            teacher = writer.insert("staff", {"name": "李明", "suffix": None})
            office = writer.insert("staff", {"name": "教务", "suffix": None})
            writer.insert("role", {"staff_id": office, "role": "教务", "grade": None})
            where = {"class_id": week.school_class.id, "subject_id": week.subjects[0].id}
            writer.insert("teaching", where | {"staff_id": teacher})

        project.run(Command("准备", apply, kind="setup"))
        teacher = next(each for each in project.directory.staff if each.name == "李明")
        made.page.bridge.act_as(teacher.id)
        yield made


def may_enter(desk: Desk, row: int) -> bool:
    return bool(desk.page.model.flags(desk.page.model.index(row, TUE)) & Qt.ItemFlag.ItemIsEditable)


def test_a_teacher_types_into_the_own_subject_and_nowhere_else(desk: Desk) -> None:
    desk.stand(MATHS, TUE)
    desk.type("9")
    assert not desk.page.view.editor.is_open
    assert desk.notify.sentences == ["只能看：李明不教这个班的这门课。"]
    desk.press(Qt.Key.Key_F2)
    assert not desk.page.view.editor.is_open
    desk.stand(CHINESE, TUE)
    desk.type("k")
    assert desk.page.view.editor.is_open


def test_an_input_method_opens_no_editor_over_a_foreign_cell(desk: Desk) -> None:
    """P1"""
    desk.stand(MATHS, TUE)
    view = desk.page.view
    assert not view.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
    QApplication.sendEvent(view, QInputMethodEvent("ni", []))
    assert not view.editor.is_open
    assert not view.is_composing
    desk.stand(CHINESE, TUE)
    assert view.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)


def test_a_foreign_cell_says_why_it_cannot_be_written(desk: Desk) -> None:
    model = desk.page.model
    foreign, own = model.index(MATHS, TUE), model.index(CHINESE, TUE)
    assert "李明不教这个班的这门课" in foreign.data(Qt.ItemDataRole.ToolTipRole)
    assert own.data(Qt.ItemDataRole.ToolTipRole) is None
    assert foreign.data(Qt.ItemDataRole.AccessibleTextRole).endswith("只能看")
    assert not model.flags(foreign) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(own) & Qt.ItemFlag.ItemIsEditable


def test_the_fields_of_a_foreign_item_are_there_to_be_read(desk: Desk) -> None:
    project, bridge = desk.project, desk.page.bridge
    bridge.act_as(next(p.id for p in project.directory.staff if p.name == "教务"))
    enter(project, item(project, subject="语文"), item(project, subject="数学"))
    form = desk.page.inspector_widget()
    assert isinstance(form, ItemEditor)
    bridge.act_as(next(p.id for p in project.directory.staff if p.name == "李明"))
    desk.stand(MATHS, MON)
    why_not = "只能看：李明不教这个班的这门课。"
    assert (form.minutes.isReadOnly(), form.minutes.toolTip()) == (True, why_not)
    assert (form.kind.isEnabled(), form.teacher.isEnabled()) == (False, False)
    acts = desk.page.acts.actions
    assert [acts[name].isEnabled() for name in ("edit", "delete", "paste", "none", "copy")] == [
        False, False, False, False, True,
    ]  # fmt: skip
    assert acts["delete"].toolTip() == why_not
    desk.stand(CHINESE, MON)
    assert not form.minutes.isReadOnly()
    assert (form.kind.isEnabled(), form.kind.toolTip()) == (True, "类型")
    assert (acts["delete"].isEnabled(), acts["none"].isEnabled()) == (True, False)
    form.deleteLater()


def test_the_class_next_door_can_only_be_looked_at(desk: Desk) -> None:
    desk.go("三(2)")
    assert not any(may_enter(desk, row) for row in range(5))


def test_another_person_has_other_cells_at_once(desk: Desk) -> None:
    homeroom = next(s for s in desk.project.directory.staff if s.name == "王31")
    desk.page.bridge.act_as(homeroom.id)
    assert all(may_enter(desk, row) for row in range(5))
    desk.page.bridge.act_as(None)
    assert not any(may_enter(desk, row) for row in range(5))
    assert "督导" in desk.page.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
