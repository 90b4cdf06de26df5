"""Backups are proven, rotated and put back; no copy is ever made beside SQLite's back (P28)."""

import sqlite3
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.app import backup
from shuangjian_desktop.app.backup import Backup, BackupKind, back_up, keep, restore
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.backup import Proof, backups_folder
from tests.builders import enter, fixed_clock, item, small_school

NOON = datetime.fromisoformat("2026-11-23T12:00")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = small_school(tmp_path)
    enter(made, item(made, minutes=25))
    return made


def contents(path: Path) -> list[tuple[str, int]]:
    opened = Project.open(path, clock=fixed_clock)
    try:
        return opened.database.rows("SELECT content, minutes FROM homework")
    finally:
        opened.close()


def test_a_backup_of_an_open_school_holds_what_was_saved(project: Project) -> None:
    made = back_up(project.path, now=NOON)
    assert made.proof.school == "测试学校"
    assert (made.proof.items, made.proof.broken_step) == (1, None)
    assert contents(made.path) == [("练习册第32页", 25)]
    assert backup.backups_of(made.proof.school_id) == (made,)
    assert backup.backups_of_file(project.path) == (made,)


def test_nothing_but_copies_and_their_labels_lies_in_our_folder(project: Project) -> None:
    made = back_up(project.path, now=NOON)
    names = {path.name for path in backups_folder().rglob("*") if path.is_file()}
    assert names == {"测试_20261123-120000.sjdb", "测试_20261123-120000.json"}
    back_up(project.path, now=NOON)
    assert len(backup.backups_of(made.proof.school_id)) == 2


def test_a_tampered_journal_is_told_and_copied_all_the_same(project: Project) -> None:
    with sqlite3.connect(project.path) as other:
        other.execute("UPDATE step SET label = '别的' WHERE seq = 2")
    other.close()
    assert back_up(project.path).proof.broken_step == 2


@pytest.mark.parametrize("kind", list(BackupKind))
def test_a_damaged_file_is_no_backup(project: Project, kind: BackupKind) -> None:
    """F47: the copy is refused and the newest good one is still there."""
    good = back_up(project.path, now=NOON)
    project.close()
    data = bytearray(project.path.read_bytes())
    data[8192:20480] = b"\xff" * 12288
    project.path.write_bytes(bytes(data))
    with pytest.raises(UserError, match="已损坏"):
        back_up(project.path, kind)
    assert backup.backups_of_file(project.path) == (good,)


def test_rows_that_belong_to_nothing_are_no_backup(project: Project) -> None:
    with sqlite3.connect(project.path) as other:
        other.execute("UPDATE homework SET class_id = 'nobody'")
    other.close()
    with pytest.raises(UserError, match="已损坏"):
        back_up(project.path)


def test_one_snapshot_a_day_after_that_none(project: Project) -> None:
    school_id = project.database.school_id
    assert backup.snapshot_of_the_day(project.path, school_id, NOON) is not None
    assert backup.snapshot_of_the_day(project.path, school_id, NOON + timedelta(hours=3)) is None
    assert backup.snapshot_of_the_day(project.path, school_id, NOON + timedelta(days=1)) is not None


def test_restoring_into_a_new_file_gives_the_school_back(project: Project, tmp_path: Path) -> None:
    made = back_up(project.path)
    enter(project, item(project, minutes=30))
    done = restore(made.path, tmp_path / "恢复.sjdb")
    assert done.kept is None
    assert contents(done.path) == [("练习册第32页", 25)]
    assert len(contents(project.path)) == 2


def test_restoring_over_a_file_keeps_that_file_beside_it(project: Project) -> None:
    made = back_up(project.path)
    enter(project, item(project, minutes=30))
    project.close()
    done = restore(made.path, project.path, now=NOON)
    assert done.kept is not None
    assert done.kept.name == "测试_恢复前_20261123-120000.sjdb"
    assert len(contents(done.kept)) == 2
    assert len(contents(project.path)) == 1


def test_a_left_over_journal_is_not_played_into_the_restored_file(project: Project) -> None:
    """F48: the side file goes with the file it belongs to."""
    made = back_up(project.path)
    project.close()
    side = project.path.with_name(project.path.name + "-journal")
    side.write_bytes(b"\xd9\xd5\x05\xf9 of another file")
    done = restore(made.path, project.path)
    assert not side.exists()
    assert done.kept is not None
    assert done.kept.with_name(done.kept.name + "-journal").exists()
    assert contents(project.path) == [("练习册第32页", 25)]


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + b"\x00" * 4096, b"text"])
def test_what_is_no_backup_is_refused_and_the_target_untouched(
    project: Project, tmp_path: Path, content: bytes
) -> None:
    wrong = tmp_path / "不是.sjdb"
    wrong.write_bytes(content)
    before = project.path.read_bytes()
    with pytest.raises(UserError):
        restore(wrong, project.path)
    assert project.path.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".~")] == []


def test_a_backup_is_not_restored_into_itself(project: Project) -> None:
    made = back_up(project.path)
    with pytest.raises(UserError, match="自己"):
        restore(made.path, made.path)


def copy_of(on: date, kind: BackupKind = BackupKind.DAILY) -> Backup:
    at = datetime.combine(on, time(16))
    return Backup(Path(f"{at:%Y%m%d}-{kind}"), kind, at, "", 1, Proof("1", "校", {}, ""))


def test_a_year_of_days_keeps_days_weeks_and_months() -> None:
    newest = date(2026, 11, 23)  # a Monday
    kept = keep([copy_of(newest - timedelta(days=back)) for back in range(400)])
    days = [each.made_at.date() for each in kept]
    assert days[:7] == [newest - timedelta(days=back) for back in range(7)]
    assert days[7:9] == [date(2026, 11, 15), date(2026, 11, 8)]
    assert len({(day.year, day.month) for day in days}) == 12
    assert len(days) <= 7 + 4 + 12


DAYS = st.lists(st.dates(date(2024, 1, 1), date(2027, 12, 31)), unique=True, max_size=80)


@given(DAYS, st.lists(st.dates(date(2024, 1, 1), date(2027, 12, 31)), unique=True, max_size=5))
def test_the_newest_and_all_made_by_hand_always_stay(daily: list[date], manual: list[date]) -> None:
    by_hand = [copy_of(on, BackupKind.MANUAL) for on in manual]
    made = [*map(copy_of, daily), *by_hand]
    kept = keep(made)
    assert set(by_hand) <= set(kept)
    assert not daily or copy_of(max(daily)) in kept
    assert set(keep(kept)) == set(kept), "clearing away twice clears no more"


def test_rotation_removes_the_file_and_its_label(project: Project) -> None:
    for back in range(60):
        back_up(project.path, BackupKind.DAILY, now=NOON - timedelta(days=back))
    school_id = project.database.school_id
    gone = backup.rotate(school_id)
    assert gone
    left = backup.backups_of(school_id)
    assert len(left) + len(gone) == 60
    files = [path for path in backups_folder().rglob("*") if path.is_file()]
    assert len(files) == 2 * len(left)
