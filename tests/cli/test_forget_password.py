"""Somebody who forgot a password gets back in, and everybody can read that it happened."""

from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.people import set_password
from shuangjian_desktop.app.passwords import hashed
from shuangjian_desktop.app.people import password_hash
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.store import steps
from tests.builders import small_school
from tests.cli.calling import call


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    project = small_school(tmp_path)
    person = next(p for p in project.directory.staff if p.name == "王31")
    project.run(set_password(person, hashed("abc123", "abc123")))
    project.close()
    return project.path


def test_a_forgotten_password_is_cleared_and_written_down(
    locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("forget-password", locked, "--name", "王31") == 0
    assert "已清除王31的密码" in capsys.readouterr().out
    project = Project.open(locked)
    person = next(p for p in project.directory.staff if p.name == "王31")
    assert password_hash(project, person.id) is None
    assert steps.latest(project.database, 1)[0].who == "命令行"
    assert steps.broken_link(project.database) is None
    project.close()


@pytest.mark.parametrize(("name", "told"), [("没有这人", "教职工里没有"), ("王32", "没有设密码")])
def test_who_is_unknown_or_has_none_is_told_and_nothing_changes(
    locked: Path, name: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = locked.read_bytes()
    assert call("forget-password", locked, "--name", name) == 2
    assert told in capsys.readouterr().err
    assert locked.read_bytes() == before
