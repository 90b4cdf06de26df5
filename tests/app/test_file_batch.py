"""Files and record of one putting out: all of it or nothing, whatever the disk does (F35-F37, F43).

Each fault is made where the system makes it; what stood at the destination must stand there again.
"""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shuangjian_desktop import paths, safe_files
from shuangjian_desktop.app import file_batch, printing
from shuangjian_desktop.app.commands.homework import change_item
from shuangjian_desktop.app.printing import Format
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import publish
from shuangjian_desktop.app.queries.check import check
from shuangjian_desktop.app.queries.notices import PreparedNotice, Shape, prepare
from shuangjian_desktop.errors import Cancelled, Conflict, UserError
from tests.builders import MONDAY, class_named, enter, fixed_clock, item, small_school

NAMES = ("三(1)", "三(2)", "三(3)")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(file_batch, "PATIENCE_SECONDS", 0.0)
    school = small_school(tmp_path)
    enter(school, *(item(school, name) for name in NAMES))
    yield school
    school.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder in which 三(2)'s notice of an earlier day stands already."""
    made = tmp_path / "公示"
    made.mkdir()
    (made / "三(2)班2026-11-23作业公示.pdf").write_bytes(b"old")
    return made


def prepared(project: Project) -> list[PreparedNotice]:
    return prepare(project, Shape.DAY, [class_named(project, name) for name in NAMES], MONDAY)


def export(project: Project, folder: Path, form: Format = Format.PDF) -> printing.ExportResult:
    return printing.export(project, prepared(project), folder, one_file=False, form=form)


def rows(project: Project) -> list[tuple[object, ...]]:
    return project.database.rows("SELECT number, version FROM notice ORDER BY number")


def untouched(project: Project, folder: Path) -> bool:
    """Return whether nothing at all came of it: no file, no rest of one, no record, no note."""
    there = {path.name: path.read_bytes() for path in folder.iterdir()}
    return (
        there == {"三(2)班2026-11-23作业公示.pdf": b"old"}
        and rows(project) == []
        and not list((paths.user_data_dir() / paths.UNFINISHED_FOLDER).glob("*"))
    )


def refusing(
    code: int, when: Callable[[Path], bool], winerror: int = 0
) -> Callable[[Path, Path], Path]:
    """Return a Path.replace that fails for some targets, as Linux or Windows would."""
    really_replace = Path.replace

    def replace(source: Path, target: Path) -> Path:
        if when(Path(target)):
            error = PermissionError(code, os.strerror(code)) if winerror else OSError(code, "x")
            if winerror:
                error.winerror = winerror  # type: ignore[attr-defined]
            raise error
        return really_replace(source, target)

    return replace


def test_files_and_record_stand_together_and_nothing_else_is_left(
    project: Project, folder: Path
) -> None:
    export(project, folder)
    assert {path.read_bytes()[:4] for path in folder.iterdir()} == {b"%PDF"}
    assert len(list(folder.iterdir())) == len(rows(project)) == len(NAMES)
    assert not list((paths.user_data_dir() / paths.UNFINISHED_FOLDER).glob("*"))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EROFS, "没有权限写入文件夹"),
        (errno.EACCES, "没有权限写入文件夹"),
        (errno.EIO, "磁盘错误"),
    ],
)
@pytest.mark.parametrize("at", ["staging", "placing"])
def test_f36_a_folder_that_fails_half_way_is_one_sentence_and_nothing_changed(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str, at: str
) -> None:
    if at == "staging":
        real, count = safe_files.write_durably, iter(range(9))

        def full(path: Path, data: bytes) -> None:
            real(path, data)
            if next(count) == 1:
                raise OSError(code, os.strerror(code))

        monkeypatch.setattr(safe_files, "write_durably", full)
    else:
        fails = refusing(code, lambda target: "三(3)" in target.name)
        monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(UserError, match=words) as caught:
        export(project, folder)
    monkeypatch.undo()
    assert str(caught.value).count("。") == 1
    assert untouched(project, folder)


