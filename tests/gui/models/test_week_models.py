"""The models of 作业: sound as models, and saying aloud what they show."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from shuangjian_desktop.app.commands.homework import DayTarget, add_items, declare_no_homework
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.grade import class_states, grade_heat
from shuangjian_desktop.app.queries.late import NOT_LATE, Lateness
from shuangjian_desktop.app.queries.week import class_week, judged_day
from shuangjian_desktop.domain.homework import Kind, Place, Requirement, Status, Tier
from shuangjian_desktop.domain.review import Reason, ReasonKind
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.models.class_tree_model import ClassTreeModel
from shuangjian_desktop.gui.models.heat_model import HeatModel
from shuangjian_desktop.gui.models.week_model import WeekModel
from shuangjian_desktop.rules.findings import Severity
from tests.builders import MONDAY, class_named, enter, item, small_school

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
TUESDAY = MONDAY + timedelta(days=1)
CHINESE, MATHS = 0, 1
MON, TUE = 0, 1


@pytest.fixture
def project(tmp_path: Path, qapp: QApplication) -> Iterator[Project]:
    project = small_school(tmp_path)
    yield project
    project.close()


def week_model(project: Project, name: str = "三(1)") -> WeekModel:
    model = WeekModel()
    model.load(class_week(project, class_named(project, name).id, MONDAY))
    return model


def test_the_week_is_a_sound_model(project: Project, qtmodeltester: ModelTester) -> None:
    enter(project, item(project), item(project, content="第二项", tier=Tier.A))
    model = week_model(project)
    qtmodeltester.check(model)
    model.load(None)
    model.load(class_week(project, class_named(project, "一(1)").id, MONDAY))


def test_the_heat_map_is_a_sound_model(project: Project, qtmodeltester: ModelTester) -> None:
    model = HeatModel()
    model.load(grade_heat(project, 3, MONDAY))
    qtmodeltester.check(model)


def test_the_class_tree_is_a_sound_model(project: Project, qtmodeltester: ModelTester) -> None:
    model = ClassTreeModel(lambda _state: QIcon())
    model.load(project.directory.classes(MONDAY))
    qtmodeltester.check(model)
    model.set_states(class_states(project, MONDAY))
    assert model.rowCount() == 3
    assert model.rowCount(model.index(1, 0)) == 3
    assert model.parent(model.index(0, 0, model.index(1, 0))) == model.index(1, 0)


def test_a_cell_says_class_day_subject_minutes_and_state(project: Project) -> None:
    """P39"""
    enter(project, item(project, on=TUESDAY, minutes=75, content="练习册"))
    model = week_model(project)
    said = model.index(CHINESE, TUE).data(SPOKEN)
    assert said == "三(1)班 周二 语文 练习册 75分钟 有违反 超限"
    assert model.index(MATHS, MON).data(SPOKEN) == "三(1)班 周一 数学 空 未填"


def test_marks_are_said_and_shown(project: Project) -> None:
    marked = item(
        project, tier=Tier.B, requirement=Requirement.OPTIONAL, place=Place.SCHOOL, kind=Kind.ORAL
    )
    assert day_words.item_marks(marked) == ("B", "选", "校", "口")
    assert day_words.item_spoken(marked, None).endswith("口头 B层 选做 校内")
    assert day_words.item_marks(item(project)) == ()


@pytest.mark.parametrize(
    ("class_name", "place", "minutes", "figure", "over"),
    [
        ("三(1)", Place.HOME, 55, "55/60分", ""),
        ("三(1)", Place.HOME, 75, "75/60分", "▲超15分钟"),
        ("七(1)", Place.HOME, 90, "90/90分", ""),
        ("一(1)", Place.SCHOOL, 20, "家庭0 校内20分", ""),
        ("一(1)", Place.HOME, 10, "家庭10分", "▲超10分钟"),
    ],
)
def test_a_head_holds_the_total_against_the_cap(
    project: Project, class_name: str, place: Place, minutes: int, figure: str, over: str
) -> None:
    command = add_items([item(project, class_name, minutes=minutes, place=place)])
    project.run(command, reason="家长要求")  # asked for at home in grades 1 and 2 only (F10)
    day = week_model(project, class_name).day(MON)
    assert day_words.figure_words(day) == figure
    assert day_words.over_words(day) == over


def test_a_days_state_is_a_word_with_a_sign_and_is_said_aloud(project: Project) -> None:
    enter(project, item(project), item(project, on=TUESDAY, status=Status.DRAFT))
    enter(project, item(project, on=TUESDAY, subject="数学", status=Status.RETURNED))
    model = week_model(project)
    heads = [day_words.progress_words(model.day(column)) for column in range(3)]
    assert heads == ["●已提交", "○草稿", ""]
    said = model.headerData(TUE, Qt.Orientation.Horizontal, SPOKEN)
    assert "草稿" in said
    assert (
        model.index(CHINESE, TUE).data(SPOKEN)
        == "三(1)班 周二 语文 练习册第32页 20分钟 草稿 未超限"
    )
    assert day_words.item_marks(model.cell(MATHS, TUE)[0]) == ("退回",)


def test_late_homework_is_marked_in_cell_and_head(project: Project) -> None:
    late = item(project)
    model = WeekModel()
    class_id = class_named(project, "三(1)").id
    enter(project, late)
    reason = Reason(
        class_id, MONDAY, ReasonKind.LATE, None, "教师外出", "王老师", "2026-11-23T15:40"
    )
    model.load(class_week(project, class_id, MONDAY), NOT_LATE)
    model.load(
        class_week(project, class_id, MONDAY), Lateness({MONDAY: (reason,)}, frozenset({late.id}))
    )
    assert "迟交" in model.index(CHINESE, MON).data(SPOKEN)
    head = model.headerData(MON, Qt.Orientation.Horizontal, SPOKEN)
    assert head.endswith("迟交：教师外出（王老师）")


def test_days_without_items_say_why(project: Project) -> None:
    class_id = class_named(project, "三(1)").id
    project.run(declare_no_homework([DayTarget(class_id, MONDAY)]))
    model = week_model(project)
    words = [day_words.figure_words(model.day(column)) for column in (0, 1, 6)]
    assert words == ["无作业", "未填", "周末"]
    unknown = judged_day(project, class_id, MONDAY.replace(day=24))
    assert day_words.BADGES[unknown.class_day.day.kind] == "上课"


def test_one_day_is_replaced_without_touching_the_others(project: Project) -> None:
    model = week_model(project)
    cells: list[tuple[int, int]] = []
    heads: list[int] = []
    model.dataChanged.connect(lambda a, b: cells.append((a.column(), b.column())))
    model.head_changed.connect(heads.append)
    enter(project, item(project, on=TUESDAY))
    model.replace_day(TUE, judged_day(project, class_named(project, "三(1)").id, TUESDAY))
    assert set(cells) == {(TUE, TUE)}
    assert heads == [TUE]
    assert model.headerData(TUE, Qt.Orientation.Horizontal) == "周二 11/24"


def test_findings_mark_their_items(project: Project) -> None:
    over = item(project, minutes=75)
    enter(project, over)
    model = week_model(project)
    assert model.severity(over.id) is Severity.BREACH
    model.replace_day(MON, week_model(project).day(TUE))
    assert model.severity(over.id) is None


def test_an_item_is_found_where_it_stands(project: Project) -> None:
    wanted = item(project, subject="数学", on=TUESDAY)
    enter(project, wanted)
    model = week_model(project)
    assert model.spot_of(wanted.id) == (MATHS, TUE, 0)
    assert model.spot_of(None) is None
    assert model.column_of(TUESDAY) == TUE


def test_a_number_of_the_heat_map_says_what_it_stands_for(project: Project) -> None:
    enter(project, item(project, "三(2)", minutes=75))
    model = HeatModel()
    model.load(grade_heat(project, 3, MONDAY))
    over = model.index(1, MON)
    assert over.data() == "75 ▲超15"
    assert over.data(SPOKEN) == "三(2)班 周一 75分钟 超限"
    assert model.index(0, MON).data() == "未填"
    assert model.index(0, 6).data() == "—"
    assert model.data(QModelIndex()) is None


def test_what_looks_like_markup_is_shown_literally_in_a_tooltip(project: Project) -> None:
    """F11, F40"""
    enter(project, item(project, content="抄写<b>张</b>"))
    model = week_model(project)  # an index does not keep its model alive
    tip = model.index(CHINESE, MON).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;张&lt;/b&gt;" in tip
