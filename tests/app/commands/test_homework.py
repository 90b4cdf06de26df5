"""What entering homework refuses, in words a teacher would use."""

from datetime import date
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.homework import DayTarget, declare_no_homework
from shuangjian_desktop.errors import UserError
from tests.builders import MONDAY, class_named, enter, item, small_school


@pytest.mark.parametrize(
    ("on", "said"), [(date(2026, 9, 7), "9月7日"), (date(2026, 11, 23), "11月23日")]
)
def test_a_day_with_homework_is_not_called_free_of_it(tmp_path: Path, on: date, said: str) -> None:
    project = small_school(tmp_path)
    enter(project, item(project, on=on))
    with pytest.raises(UserError) as refused:
        project.run(declare_no_homework([DayTarget(class_named(project, "三(1)").id, on)]))
    assert str(refused.value).startswith(f"{said}已经录入了作业，没有改动")
    project.close()


def test_nothing_is_handed_in_before_it_is_set(tmp_path: Path) -> None:
    project = small_school(tmp_path)
    with pytest.raises(UserError, match="交作业日2026-11-20在布置日期2026-11-23之前"):
        enter(project, item(project, due=date(2026, 11, 20)))
    enter(project, item(project, due=MONDAY))
    project.close()
