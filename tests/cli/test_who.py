"""`--who`: what the command line writes carries a person, has that person's rights and no more."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.people import give_roles, set_password
from shuangjian_desktop.app.passwords import hashed
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.people import NOBODY, Role, RoleHolding
from shuangjian_desktop.store import steps
from tests.app.rights_school import school_with_roles
from tests.builders import MONDAY, enter, item
from tests.cli.calling import call, workbook

WORD = "青山绿水2026"
FIRST = "2026-11-24|三(1)|语文|练习册第32页|书面|必做||家庭|20||"
FOREIGN = "2026-11-24|三(2)|语文|练习册第32页|书面|必做||家庭|20||"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    project = school_with_roles(tmp_path)
    enter(project, item(project, "三(1)"))
    project.close()
    return project.path


def give_password(path: Path, name: str) -> None:
    project = Project.open(path)
    person = next(each for each in project.directory.staff if each.name == name)
    project.run(set_password(person, hashed(WORD, WORD)))
    project.close()


@pytest.fixture
def guarded(school: Path) -> Path:
    """A school where nobody becomes 教务 without a password."""
    give_password(school, "教务")
    return school


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def put(text: str) -> None:
        typed = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", typed)

    put("")
    return put


def newest(path: Path) -> str:
    project = Project.open(path)
    who = steps.latest(project.database, 1)[0].who
    project.close()
    return who


def test_what_is_imported_carries_the_named_person(school: Path, tmp_path: Path) -> None:
    table = workbook(tmp_path, FIRST)
    assert call("import", "homework", table, "--into", school, "--who", "教师") == 0
    assert newest(school) == "教师"


def test_without_a_name_it_is_nobodys_as_ever(school: Path, tmp_path: Path) -> None:
    """No 教务 with a password: the window would let anybody be one, too."""
    assert call("import", "homework", workbook(tmp_path, FIRST), "--into", school) == 0
    assert newest(school) == NOBODY


def test_a_school_without_roles_takes_a_name_and_asks_for_none(
    tmp_path: Path, type_in: Callable[[str], None]
) -> None:
    project = school_with_roles(tmp_path, gives_roles=False)
    project.close()
    give_password(project.path, "教师")
    assert call("import", "homework", workbook(tmp_path, FIRST), "--into", project.path) == 0
    assert newest(project.path) == NOBODY
    type_in(f"{WORD}\n")
    table = workbook(tmp_path, FIRST.replace("|20|", "|25|"))
    assert call("import", "homework", table, "--into", project.path, "--who", "教师") == 0
    assert newest(project.path) == "教师"


@pytest.mark.parametrize(
    ("who", "row", "told"),
    [
        ("教师", FOREIGN, "教师不能录入三(2)班的语文作业"),
        ("督导", FIRST, "督导不能"),
        ("校长", FIRST, "校长不能"),
        ("没有这人", FIRST, "教职工里没有“没有这人”"),
    ],
)
def test_the_gate_asks_the_named_person(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    who: str, row: str, told: str,
) -> None:  # fmt: skip
    before = school.read_bytes()
    assert call("import", "homework", workbook(tmp_path, row), "--into", school, "--who", who) == 2
    said = capsys.readouterr().err
    assert told in said
    assert school.read_bytes() == before


def test_once_the_office_has_a_password_nobody_writes_without_a_name(
    guarded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, table = guarded.read_bytes(), workbook(tmp_path, FIRST)
    day = ("--date", MONDAY.isoformat(), "--class", "三(1)", "--out", tmp_path / "公示.pdf")
    for act in (("import", "homework", table, "--into", guarded), ("notice", guarded, *day)):
        assert call(*act) == 2
        assert "请加 --who 姓名" in capsys.readouterr().err
    assert guarded.read_bytes() == before
    assert not (tmp_path / "公示.pdf").exists()


@pytest.mark.parametrize(
    "reading",
    [
        ("import", "homework", "TABLE", "--into", "FILE", "--dry-run"),
        ("check", "FILE", "--week", "2026-11-23"),
        ("export", "teaching", "FILE", "--out", "OUT.xlsx"),
        ("backup", "FILE", "--to", "COPY.sjdb"),
        ("doctor", "FILE"),
    ],
)
def test_reading_never_takes_a_name(
    guarded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], reading: tuple[str, ...]
) -> None:
    places = {"FILE": guarded, "TABLE": workbook(tmp_path, FIRST)}
    made = {"OUT.xlsx": tmp_path / "任课.xlsx", "COPY.sjdb": tmp_path / "副本.sjdb"}
    assert call(*({**places, **made}.get(word, word) for word in reading)) in (0, 3)
    assert "--who" not in capsys.readouterr().err


@pytest.mark.parametrize("line", [f"{WORD}\n", f"\ufeff{WORD}\r\n更多"])
def test_the_password_is_the_first_line_of_the_input(
    guarded: Path, tmp_path: Path, type_in: Callable[[str], None], line: str
) -> None:
    type_in(line)
    table = workbook(tmp_path, FIRST)
    assert call("import", "homework", table, "--into", guarded, "--who", "教务") == 0
    assert newest(guarded) == "教务"


@pytest.mark.parametrize(
    ("line", "told"), [("123456\n", "教务的密码不对"), ("", "教务设了密码"), ("\n", "教务设了密码")]
)
def test_a_wrong_or_missing_password_changes_nothing(
    guarded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    type_in: Callable[[str], None], line: str, told: str,
) -> None:  # fmt: skip
    type_in(line)
    before, table = guarded.read_bytes(), workbook(tmp_path, FIRST)
    assert call("import", "homework", table, "--into", guarded, "--who", "教务") == 2
    assert told in capsys.readouterr().err
    assert guarded.read_bytes() == before


def test_at_a_terminal_the_password_is_asked_for_unseen(
    guarded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def prompt(words: str, **how: bool) -> str:
        asked.append((words, how["hide_input"]))
        return WORD

    monkeypatch.setattr("click.prompt", prompt)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    table = workbook(tmp_path, FIRST)
    assert call("import", "homework", table, "--into", guarded, "--who", "教务") == 0
    assert asked == [("教务的密码", True)]


def test_a_notice_says_who_put_it_out(school: Path, tmp_path: Path) -> None:
    out = tmp_path / "公示.pdf"
    day = ("--date", MONDAY.isoformat(), "--class", "三(1)", "--out", out)
    assert call("notice", school, *day, "--who", "督导") == 2
    assert not out.exists()
    assert call("notice", school, *day, "--who", "班主任") == 0
    project = Project.open(school)
    assert project.database.rows("SELECT issued_by FROM notice") == [("班主任",)]
    project.close()


def test_a_guarded_school_is_taken_from_its_place_by_the_office_alone(
    guarded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    type_in: Callable[[str], None],
) -> None:  # fmt: skip
    copy = tmp_path / "备份.sjdb"
    assert call("backup", guarded, "--to", copy) == 0
    before = guarded.read_bytes()
    assert call("restore", copy, "--into", guarded) == 2
    assert call("restore", copy, "--into", guarded, "--who", "教师") == 2
    assert "教师不能用备份换下学校文件" in capsys.readouterr().err
    assert guarded.read_bytes() == before
    assert call("restore", copy, "--into", tmp_path / "新的.sjdb") == 0
    type_in(f"{WORD}\n")
    assert call("restore", copy, "--into", guarded, "--who", "教务") == 0


@pytest.mark.parametrize("fate", ["cut short", "of an earlier version"])
def test_a_damaged_or_old_file_is_restored_without_asking_anybody(
    guarded: Path, tmp_path: Path, fate: str
) -> None:
    copy = tmp_path / "备份.sjdb"
    assert call("backup", guarded, "--to", copy) == 0
    old = Path(__file__).resolve().parents[1] / "old_files" / "0.1.0.sjdb"
    stood = guarded.read_bytes()[:5000] if fate == "cut short" else old.read_bytes()
    guarded.write_bytes(stood)
    assert call("restore", copy, "--into", guarded) == 0
    (kept,) = tmp_path.glob("*恢复前*")
    assert kept.read_bytes() == stood


def test_one_office_without_a_password_leaves_the_way_open(guarded: Path, tmp_path: Path) -> None:
    project = Project.open(guarded)
    other = next(each for each in project.directory.staff if each.name == "别人")
    project.run(give_roles(other, [RoleHolding(other.id, Role.OFFICE)]))
    project.close()
    assert call("import", "homework", workbook(tmp_path, FIRST), "--into", guarded) == 0


def test_a_password_in_another_encoding_is_one_sentence(
    guarded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    typed = io.TextIOWrapper(io.BytesIO(WORD.encode("gbk")), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", typed)
    table = workbook(tmp_path, FIRST)
    assert call("import", "homework", table, "--into", guarded, "--who", "教务") == 2
    assert "UTF-8" in capsys.readouterr().err
