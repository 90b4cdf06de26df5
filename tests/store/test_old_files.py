"""Files that earlier versions wrote open for ever, and say what they said then."""

import shutil
from pathlib import Path

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import check
from shuangjian_desktop.store import inspection
from tests.builders import MONDAY, fixed_clock

OLD_FILES = Path(__file__).resolve().parents[1] / "old_files"


@pytest.mark.parametrize("name", sorted(path.name for path in OLD_FILES.glob("*.sjdb")))
def test_an_old_file_opens_is_sound_and_totals_as_it_did(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    shutil.copyfile(OLD_FILES / name, path)
    project = Project.open(path, clock=fixed_clock)
    days = check(project, project.directory.classes(MONDAY), (MONDAY,)).days
    written = {day.class_day.class_name: day.totals.written for day in days}
    assert written == {"一(1)": 0, "三(1)": 25, "三(2)": 70, "三(3)": 0, "七(1)": 40}
    assert inspection.integrity_fault(project.database) is None
    assert inspection.journal_state(project.database)[0] is None
    project.redo()
    assert check(project, project.directory.classes(MONDAY), (MONDAY,)).days[4].totals.written == 45
    project.close()
