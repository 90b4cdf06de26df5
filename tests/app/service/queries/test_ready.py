"""What stands against publishing beside the rules of placing: evening study of primary classes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import load_case
from shuangjian_desktop.app.service.queries.board import board
from shuangjian_desktop.app.service.queries.ready import readiness
from shuangjian_desktop.app.service.shapes import Axis
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import service as service_table
from tests.app.service.dates_desk import served_school
from tests.builders import class_named

SAID = "三(1)有1次自习班，只有初中和寄宿制学校可以有（第6条）；请删掉，或改成别的活动。"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = served_school(tmp_path)
    yield opened
    opened.close()


def plan_id(project: Project) -> ServicePlanId:
    return service_table.plans(project.database)[-1].id


def give_to_primary(project: Project, *, is_boarding: bool = False) -> None:
    """Let the junior class's 自习班 be that of a primary class."""

    def apply(writer: Writer) -> None:
        ((activity_id, _),) = writer.find("activity", title="自习班")
        writer.update("activity", activity_id, {"class_ids": class_named(project, "三(1)").id})
        for row_id, _ in writer.find("school"):
            writer.update("school", row_id, {"boarding": int(is_boarding)})

    project.run(Command("准备", apply, kind="setup"))


def test_evening_study_of_a_primary_class_is_said_on_the_board_and_before_publishing(
    project: Project,
) -> None:
    assert not [w for w in readiness(project, plan_id(project)).broken if "自习班" in w]
    give_to_primary(project)
    assert SAID in readiness(project, plan_id(project)).broken
    case = load_case(project, plan_id(project))
    assert SAID in board(project, case, Axis.CLASS).problems


def test_a_boarding_school_may_have_it(project: Project) -> None:
    give_to_primary(project, is_boarding=True)
    assert SAID not in readiness(project, plan_id(project)).broken
