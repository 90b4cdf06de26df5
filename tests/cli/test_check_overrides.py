"""`check --json` names every reason that was given for going past a rule."""

from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.homework import add_items
from tests.builders import item, small_school
from tests.cli.calling import answer, call


def test_a_reason_is_listed_beside_the_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = small_school(tmp_path)
    project.run(add_items([item(project, "一(1)", minutes=10)]), reason="期末复习")
    who, path = project.who, project.path
    project.close()
    assert call("check", path, "--week", "2026-11-23", "--json") == 3
    assert answer(capsys)["overrides"] == [
        {
            "date": "2026-11-23",
            "class": "一(1)",
            "kind": "越过规则保存",
            "rule": "homework.written.none_at_home",
            "reason": "期末复习",
            "measured": 10,
            "unit": "minute",
            "who": who,
            "at": "2026-11-23T15:40:00",
        }
    ]
    call("check", path, "--week", "2026-11-30", "--json")
    assert answer(capsys)["overrides"] == []
