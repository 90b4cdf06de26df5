"""A PDF reaches its folder whole or not at all (F35-F37)."""

from pathlib import Path

import pytest

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.reports.output import safe_file_name, write_pdf


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("三(1)班作业公示 2026-11-23", "三(1)班作业公示 2026-11-23.pdf"),
        ("CON", "_CON.pdf"),
        ("lpt1", "_lpt1.pdf"),
        ("三年级/一班", "三年级_一班.pdf"),
        ("..\\..\\x", "x.pdf"),
        ("末尾有点...", "末尾有点.pdf"),
        ('a<b>:"c"|?*', "a_b_c.pdf"),
        ("  \t ", "未命名.pdf"),
        ("", "未命名.pdf"),
        ("好" * 300, "好" * 80 + ".pdf"),
    ],
)
def test_any_title_gives_a_plain_file_name(title: str, name: str) -> None:
    assert safe_file_name(title) == name


def test_a_file_is_written_over_an_older_one(tmp_path: Path) -> None:
    target = tmp_path / "公示.pdf"
    write_pdf(b"old", target)
    write_pdf(b"new", target)
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["公示.pdf"]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不存在"):
        write_pdf(b"x", tmp_path / "没有" / "公示.pdf")


def test_a_target_that_cannot_be_replaced_leaves_no_half_file(tmp_path: Path) -> None:
    target = tmp_path / "公示.pdf"
    target.mkdir()
    with pytest.raises(UserError, match="另存为"):
        write_pdf(b"x", target)
    assert [path.name for path in tmp_path.iterdir()] == ["公示.pdf"]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (PermissionError(13, "Permission denied"), "可能正被其他程序打开"),
        (OSError(28, "No space left on device"), "没有留下半个文件"),
    ],
)
def test_a_fault_of_the_disk_removes_the_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError, said: str
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise fault

    target = tmp_path / "公示.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError, match=said):
        write_pdf(b"new", target)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["公示.pdf"]


def test_a_read_only_folder_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**given: object) -> tuple[int, str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(UserError, match="不允许写入"):
        write_pdf(b"x", tmp_path / "公示.pdf")
