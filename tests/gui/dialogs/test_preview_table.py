"""What a preview says of days over their limit: in the school's order, whatever came first."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.foreseen import Foreseen
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.gui.dialogs.preview_table import over_words
from tests.builders import MONDAY, enter, item, small_school


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def test_days_over_are_told_by_grade_and_class_and_the_rest_counted(project: Project) -> None:
    upper = [each for each in project.directory.classes(MONDAY) if each.grade > 2]
    enter(project, *(item(project, each.name, minutes=100) for each in upper))
    over = tuple(judged_day(project, each.id, MONDAY) for each in reversed(upper))
    told = over_words(Foreseen(items=(), days=over))
    places = [told.find(each.name) for each in upper[:4]]
    assert -1 not in places
    assert places == sorted(places)
    assert (f"等{len(upper)}处" in told) is (len(upper) > 4)
