"""F53: no file is brought up to date before a proven copy of the old one stands somewhere else."""

import shutil
from pathlib import Path

import pytest

from shuangjian_desktop.app.backup import BackupKind, backups_of_file, restore
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store import database as store

OLD = Path(__file__).resolve().parents[1] / "old_files" / "0.1.0.sjdb"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD, tmp_path / "旧.sjdb"))


def test_the_old_layout_is_kept_and_can_be_restored(old: Path, tmp_path: Path) -> None:
    store.open_file(old).close()
    (kept,) = backups_of_file(old)
    assert kept.kind is BackupKind.UPGRADE
    store.open_file(old).close()
    assert backups_of_file(old) == (kept,), "an up-to-date file is not copied again"
    again = restore(kept.path, tmp_path / "还原.sjdb")
    assert again.proof.rows == kept.proof.rows


def test_without_a_copy_the_old_file_stays_as_it_is(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("SHUANGJIAN_DATA_DIR", str(blocked / "under"))
    before = old.read_bytes()
    with pytest.raises(UserError):
        store.open_file(old)
    assert old.read_bytes() == before