def test_f36_a_folder_that_vanishes_between_staging_and_placing_is_named(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled_out(batch: file_batch.FileBatch, school: Project) -> frozenset[str]:
        folder.rename(folder.with_name("拔掉"))
        return real(batch, school)

    real = file_batch.FileBatch.put_in_place
    monkeypatch.setattr(file_batch.FileBatch, "put_in_place", pulled_out)
    with pytest.raises(UserError, match="不存在或已断开"):
        export(project, folder)
    assert rows(project) == []
    assert not folder.exists()


def test_f35_one_file_held_as_windows_holds_it_is_kept_back_and_the_others_are_out(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = refusing(errno.EACCES, lambda target: "三(2)" in target.name, winerror=32)
    monkeypatch.setattr(Path, "replace", held)
    result = export(project, folder)
    monkeypatch.undo()
    (told,) = result.failures
    assert told.startswith("“三(2)班2026-11-23作业公示.pdf”正被其他程序打开，没有写入；")
    assert "暂存" not in told
    assert [notice.title[:5] for notice in result.failed] == ["三(2)班"]
    assert (folder / "三(2)班2026-11-23作业公示.pdf").read_bytes() == b"old"
    assert len(list(folder.iterdir())) == len(NAMES)
    assert len(rows(project)) == len(NAMES) - 1
    again = printing.export(project, result.failed, folder, one_file=False)
    assert [path.name[:5] for path in again.paths] == ["三(2)班"]
    assert len(rows(project)) == len(NAMES)


def test_f37_a_name_too_long_for_the_disk_is_told_before_anything_is_written(
    project: Project, folder: Path
) -> None:
    out = folder / f"{'长' * 200}.pdf"
    with pytest.raises(UserError, match="太长"):
        printing.export(project, prepared(project), out, one_file=True)
    assert untouched(project, folder)


@pytest.mark.parametrize("name", ["三:1.pdf", "公示?.pdf", "公|示.pdf", "公示.pdf ", "nul.pdf"])
def test_f37_a_name_windows_would_not_take_is_refused_here_too(
    project: Project, folder: Path, name: str
) -> None:
    """On Windows `三:1.pdf` becomes a hidden stream of a file called 三: nobody would find it."""
    with pytest.raises(UserError, match="不能用"):
        printing.export(project, prepared(project), folder / name, one_file=True)
    assert untouched(project, folder)


def test_a_notice_of_two_pictures_is_out_with_both_or_with_none(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = prepared(project)[0]
    page = printing.render_files([notice], one_file=False, form=Format.PNG)[0]
    pages = [page._replace(title=f"两页-{number}") for number in (1, 2)]
    held = refusing(errno.EBUSY, lambda target: target.name == "两页-2.png")
    monkeypatch.setattr(Path, "replace", held)
    result = printing.save_folder(project, pages, folder)
    monkeypatch.undo()
    assert result.paths == ()
    assert result.failed == (notice,)
    assert untouched(project, folder)


def test_stopped_while_staging_nothing_is_left(project: Project, tmp_path: Path) -> None:
    files = printing.render_files(prepared(project), one_file=False)
    new = tmp_path / "新" / "三年级"

    def stop(done: int, _total: int) -> None:
        assert len(list(new.glob(".~*"))) == done, "files wait beside their places"
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        printing.save_folder(project, files, new, progress=stop)
    assert not new.parent.exists()
    assert rows(project) == []


def test_a_version_put_out_elsewhere_meanwhile_refuses_and_leaves_every_file_as_it_was(
    project: Project, folder: Path
) -> None:
    stale = prepared(project)
    other = Project.open(project.path, clock=fixed_clock)
    (found,) = check(other, [class_named(other, "三(3)")], (MONDAY,)).days
    other.run(change_item(found.class_day.items[0]._replace(minutes=35)))
    publish(other, prepared(other)[2:], lambda: None)
    other.close()
    with pytest.raises(Conflict, match="已在别处发布"):
        printing.export(project, stale, folder, one_file=False)
    assert {path.name for path in folder.iterdir()} == {"三(2)班2026-11-23作业公示.pdf"}
    assert (folder / "三(2)班2026-11-23作业公示.pdf").read_bytes() == b"old"
    assert [number for number, _ in rows(project)] == ["20261123-303"]


def test_a_first_version_is_not_put_out_once_a_second_one_hangs(
    project: Project, folder: Path
) -> None:
    """Unchanged since it was looked at, but superseded: the file would be the wrong one."""
    stale = prepared(project)
    publish(project, stale[:1], lambda: None)
    (found,) = check(project, [class_named(project, "三(1)")], (MONDAY,)).days
    project.run(change_item(found.class_day.items[0]._replace(minutes=35)), reason="估计有误")
    publish(project, prepared(project)[:1], lambda: None)
    with pytest.raises(Conflict, match="第2版已在别处发布"):
        printing.export(project, stale[:1], folder, one_file=False)
    assert [path.name for path in folder.iterdir()] == ["三(2)班2026-11-23作业公示.pdf"]


def test_a_record_that_cannot_be_committed_takes_the_files_back(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The school's own disk is full when the step is to be written: the last moment there is."""

    def full(*_: object, **__: object) -> None:
        assert len(list(folder.glob("三*.pdf"))) == len(NAMES), "all files stand at their places"
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("shuangjian_desktop.store.journal.Writer.record", full)
    with pytest.raises(UserError, match="磁盘已满"):
        export(project, folder)
    monkeypatch.undo()
    assert untouched(project, folder)


def test_a_disk_without_second_names_keeps_the_old_file_as_a_copy(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FAT sticks and many shares refuse hard links."""

    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refused)
    fails = refusing(errno.EIO, lambda target: "三(3)" in target.name)
    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(UserError):
        export(project, folder)
    monkeypatch.undo()
    assert untouched(project, folder)


def test_nothing_is_printed_that_would_not_be_recorded(project: Project) -> None:
    stale = prepared(project)
    (found,) = check(project, [class_named(project, "三(1)")], (MONDAY,)).days
    project.run(change_item(found.class_day.items[0]._replace(minutes=35)))
    publish(project, prepared(project), lambda: None)
    sent: list[int] = []

    def send() -> int:
        sent.append(1)
        return 1

    with pytest.raises(Conflict):
        printing.print_and_record(project, stale, send)
    assert sent == []


def test_what_a_killed_program_left_an_hour_ago_is_cleared_by_the_next_export(
    project: Project, folder: Path
) -> None:
    old, new = (folder / f"{safe_files.UNFINISHED}{name}.pdf" for name in ("aaaa", "bbbb"))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    export(project, folder)
    assert not old.exists()
    assert new.exists(), "somebody else may be writing it just now"
