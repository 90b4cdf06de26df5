"""Putting notices out: written and recorded together or not at all (F35, F36, F37, F43, F44)."""

import sqlite3
from pathlib import Path

import pytest

from shuangjian_desktop.app import printing
from shuangjian_desktop.app.commands.homework import change_item
from shuangjian_desktop.app.commands.review import review_days
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import publish
from shuangjian_desktop.app.queries.check import check
from shuangjian_desktop.app.queries.notice_board import (
    BoardEntry,
    Standing,
    concerns,
    notice_board,
    summary,
)
from shuangjian_desktop.app.queries.notices import PreparedNotice, Shape, prepare
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.errors import Cancelled, Conflict, UserError
from tests.builders import MONDAY, class_named, enter, item, small_school

ENTERED = ("三(1)", "三(2)", "三(3)")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    school = small_school(tmp_path)
    enter(school, *(item(school, name) for name in ENTERED))
    yield school
    school.close()


def prepared(project: Project, shape: Shape = Shape.DAY) -> list[PreparedNotice]:
    classes = [class_named(project, name) for name in ENTERED]
    return prepare(project, shape, classes, MONDAY)


def board(project: Project, shape: Shape = Shape.DAY) -> dict[str, BoardEntry]:
    classes = project.directory.classes(MONDAY)
    return {entry.name: entry for entry in notice_board(project, shape, classes, MONDAY)}


def stored_item(project: Project) -> HomeworkItem:
    days = check(project, [class_named(project, "三(1)")], (MONDAY,)).days
    return days[0].class_day.items[0]


@pytest.mark.parametrize("shape", list(Shape))
def test_each_shape_fills_the_sheet_the_window_and_the_printer_expect(
    project: Project, shape: Shape
) -> None:
    notices = prepared(project, shape)
    page = next(iter(printing.pictures(printing.render(notices).data, 72)))
    millimetres = tuple(dots / 72 * 25.4 for dots in (page.width, page.height))
    assert millimetres == pytest.approx(printing.paper_of(notices[0]), abs=0.5)


def test_one_file_holds_all_notices_and_they_count_as_published(
    project: Project, tmp_path: Path
) -> None:
    out = tmp_path / "公示.pdf"
    result = printing.export(project, prepared(project), out, one_file=True)
    assert result.paths == (out,)
    assert result.pages == 3
    assert out.read_bytes().startswith(b"%PDF")
    assert {board(project)[f"{name}班"].standing for name in ENTERED} == {Standing.PUBLISHED}


def test_a_folder_gets_one_file_for_each_notice_named_after_it(
    project: Project, tmp_path: Path
) -> None:
    folder = tmp_path / "本周公示" / "三年级"
    result = printing.export(project, prepared(project), folder, one_file=False)
    assert [path.name for path in result.paths] == [
        f"{name}班2026-11-23作业公示.pdf" for name in ENTERED
    ]
    assert all(path.parent == folder and path.exists() for path in result.paths)


def test_undo_passes_over_what_hangs_on_the_wall(project: Project, tmp_path: Path) -> None:
    result = printing.export(project, prepared(project), tmp_path / "a", one_file=False)
    assert result.changes.label == "公示作业"
    assert project.database.rows("SELECT count(*) FROM step WHERE label = '公示作业'") == [(1,)]
    with pytest.raises(UserError, match="已经公示"):
        project.undo()
    assert board(project)["三(1)班"].standing is Standing.PUBLISHED


def test_a_file_that_cannot_be_written_leaves_no_record(project: Project, tmp_path: Path) -> None:
    missing = tmp_path / "拔掉的U盘" / "公示.pdf"
    with pytest.raises(UserError, match="不存在或已断开"):
        printing.export(project, prepared(project), missing, one_file=True)
    assert board(project)["三(1)班"].standing is Standing.DRAFT


def test_whatever_stops_putting_out_takes_the_rows_back(project: Project) -> None:
    def jam() -> None:
        raise UserError("卡纸了")

    with pytest.raises(UserError, match="卡纸"):
        publish(project, prepared(project), jam)
    assert project.database.rows("SELECT * FROM notice") == []


def test_one_bad_file_of_a_batch_does_not_hold_up_the_others(
    project: Project, tmp_path: Path
) -> None:
    """F43: the rest is out and recorded, the one that failed is told and can be made again."""
    folder = tmp_path / "公示"
    blocked = folder / "三(2)班2026-11-23作业公示.pdf"
    blocked.mkdir(parents=True)
    result = printing.export(project, prepared(project), folder, one_file=False)
    assert [path.name[:5] for path in result.paths] == ["三(1)班", "三(3)班"]
    assert [notice.title for notice in result.failed] == ["三(2)班2026-11-23作业公示"]
    assert "是一个文件夹" in result.failures[0]
    standings = [board(project)[f"{name}班"].standing for name in ENTERED]
    assert standings == [Standing.PUBLISHED, Standing.DRAFT, Standing.PUBLISHED]
    blocked.rmdir()
    again = printing.export(project, result.failed, folder, one_file=False)
    assert again.failures == ()


def test_putting_out_again_unchanged_records_nothing_and_gives_the_same_bytes(
    project: Project, tmp_path: Path
) -> None:
    printing.export(project, prepared(project), tmp_path / "1.pdf", one_file=True)
    again = printing.export(project, prepared(project), tmp_path / "2.pdf", one_file=True)
    assert again.changes.seq is None
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


