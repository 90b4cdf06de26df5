"""A file is written whole or not at all, and any title becomes a name (F35, F36, F37, F55)."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.safe_files import (
    TargetBusy,
    clear_left_behind,
    keep_old,
    replace_atomically,
    safe_file_name,
    stage,
)


def test_a_new_file_and_a_replaced_file_hold_exactly_the_bytes(tmp_path: Path) -> None:
    target = tmp_path / "公示.pdf"
    assert replace_atomically(target, b"one") == target
    replace_atomically(target, b"two")
    assert target.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["公示.pdf"]


def test_a_missing_folder_is_named_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不存在或已断开"):
        replace_atomically(tmp_path / "U盘" / "公示.pdf", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_given_as_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="是一个文件夹"):
        replace_atomically(tmp_path, b"x")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EACCES, "没有权限"),
        (errno.EROFS, "没有权限"),
        (errno.EIO, "没有写入"),
    ],
)
def test_a_failing_disk_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    target = tmp_path / "公示.pdf"
    target.write_bytes(b"old")

    def fail(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UserError, match=words):
        replace_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_open_elsewhere_stays_and_the_new_content_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "公示.pdf"
    target.write_bytes(b"old")

    def busy(_source: Path, _target: Path) -> None:
        raise OSError(errno.EBUSY, "busy")

    monkeypatch.setattr(Path, "replace", busy)
    with pytest.raises(TargetBusy, match="正被其他程序打开") as caught:
        replace_atomically(target, b"new", patience_seconds=0.0)
    assert target.read_bytes() == b"old"
    assert caught.value.kept.read_bytes() == b"new"


def test_a_file_held_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, refusals, real = tmp_path / "公示.pdf", [1, 1], Path.replace

    def busy_twice(source: Path, destination: Path) -> Path:
        if refusals:
            refusals.pop()
            raise OSError(errno.EBUSY, "busy")
        return real(source, destination)

    monkeypatch.setattr(Path, "replace", busy_twice)
    replace_atomically(target, b"new")
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("三(1)班 11月23日", "三(1)班 11月23日.pdf"),
        ("CON", "_CON.pdf"),
        ("com1.公示", "_com1.公示.pdf"),
        ("三年级/一班", "三年级_一班.pdf"),
        ("..\\..\\x", "x.pdf"),
        ("结尾是点...", "结尾是点.pdf"),
        ("  ", "未命名.pdf"),
        ("第一行\n第二行", "第一行 第二行.pdf"),
        ("\u202e反向\u200b", "反向.pdf"),
        ('a<b>:"c"|?*', "a_b_c.pdf"),
    ],
)
def test_titles_become_safe_names(title: str, name: str) -> None:
    assert safe_file_name(title, ".pdf") == name


@given(st.text(max_size=400))
def test_any_title_becomes_one_short_name_inside_the_folder(title: str) -> None:
    name = safe_file_name(title, ".pdf")
    assert name.endswith(".pdf")
    assert len(name) <= 81
    assert len(name.encode()) <= 204
    assert not set(name) & set('<>:"/\\|?*\n\r\t\0')
    assert Path(name).name == name


def test_what_was_kept_of_the_schools_own_is_never_cleared_away_for_its_age(tmp_path: Path) -> None:
    """A killed export of another school may need it yet: it is as old as the file it was."""
    old = tmp_path / "公示.pdf"
    old.write_bytes(b"old")
    os.utime(old, (0, 0))
    staged = stage(old, b"new")
    keep_old(staged)
    os.utime(staged.temporary, (0, 0))
    clear_left_behind(tmp_path)
    assert staged.aside.read_bytes() == b"old"
    assert not staged.temporary.exists()
