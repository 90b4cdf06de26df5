"""What the school says of itself: checked value by value, stored as one step, undone as one."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.school import save_school, save_settings
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.school import LeaveOrder, SchoolSettings
from shuangjian_desktop.errors import UserError
from tests.builders import small_school

ALL = SchoolSettings(
    60, 0.8, 0.5, 120, time(20, 30), time(16, 30), 5, time(12), pupils_per_adult=25,
    gate_interval_minutes=4, leave_order=LeaveOrder.OLDER_FIRST,
)  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def test_settings_are_set_changed_and_unset(project: Project) -> None:
    project.run(save_settings(ALL))
    assert project.directory.settings == ALL
    project.run(save_settings(ALL._replace(entry_cut_off=None, weekend_limit_minutes=45)))
    assert project.directory.settings.entry_cut_off is None
    assert project.directory.settings.weekend_limit_minutes == 45
    project.undo()
    assert project.directory.settings == ALL
    assert project.run(save_settings(ALL)).seq is None  # nothing differs: no step


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (ALL._replace(weekend_limit_minutes=601), "周末和假日书面上限要在0到600"),
        (ALL._replace(service_minimum_minutes=-1), "课后服务时长要在0到600"),
        (ALL._replace(pupils_per_adult=0), "每人照看的学生要在1到200"),
        (ALL._replace(gate_interval_minutes=0), "两批放学的间隔要在1到30"),
        (ALL._replace(in_school_share_primary=1.2), "小学校内完成比例要在0到100"),
        (ALL._replace(next_week_weekday=8), "星期一到星期日"),
        (ALL._replace(next_week_weekday=None), "没有写星期几"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(settings: SchoolSettings, words: str) -> None:
    with pytest.raises(UserError, match=words):
        save_settings(settings)


def test_the_school_is_renamed_in_one_step(project: Project) -> None:
    school = project.directory.school
    changed = school._replace(name="  新 校名 ", complaint_phone="0431-1", primary_grades=5)
    project.run(save_school(project, changed))
    now = project.directory.school
    assert (now.name, now.complaint_phone, now.primary_grades) == ("新 校名", "0431-1", 5)
    project.undo()
    assert project.directory.school == school


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": " "}, "学校名称是空的"),
        ({"name": "长" * 101}, "最多100个字"),
        ({"complaint_phone": "校长室"}, "没有数字"),
        ({"first_grade": 7, "last_grade": 3}, "起始年级不能高于最高年级"),
        ({"last_grade": 6}, "还有七年级的班级"),
    ],
)
def test_what_no_school_can_be_is_refused(
    project: Project, changes: dict[str, object], words: str
) -> None:
    school = project.directory.school._replace(**changes)  # type: ignore[arg-type]
    with pytest.raises(UserError, match=words):
        save_school(project, school)