def test_changed_homework_asks_for_a_correction_and_gets_version_two(
    project: Project, tmp_path: Path
) -> None:
    printing.export(project, prepared(project), tmp_path / "1.pdf", one_file=True)
    project.run(change_item(stored_item(project)._replace(minutes=35)), reason="估计有误")
    entry = board(project)["三(1)班"]
    assert entry.standing is Standing.CHANGED
    assert entry.prepared.record.version == 2
    printing.export(project, [entry.prepared], tmp_path / "2.pdf", one_file=True)
    assert board(project)["三(1)班"].standing is Standing.CORRECTED
    assert len(project.database.rows("SELECT 1 FROM notice WHERE number LIKE '%-301'")) == 2


def test_the_same_version_with_other_content_is_a_conflict(project: Project) -> None:
    stale = prepared(project)
    project.run(change_item(stored_item(project)._replace(minutes=35)))
    publish(project, prepared(project), lambda: None)
    with pytest.raises(Conflict, match="已在别处发布"):
        publish(project, stale, lambda: None)


def test_a_read_only_school_is_put_out_without_a_record(project: Project, tmp_path: Path) -> None:
    project.database.read_only = True
    result = printing.export(project, prepared(project), tmp_path / "1.pdf", one_file=True)
    assert result.paths[0].exists()
    assert result.changes.seq is None


def test_nothing_to_publish_is_said_so(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有可以公示的班级"):
        printing.export(project, [], tmp_path / "1.pdf", one_file=True)


def test_a_file_in_the_place_of_the_folder_is_said_so(project: Project, tmp_path: Path) -> None:
    (tmp_path / "公示").write_text("")
    with pytest.raises(UserError, match="是一个文件"):
        printing.export(project, prepared(project), tmp_path / "公示", one_file=False)


def test_titles_that_are_no_file_names_become_safe_and_stay_apart(project: Project) -> None:
    """F37: `..\\..\\x` and CON never leave the folder; two alike never overwrite each other."""
    pdf = printing.render(prepared(project)[:1])
    files = [printing.NoticeFile(title, (), pdf) for title in ("a/b", "a:b", "A/B", "con", "..")]
    names = list(printing._names(files))
    assert len({name.casefold() for name in names}) == len(files)
    assert all(Path(name).name == name and name.endswith(".pdf") for name in names)


def test_a_cancelled_batch_writes_and_records_nothing(project: Project) -> None:
    seen = []

    def enough() -> bool:
        return bool(seen)

    with pytest.raises(Cancelled):
        printing.render_files(
            prepared(project),
            one_file=False,
            progress=lambda done, total: seen.append((done, total)),
            is_cancelled=enough,
        )
    assert seen == [(1, 3)]


def test_pictures_of_each_page_stand_as_png_files(project: Project, tmp_path: Path) -> None:
    written = printing.export_pictures(prepared(project)[:1], tmp_path / "图片", dpi=40)
    assert [path.name for path in written] == ["三(1)班2026-11-23作业公示.png"]
    assert written[0].read_bytes().startswith(b"\x89PNG")
    assert board(project)["三(1)班"].standing is Standing.DRAFT


def test_a_review_counts_only_for_the_content_that_was_seen(project: Project) -> None:
    entry = board(project)["三(1)班"]
    assert [day.date for day in entry.to_review] == [MONDAY]
    project.run(review_days(entry.to_review, " 王芳 ", "2026-11-23T15:40:00"))
    assert board(project)["三(1)班"].reviewers == ("王芳",)
    assert board(project)["三(1)班"].is_reviewed
    enter(project, item(project, "三(1)", "数学"))
    assert not board(project)["三(1)班"].is_reviewed
    assert board(project)["三(1)班"].reviewers == ()


@pytest.mark.parametrize("name", ["", "  ", "王" * 41, "\u200b"])
def test_a_review_names_somebody(project: Project, name: str) -> None:
    with pytest.raises(UserError, match="审核人"):
        review_days(board(project)["三(1)班"].to_review, name, "2026-11-23T15:40:00")


def test_the_list_says_what_is_odd_before_anything_is_put_out(project: Project) -> None:
    enter(project, item(project, "三(2)", "数学", 50))
    entries = tuple(board(project).values())
    assert summary(entries) == "共5份：待公示3 · 未审3 · 未录入2"
    assert concerns(entries) == (
        "3份还没有审核（审核应当在公示之前）",
        "1份里有超过书面作业上限的日子",
        "2份什么都没有录入，不会公示",
    )
    assert board(project)["三(2)班"].days_over == 1


def test_a_grade_week_is_one_entry_for_the_grade(project: Project) -> None:
    entry = board(project, Shape.GRADE_WEEK)["三年级"]
    assert (entry.days_entered, entry.days_missing) == (3, 0)
    assert len(entry.to_review) == 3


def test_the_rows_of_a_publication_are_on_disk_when_the_file_is(
    project: Project, tmp_path: Path
) -> None:
    printing.export(project, prepared(project), tmp_path / "1.pdf", one_file=True)
    other = sqlite3.connect(project.path)
    try:
        assert other.execute("SELECT count(*) FROM notice_day").fetchone() == (3,)
    finally:
        other.close()
