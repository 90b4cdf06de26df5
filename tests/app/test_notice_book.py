"""What was put out is kept and proves itself (F44); a correction says old → new and why."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app import printing
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.homework import change_item, remove_items
from shuangjian_desktop.app.gate import NeedsReason
from shuangjian_desktop.app.notice_book import CHANGED, NOT_KEPT, SAME, reprint, versions
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import publish
from shuangjian_desktop.app.queries.health import health
from shuangjian_desktop.app.queries.notices import PreparedNotice, Shape, prepare
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.reports.notice_json import from_json, to_json
from shuangjian_desktop.reports.render import render_notices
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, class_named, enter, item, small_school
from tests.reports.notices import text_of

NUMBER = "20261123-301"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    school = small_school(tmp_path)
    yield school
    school.close()


@pytest.fixture
def entered(project: Project) -> HomeworkItem:
    made = item(project, minutes=25)
    enter(project, made, item(project, subject="数学", minutes=10))
    return made


def prepared(project: Project, shape: Shape = Shape.DAY) -> PreparedNotice:
    return prepare(project, shape, [class_named(project, "三(1)")], MONDAY)[0]


def rename_school(writer: Writer) -> None:
    for row_id, _ in writer.find("school"):
        writer.update("school", row_id, {"name": "改了名的学校"})


def put_out(project: Project, shape: Shape = Shape.DAY, reason: str | None = None) -> bytes:
    notice = prepared(project, shape)
    publish(project, [notice], lambda: None, reason=reason)
    return printing.render([notice]).data


@pytest.mark.parametrize("shape", list(Shape))
def test_a_notice_survives_being_kept(
    project: Project, entered: HomeworkItem, shape: Shape
) -> None:
    put_out(project, shape)
    project.run(change_item(entered._replace(minutes=15)), reason="估计有误")
    for notice in (prepared(project, shape).notice,):
        assert from_json(to_json(notice)) == notice
        assert to_json(from_json(to_json(notice))) == to_json(notice)


def test_an_old_version_prints_the_same_bytes_whatever_changed_since(
    project: Project, entered: HomeworkItem
) -> None:
    """F44: new homework, another school name, another teacher's name: the first sheet stays."""
    first = put_out(project)
    project.run(change_item(entered._replace(minutes=15)), reason="估计有误")
    project.run(Command("改名", rename_school))
    staff = project.directory.staff[1]
    project.run(Command("改名", lambda w: w.update("staff", staff.id, {"name": "赵新"})))
    second = put_out(project)
    kept = versions(project, NUMBER)
    assert [(v.record.version, v.verdict) for v in kept] == [(2, SAME), (1, SAME)]
    assert [printing.render([reprint(project, v)]).data for v in kept] == [second, first]
    again = reprint(project, kept[1])
    assert publish(project, [again], lambda: None).seq is None


def test_the_record_says_by_whom_why_and_by_which_rules(
    project: Project, entered: HomeworkItem
) -> None:
    put_out(project)
    project.run(change_item(entered._replace(minutes=15)), reason="估计有误")
    put_out(project)
    newest = versions(project, NUMBER)[0].record
    assert (newest.issued_by, newest.reason) == (project.who, "估计有误")
    assert newest.rulebook == project.rulebook.name


def test_a_correction_prints_old_and_new_and_why(project: Project, entered: HomeworkItem) -> None:
    put_out(project)
    project.run(change_item(entered._replace(minutes=15)), reason="估计有误")
    project.run(remove_items([entered.id]))
    project.undo()
    enter(project, item(project, subject="英语", minutes=5))
    text = text_of(put_out(project))
    assert "（更正版）" in text
    assert "更正说明（第2版，代替11月23日公示的第1版）" in text
    assert "25分钟→15分钟" in text
    assert "增加：英语" in text
    assert "更正理由：估计有误。" in text


