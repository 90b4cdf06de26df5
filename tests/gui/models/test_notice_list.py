"""What the list of notices says of each, in words and marks as well as in colour."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from pytestqt.modeltest import ModelTester

from shuangjian_desktop.app.commands.review import review_days
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import publish
from shuangjian_desktop.app.queries.notice_board import BoardEntry, notice_board
from shuangjian_desktop.app.queries.notices import Shape
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.notice_list import COLUMNS, NoticeListModel, spoken
from tests.builders import MONDAY, enter, item, small_school


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    school = small_school(tmp_path)
    enter(school, item(school, "三(1)", minutes=75), item(school, "三(2)"))
    yield school
    school.close()


def entries(project: Project, shape: Shape = Shape.DAY) -> tuple[BoardEntry, ...]:
    return notice_board(project, shape, project.directory.classes(MONDAY), MONDAY)


def row(project: Project, name: str) -> tuple[str, ...]:
    entry = next(e for e in entries(project) if e.name == name)
    return tuple(column.text(entry) for column in COLUMNS)


def test_the_model_is_sound_empty_and_full(project: Project, qtmodeltester: ModelTester) -> None:
    model = NoticeListModel()
    qtmodeltester.check(model)
    model.set_rows(entries(project))
    model.set_rows(entries(project, Shape.GRADE_WEEK))
    model.set_rows(())
    model.set_rows(entries(project))


def test_each_state_has_its_own_words(project: Project) -> None:
    assert row(project, "三(3)班") == ("三(3)班", "未录入", "", "")
    assert row(project, "三(1)班") == ("三(1)班", "○ 草稿", "未审", "▲超限")
    seen = next(e for e in entries(project) if e.name == "三(2)班")
    project.run(review_days(seen.to_review, "王芳", "2026-11-23T15:40:00"))
    publish(project, [seen.prepared], lambda: None)
    assert row(project, "三(2)班") == ("三(2)班", "● 已公示", "已审", "")
    enter(project, item(project, "三(2)", "数学"), reason="漏写一项")
    assert row(project, "三(2)班") == ("三(2)班", "◐ 需更正", "未审", "")


def test_a_screen_reader_hears_the_whole_row(project: Project) -> None:
    """P39: not colour alone, not cell by cell."""
    told = {entry.name: spoken(entry) for entry in entries(project)}
    assert told["三(1)班"] == "三(1)班：草稿（第1版），未审，有1个班天超限"
    assert told["三(3)班"] == "三(3)班：还没有录入作业"


@pytest.mark.parametrize("ground", [theme.PAPER, theme.ALTERNATE, theme.SELECTED])
def test_every_ink_reads_on_every_row(project: Project, ground: QColor) -> None:
    inks = {ink.name(): ink for entry in entries(project) for c in COLUMNS if (ink := c.ink(entry))}
    assert len(inks) > 2
    assert all(theme.contrast(ink, ground) >= 4.5 for ink in inks.values())


def test_the_same_notices_with_other_states_do_not_reset_the_list(project: Project) -> None:
    model = NoticeListModel()
    model.set_rows(entries(project))
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    enter(project, item(project, "三(3)"))
    model.set_rows(entries(project))
    assert resets == []
    assert model.data(model.index(3, 1)) == "○ 草稿"
    model.set_rows(entries(project, Shape.CLASS_WEEK))
    assert len(resets) == 1
