"""The short form of the torture: a killed process never loses what it acknowledged."""

import sys
from pathlib import Path

import pytest

from benchmarks.torture import torture


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not a Windows word")
def test_no_acknowledged_edit_is_lost_and_no_step_is_torn_by_kill_9(tmp_path: Path) -> None:
    verdict = torture(tmp_path, rounds=8)
    assert verdict.acknowledged >= 8
    assert (verdict.lost, verdict.torn, verdict.unsound) == (0, 0, 0)
