"""The official copy of a rulebook: kept with the school file, opened as it was, undone, proven."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands import attachments as commands
from shuangjian_desktop.app.commands.attachments import attach_copy, remove_copy
from shuangjian_desktop.app.official_copies import copies, taken_out, unsound_copies
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.health import health
from shuangjian_desktop.domain.people import Actor, Role
from shuangjian_desktop.errors import NotAllowed, UserError
from shuangjian_desktop.exchange import document_file
from shuangjian_desktop.store import steps
from shuangjian_desktop.store.backup import copy_proven
from tests.builders import small_school

PDF = b"%PDF-1.4\n" + b"x" * 2000


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = small_school(tmp_path)
    yield project
    project.close()


def attach(project: Project, folder: Path, name: str = "实施办法.pdf", data: bytes = PDF) -> None:
    (folder / name).write_bytes(data)
    project.run(attach_copy(project, project.rulebook, folder / name))


def test_a_copy_is_told_with_name_size_person_and_time_and_opens_as_it_was(
    project: Project, tmp_path: Path
) -> None:
    attach(project, tmp_path)
    (tmp_path / "实施办法.pdf").unlink()
    (kept,) = copies(project, project.rulebook)
    assert (kept.name, kept.size, kept.who, kept.at) == (
        "实施办法.pdf", len(PDF), project.who, "2026-11-23T15:40:00",
    )  # fmt: skip
    path = taken_out(project, kept)
    assert (path.name, path.read_bytes()) == ("实施办法.pdf", PDF)
    path.write_bytes(b"somebody has written into it")
    assert taken_out(project, kept).read_bytes() == PDF


def test_a_backup_holds_the_copy(project: Project, tmp_path: Path) -> None:
    attach(project, tmp_path)
    copy_proven(project.path, tmp_path / "备份.sjdb")
    backup = Project.open(tmp_path / "备份.sjdb")
    (kept,) = copies(backup, backup.rulebook)
    assert taken_out(backup, kept).read_bytes() == PDF
    backup.close()


def test_undo_takes_it_off_and_redo_puts_it_back(project: Project, tmp_path: Path) -> None:
    attach(project, tmp_path)
    project.undo()
    assert copies(project, project.rulebook) == ()
    project.redo()
    (kept,) = copies(project, project.rulebook)
    project.run(remove_copy(kept))
    assert copies(project, project.rulebook) == ()
    project.undo()
    assert taken_out(project, kept).read_bytes() == PDF


def _missing(folder: Path) -> Path:
    return folder / "没有.pdf"


def _folder(folder: Path) -> Path:
    (folder / "夹.pdf").mkdir()
    return folder / "夹.pdf"


def _written(name: str, data: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return write


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (_missing, "找不到文件"),
        (_folder, "是一个文件夹"),
        (_written("空.pdf", b""), "是空文件"),
        (_written("改名.pdf", b"MZ" + b"\0" * 2000), "内容不是.pdf文件"),
        (_written("图.png", b"\xff\xd8\xff\xe0"), "内容不是.png文件"),
        (_written("程序.exe", b"MZ"), "不是能附上的文件"),
        (_written("太大.pdf", PDF), "超过0MB"),
        (_written("长" * 50 + ".pdf", PDF), "文件名超过40个字"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_in_one_sentence_and_nothing_changes(
    project: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Path], Path],
    told: str,
) -> None:
    monkeypatch.setattr(document_file, "MAX_DOCUMENT_BYTES", len(PDF) - 1)
    monkeypatch.setattr(document_file, "MAX_FILE_NAME", 40)
    before = steps.count(project.database)
    with pytest.raises(UserError, match=told) as refused:
        attach_copy(project, project.rulebook, make(tmp_path))
    assert "没有改动" in str(refused.value)
    assert steps.count(project.database) == before


def test_twenty_megabytes_are_the_most(project: Project, tmp_path: Path) -> None:
    most = document_file.MAX_DOCUMENT_BYTES
    assert most == 20 * 1024 * 1024
    with (tmp_path / "大.pdf").open("wb") as file:
        file.write(b"%PDF-")
        file.truncate(most + 1)
    with pytest.raises(UserError, match="超过20MB"):
        attach_copy(project, project.rulebook, tmp_path / "大.pdf")


def test_the_same_file_is_not_kept_twice_and_not_too_many(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(project, tmp_path)
    with pytest.raises(UserError, match="已经附过"):
        attach(project, tmp_path, "另一个名字.pdf")
    monkeypatch.setattr(commands, "MOST_COPIES", 1)
    with pytest.raises(UserError, match="已经附了1个文件"):
        attach(project, tmp_path, "图.png", b"\x89PNG")


def test_only_who_sets_the_school_up_may_attach(project: Project, tmp_path: Path) -> None:
    project.actor = Actor("赵组", roles=frozenset({Role.GRADE_LEAD}), grades=frozenset({3}))
    with pytest.raises(NotAllowed, match="教务"):
        attach(project, tmp_path)


def test_doctor_sees_a_copy_that_is_no_longer_what_was_attached(
    project: Project, tmp_path: Path
) -> None:
    attach(project, tmp_path)
    (kept,) = copies(project, project.rulebook)
    assert unsound_copies(project) == ([], 1)
    with sqlite3.connect(project.path) as connection:
        connection.execute("UPDATE attachment_content SET content = ?", (b"%PDF-1.4 other",))
    point = next(p for p in health(project) if p.name == "attachments")
    assert not point.is_good
    assert "实施办法.pdf" in point.message
    with pytest.raises(UserError, match="与附上时不一致"):
        taken_out(project, kept)
    attach_again = tmp_path / "实施办法.pdf"
    project.run(remove_copy(kept))
    project.run(attach_copy(project, project.rulebook, attach_again))
    assert unsound_copies(project) == ([], 1)


@pytest.mark.parametrize("name", ["实施办法.bat", "实施办法.EXE", "实施办法", "实施办法.pdf.lnk"])
def test_what_is_no_document_is_never_handed_to_the_system_to_open(
    project: Project, tmp_path: Path, name: str
) -> None:
    """A school file made elsewhere could hold a program under the name of the measures."""
    attach(project, tmp_path)
    with sqlite3.connect(project.path) as connection:
        connection.execute("UPDATE attachment SET name = ?", (name,))
    (kept,) = copies(project, project.rulebook)
    with pytest.raises(UserError, match="没有打开"):
        taken_out(project, kept)
