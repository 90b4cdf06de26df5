"""The school file: its marks, what is refused, and that a refusal changes nothing."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store import database as store
from shuangjian_desktop.store.schema import APPLICATION_ID, COLUMNS, SCHEMA_VERSION


@pytest.fixture
def school_file(tmp_path: Path) -> Path:
    path = tmp_path / "学校.sjdb"
    store.create(path, "测试学校").close()
    return path


def test_a_new_file_carries_our_marks_and_safe_pragmas(school_file: Path) -> None:
    db = store.open_file(school_file)
    pragma = {
        name: db.one(f"PRAGMA {name}")[0]
        for name in (
            "application_id",
            "user_version",
            "journal_mode",
            "synchronous",
            "foreign_keys",
        )
    }
    db.close()
    assert pragma == {
        "application_id": APPLICATION_ID,
        "user_version": SCHEMA_VERSION,
        "journal_mode": "delete",
        "synchronous": 2,
        "foreign_keys": 1,
    }


def test_every_table_is_strict_and_every_key_is_led_by_the_school(school_file: Path) -> None:
    db = store.open_file(school_file)
    tables = {row[1]: row[5] for row in db.rows("PRAGMA table_list") if row[2] == "table"}
    ours = {t: strict for t, strict in tables.items() if not t.startswith(("sqlite_", "_sqlite"))}
    assert all(ours.values())
    for table in COLUMNS:
        keys = [r[1] for r in db.rows(f"PRAGMA table_info({table})") if r[5]]
        assert keys == ["school_id", "id"], table
        columns = {r[1] for r in db.rows(f"PRAGMA table_info({table})")} - {"school_id", "id"}
        assert columns == set(COLUMNS[table]), table
    db.close()


def test_an_existing_path_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "已有.sjdb"
    path.write_text("别人的")
    with pytest.raises(UserError, match="已经存在"):
        store.create(path, "测试学校")
    assert path.read_text() == "别人的"
    assert [p.name for p in tmp_path.iterdir()] == ["已有.sjdb"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不存在"):
        store.create(tmp_path / "没有" / "a.sjdb", "测试学校")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "不是学校文件"),
        (b"PK\x03\x04 a workbook", "不是学校文件"),
        ("一段文字".encode(), "不是学校文件"),
    ],
)
def test_what_is_no_school_file_is_refused_untouched(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "x.sjdb"
    path.write_bytes(content)
    with pytest.raises(UserError, match=words):
        store.open_file(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.sjdb"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (a)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="别的程序"):
        store.open_file(path)
    assert path.read_bytes() == before


def test_a_newer_file_is_refused_with_the_version_it_needs(school_file: Path) -> None:  # F33
    raw = sqlite3.connect(school_file)
    raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    raw.execute("UPDATE about SET value = '9.4.0' WHERE key = 'needed_program'")
    raw.commit()
    raw.close()
    before = school_file.read_bytes()
    with pytest.raises(UserError, match=r"9\.4\.0"):
        store.open_file(school_file)
    assert school_file.read_bytes() == before


def test_a_damaged_file_says_so_in_one_sentence(school_file: Path) -> None:
    data = bytearray(school_file.read_bytes())
    data[100:8192] = b"\xff" * (8192 - 100)
    school_file.write_bytes(bytes(data))
    with pytest.raises(UserError, match="损坏"):
        store.open_file(school_file)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything"
)
def test_a_read_only_file_opens_for_reading(school_file: Path) -> None:
    school_file.chmod(stat.S_IREAD)
    db = store.open_file(school_file)
    assert db.read_only
    with pytest.raises(UserError, match="只读"), db.writing():
        pass
    db.close()


def test_a_writer_that_waits_too_long_is_told_to_try_again(
    school_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shuangjian_desktop.store.connection.BUSY_SECONDS", 0.05)
    first, second = store.open_file(school_file), store.open_file(school_file)
    with first.writing(), pytest.raises(UserError, match="另一个程序写入"), second.writing():
        pass
    with second.writing():
        pass
    first.close()
    second.close()


def test_sqlite_utils_comes_without_numpy_and_pandas() -> None:
    import subprocess
    import sys

    code = (
        "import sys; import shuangjian_desktop.store.utils_import as u; "
        "print('numpy' in sys.modules, 'pandas' in sys.modules, u.Database.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "Database"]


@pytest.mark.parametrize(
    "damage",
    [
        "INSERT INTO setting VALUES (?1, 'x', 'in_school_share_primary', '八成')",
        "INSERT INTO term VALUES (?1, 'x', '第一学期', '不是日期', '不是日期', NULL)",
        "INSERT INTO day_exception VALUES (?1, 'x', '2026-13-45', '放假', '校庆', NULL)",
    ],
)
def test_rows_nobody_of_ours_writes_are_one_sentence(school_file: Path, damage: str) -> None:
    from shuangjian_desktop.app.project import Project

    project = Project.open(school_file)
    with project.database.writing() as connection:
        connection.execute(damage, (project.database.school_id,))
    with pytest.raises(UserError, match=r"读不懂.*doctor"):
        _ = project.directory
    project.close()