@pytest.mark.parametrize("shape", [Shape.CLASS_WEEK, Shape.GRADE_WEEK])
def test_a_weeks_correction_names_the_day(
    project: Project, entered: HomeworkItem, shape: Shape
) -> None:
    put_out(project, shape)
    project.run(change_item(entered._replace(minutes=15)), reason="估计有误")
    correction = prepared(project, shape).notice.head.correction
    assert correction is not None
    where = "三(1)班11月23日（星期一）" if shape is Shape.GRADE_WEEK else "11月23日（星期一）"
    assert correction.changes == (f"{where}语文“练习册第32页”：25分钟→15分钟",)
    assert "25分钟→15分钟" in text_of(put_out(project, shape))


def test_a_correction_that_nobody_explained_asks_why_and_prints_the_answer(
    project: Project, entered: HomeworkItem, tmp_path: Path
) -> None:
    put_out(project)
    staff = next(s for s in project.directory.staff if s.id == entered.staff_id)
    project.run(Command("改名", lambda w: w.update("staff", staff.id, {"name": "赵新"})))
    with pytest.raises(NeedsReason, match="还没有写更正理由"):
        printing.export(project, [prepared(project)], tmp_path / "2.pdf", one_file=True)
    assert not (tmp_path / "2.pdf").exists()
    printing.export(
        project, [prepared(project)], tmp_path / "2.pdf", one_file=True, reason="教师改名"
    )
    kept = versions(project, NUMBER)[0]
    assert "更正理由：教师改名。" in text_of((tmp_path / "2.pdf").read_bytes())
    assert printing.render([reprint(project, kept)]).data == (tmp_path / "2.pdf").read_bytes()


def test_going_back_to_what_hung_first_is_a_third_version(
    project: Project, entered: HomeworkItem
) -> None:
    put_out(project)
    for minutes in (15, 25):
        project.run(change_item(entered._replace(minutes=minutes)), reason="估计有误")
        put_out(project, reason="改回")
    codes = {v.record.code for v in versions(project, NUMBER)}
    assert len(codes) == 3
    assert not prepared(project).is_new


def test_doctor_and_the_check_see_content_that_was_tampered_with(
    project: Project, entered: HomeworkItem
) -> None:
    put_out(project)
    assert {point.name: point.is_good for point in health(project)}["notices"]
    with sqlite3.connect(project.path) as other:
        other.execute("UPDATE notice_content SET content = zeroblob(20)")
    other.close()
    version = versions(project, NUMBER)[0]
    assert version.verdict == CHANGED
    with pytest.raises(UserError, match="不能再印"):
        reprint(project, version)
    point = next(point for point in health(project) if point.name == "notices")
    assert not point.is_good
    assert f"{NUMBER}第1版" in point.message


def test_a_notice_of_the_first_layout_is_corrected_without_a_list(
    project: Project, entered: HomeworkItem
) -> None:
    put_out(project)
    project.database.connection.execute("DELETE FROM notice_content")
    project.database.connection.execute("UPDATE notice SET content_sha256 = NULL")
    project.database.connection.commit()
    assert versions(project, NUMBER)[0].verdict == NOT_KEPT
    assert not prepared(project).is_new
    project.run(change_item(entered._replace(minutes=15)), reason="估计有误")
    correction = prepared(project).notice.head.correction
    assert correction is not None
    assert correction.changes == ("原公示没有留存内容，不能逐项列出",)
    assert correction.reasons == ("估计有误",)


def test_a_many_sided_correction_still_fills_one_sheet_in_black(
    project: Project, entered: HomeworkItem
) -> None:
    put_out(project)
    many = [item(project, subject="数学", minutes=1, content=f"第{n}题") for n in range(8)]
    enter(project, *many, reason="补录")
    rendered = render_notices([prepared(project).notice])
    assert rendered.pages == 1
    assert "8." in text_of(rendered.data)


def test_a_corrected_notice_printed_again_tomorrow_is_the_sheet_that_hangs(
    project: Project, entered: HomeworkItem
) -> None:
    put_out(project)
    project.run(change_item(entered._replace(minutes=15)), reason="估计有误")
    hanging = put_out(project)
    again = prepared(project)
    assert not again.is_new
    assert again.notice.head.correction is not None
    assert printing.render([again]).data == hanging
