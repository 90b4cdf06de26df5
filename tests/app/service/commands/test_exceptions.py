"""An exception to the end time says whom, why, who agreed and until when, or is refused [§6]."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands import exceptions as commands
from shuangjian_desktop.app.service.queries.setup import exceptions
from shuangjian_desktop.domain.service import EndException
from shuangjian_desktop.errors import UserError
from tests.builders import small_school

FRIDAYS = EndException(
    commands.NEW_EXCEPTION, 1, 3, 5, date(2026, 11, 23), date(2027, 1, 15), "家长周五四点接", "校长"
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def test_an_exception_is_written_changed_and_removed(project: Project) -> None:
    project.run(commands.save_end_exception(FRIDAYS._replace(document=" 家委会记录 ")))
    (stored,) = exceptions(project)
    assert stored == FRIDAYS._replace(id=stored.id, document="家委会记录")
    assert stored.holds(3, date(2026, 11, 27))
    assert not stored.holds(7, date(2026, 11, 27))
    project.run(commands.save_end_exception(stored._replace(weekday=None)))
    assert exceptions(project)[0].holds(3, date(2026, 11, 26))
    project.undo()
    assert not exceptions(project)[0].holds(3, date(2026, 11, 26))
    project.run(commands.remove_end_exception(stored))
    assert exceptions(project) == ()
    project.undo()
    assert exceptions(project) == (stored,)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": " "}, "理由是空的"),
        ({"who": ""}, "同意人是空的"),
        ({"first_grade": 4}, "起始年级不能高于最高年级"),
        ({"weekday": 8}, "星期不对"),
        ({"until": date(2026, 11, 1)}, "到2026年11月1日为止，早于开始的2026年11月23日"),
        ({"until": date(2099, 1, 1)}, "例外最长一年"),
    ],
)
def test_without_who_why_or_an_end_there_is_none(
    project: Project, changes: dict[str, object], words: str
) -> None:
    with pytest.raises(UserError, match=words):
        project.run(commands.save_end_exception(FRIDAYS._replace(**changes)))  # type: ignore[arg-type]
    assert exceptions(project) == ()
