"""F50, F51, P26, P27: a share is refused, a synced folder is warned of, a plain disk is quiet."""

from pathlib import Path

import pytest

from shuangjian_desktop.app import place_of_file
from shuangjian_desktop.app.place_of_file import (
    conflicted_copies,
    network_share,
    refuse_network,
    synced_folder,
)
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.errors import UserError
from tests.builders import small_school

MOUNTS = """/dev/sda1 / ext4 rw 0 0
nas:/school /mnt/共享 nfs4 rw 0 0
//srv/公用 /mnt/my\\040share cifs rw 0 0
/dev/sdb1 /mnt/共享/本机 ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "share"),
    [
        ("/home/li/学校.sjdb", None),
        ("/mnt/共享/学校.sjdb", "nas:/school"),
        ("/mnt/共享/本机/学校.sjdb", None),
        ("/mnt/my share/a/学校.sjdb", "//srv/公用"),
        ("/mnt/共享的/学校.sjdb", None),
    ],
)
def test_a_share_is_known_by_the_mount_table(path: str, share: str | None) -> None:
    assert network_share(Path(path), MOUNTS) == share


def test_a_path_of_windows_shares_is_known_by_its_two_strokes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.path.realpath", lambda path: "\\\\srv\\公用\\学校.sjdb")
    with pytest.raises(UserError, match="复制到本机磁盘"):
        refuse_network(Path("Z:/学校.sjdb"))


def test_no_school_is_opened_from_a_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = small_school(tmp_path)
    project.close()
    mounts = f"nas:/school {tmp_path} nfs rw 0 0\n"
    monkeypatch.setattr(place_of_file, "_mount_table", lambda: mounts)
    with pytest.raises(UserError, match="网络位置"):
        Project.open(project.path)
    with pytest.raises(UserError, match="网络位置"):
        small_school(tmp_path, name="又一所")


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - 青溪镇中心小学", "OneDrive"),
        ("我的坚果云", "坚果云"),
        ("BaiduSyncdisk", "百度网盘"),
        ("WPS云盘", "WPS云盘"),
        ("iCloud Drive", "iCloud"),
        ("Dropbox", "Dropbox"),
        ("作业", None),
        ("dropbox使用说明", None),
    ],
)
def test_a_synced_folder_is_known_by_its_name(
    tmp_path: Path, folder: str, service: str | None
) -> None:
    found = synced_folder(tmp_path / folder / "下级" / "学校.sjdb", {})
    assert (found.service if found else None) == service


def test_a_synced_folder_of_any_name_is_known_by_variable_or_mark(tmp_path: Path) -> None:
    path = tmp_path / "同步" / "a" / "学校.sjdb"
    assert synced_folder(path, {}) is None
    by_variable = synced_folder(path, {"OneDriveCommercial": str(tmp_path / "同步")})
    assert by_variable == ("OneDrive", tmp_path / "同步")
    (tmp_path / "同步" / "a").mkdir(parents=True)
    (tmp_path / "同步" / ".dropbox").touch()
    by_mark = synced_folder(path, {})
    assert by_mark is not None
    assert "移到普通文件夹" in by_mark.warning


def test_quarrelling_twins_are_listed(tmp_path: Path) -> None:
    for name in ("学校.sjdb", "学校 (冲突的副本 2026-11-23).sjdb", "学校2.sjdb", "冲突.sjdb"):
        (tmp_path / name).touch()
    assert [path.name for path in conflicted_copies(tmp_path / "学校.sjdb")] == [
        "学校 (冲突的副本 2026-11-23).sjdb"
    ]
