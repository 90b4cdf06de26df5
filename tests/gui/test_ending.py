"""The program ends with 0: nothing of ours is called once Python has gone."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import enter, item, small_school

_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from shuangjian_desktop.gui.application import make_application
from shuangjian_desktop.gui.open import Session

application = make_application(["shuangjian"])
session = Session()
session.start(Path(sys.argv[1]))

def act():
    page = session.window.show_page(sys.argv[2])
    if sys.argv[2] == "homework":
        page.view.selectAll()
        page.acts.copy()
    print("done", flush=True)
    application.quit()

QTimer.singleShot(300, application, act)
application.exec()
session.close()
"""


@pytest.mark.parametrize("page", ["today", "homework", "notices", "checks"])
def test_it_ends_well_from_every_page(tmp_path: Path, page: str) -> None:
    """On 作业 with cells on the clipboard, which outlives everything else."""
    project = small_school(tmp_path)
    enter(project, item(project, "三(1)"))
    project.close()
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(project.path), page],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert ended.stdout == "done\n"
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
