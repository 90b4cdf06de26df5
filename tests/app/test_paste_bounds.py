"""How much a paste may hold, said before it is read; every reading can be stopped on the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app import paste_plan
from shuangjian_desktop.app.paste_clip import Clip
from shuangjian_desktop.app.pasting import plan_for_grade, too_much
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.errors import Cancelled, UserError
from tests.builders import MONDAY, small_school


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = small_school(tmp_path)
    yield project
    project.close()


@pytest.mark.parametrize(
    ("clip", "said"),
    [
        (Clip("a\n" * 20_001), "20001行"),
        (Clip("a\t" * 200_001 + "b"), "200002格"),
        (Clip("字" * 2_000_001), "2000001个字"),
        (Clip("", "<table>" + "<tr><td>a" * 20_001), "20001行"),
    ],
)
def test_f7_what_no_school_pastes_at_once_is_refused_in_one_sentence(clip: Clip, said: str) -> None:
    assert said in too_much(clip)
    assert "没有粘贴" in too_much(clip)


def test_blank_rows_at_the_end_are_no_rows() -> None:
    """Whole columns copied from a spreadsheet."""
    assert too_much(Clip("a\t5\n" + "\t\n" * 100_000)) == ""


def test_f7_more_items_than_can_be_written_are_refused_not_cut(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paste_plan, "MOST_ITEMS", 2)
    text = "班级\t学科\t周一\t周二\t周三\n三(1)\t语文\t生字 10\t朗读 5\t日记 20"
    with pytest.raises(UserError, match="超过2项，没有粘贴"):
        plan_for_grade(project, Clip(text), MONDAY)


@pytest.mark.parametrize(
    "text",
    [
        "班级\t学科\t周一\n三(1)\t语文\t生字 10\n三(1)\t数学\t口算 5",
        "日期\t班级\t学科\t内容\t时长\n2026-11-23\t三(1)\t语文\t生字\t10",
        "三(1)班\n语文：生字 10\n数学：口算 5",
        "甲\n乙",
    ],
)
def test_every_way_of_reading_can_be_stopped(project: Project, text: str) -> None:
    def watch(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        plan_for_grade(project, Clip(text), MONDAY, watch)
