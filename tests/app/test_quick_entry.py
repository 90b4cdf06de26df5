"""One typed line of homework, read as a teacher means it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.app.quick_entry import (
    QuickEntry,
    is_minutes_alone,
    new_item,
    quick_text,
    read_cell,
    read_quick,
)
from shuangjian_desktop.domain.homework import HomeworkItem, Kind, Place, Requirement, Tier
from shuangjian_desktop.domain.ids import ClassId, HomeworkId, SubjectId
from tests.builders import MONDAY, class_named, enter, small_school


@pytest.mark.parametrize(
    ("line", "content", "minutes"),
    [
        ("练习册第32-33页 20", "练习册第32-33页", 20),
        ("练习册第32-33页 20分钟", "练习册第32-33页", 20),
        ("练习册第32-33页20分钟", "练习册第32-33页", 20),
        ("练习册第32-33页（20分钟）", "练习册第32-33页", 20),
        ("口算2页，１５分", "口算2页", 15),
        ("背诵《山行》\u3000１０", "背诵《山行》", 10),
        ("朗读 0", "朗读", 0),
    ],
)
def test_minutes_at_the_end_of_a_line_are_read(line: str, content: str, minutes: int) -> None:
    entry = read_quick(line)
    assert (entry.content, entry.minutes.value) == (content, minutes)
    assert entry.is_complete


@pytest.mark.parametrize(
    "line",
    [
        "练习册第32-33页",
        "预习 1-3",
        "抄写第3课",
        "练习（一）",
        "读书 一",
        "背诵 -5",
        "25",
        "抄写 2.5",
    ],
)
def test_a_line_without_minutes_gets_none(line: str) -> None:
    entry = read_quick(line)
    assert entry.content == line
    assert entry.minutes.is_empty
    assert not entry.is_complete


@pytest.mark.parametrize("line", ["默写 半小时", "跳绳 约15分钟"])
def test_unsure_minutes_wait_for_confirmation(line: str) -> None:
    """F2"""
    entry = read_quick(line)
    assert entry.minutes.value is not None
    assert entry.minutes.problem
    assert not entry.is_complete


def test_minutes_out_of_range_are_no_minutes() -> None:
    """F3"""
    entry = read_quick("抄写 9999")
    assert entry.minutes.value is None
    assert "超出范围" in (entry.minutes.problem or "")


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("【A层】计算 10", {"tier": Tier.A}),
        ("【选做·校内】计算 10", {"requirement": Requirement.OPTIONAL, "place": Place.SCHOOL}),
        ("【口头、B】朗读 10", {"kind": Kind.ORAL, "tier": Tier.B}),
        ("【红星照耀中国】计算 10", {}),
    ],
)
def test_marks_in_front_are_read_and_other_brackets_are_content(
    line: str, marks: dict[str, object]
) -> None:
    entry = read_quick(line)
    assert entry.marks == marks
    assert entry.content.startswith("【") is not bool(marks)


def test_each_line_of_a_cell_is_an_item() -> None:
    assert [entry.content for entry in read_cell("口算 5\n\n笔算 10\n")] == ["口算", "笔算"]


@pytest.mark.parametrize(
    ("text", "alone"), [("25", True), ("２５", True), ("25分", False), ("a", False), ("", False)]
)
def test_a_number_alone_means_minutes(text: str, alone: bool) -> None:
    assert is_minutes_alone(text) is alone


@given(
    minutes=st.integers(0, 600),
    tier=st.sampled_from([None, *Tier]),
    kind=st.sampled_from(Kind),
    requirement=st.sampled_from(Requirement),
    place=st.sampled_from(Place),
    content=st.sampled_from(
        ["练习册第32-33页", "背诵《山行》（一）", "预习 1-3", "读 10", "【书】读"]
    ),
)
def test_what_is_copied_out_reads_back_the_same(
    minutes: int,
    tier: Tier | None,
    kind: Kind,
    requirement: Requirement,
    place: Place,
    content: str,
) -> None:
    item = HomeworkItem(
        HomeworkId("i"), ClassId("c"), MONDAY, SubjectId("s"), content, minutes,
        kind, requirement, tier, place,
    )  # fmt: skip
    entry = read_quick(quick_text(item))
    defaults = {"tier": None, "kind": Kind.WRITTEN, "requirement": Requirement.REQUIRED,
                "place": Place.HOME}  # fmt: skip
    assert (entry.content, entry.minutes.value) == (content, minutes)
    assert defaults | entry.marks == {
        "tier": tier, "kind": kind, "requirement": requirement, "place": place,
    }  # fmt: skip


@given(st.text(max_size=60))
def test_no_text_makes_it_stumble(text: str) -> None:
    entry = read_quick(text)
    assert isinstance(entry, QuickEntry)
    assert entry.minutes.value is None or 0 <= entry.minutes.value <= 600


@pytest.mark.parametrize(
    ("subject", "line", "kind", "written"),
    [
        ("语文", "练习册第32页 20", Kind.WRITTEN, 20),
        ("语文", "【阅读】读第3章 20", Kind.READING, 0),
        ("体育", "跳绳 20", Kind.SPORT, 0),
        ("体育与健康", "跳绳 20", Kind.SPORT, 0),
        ("健康", "护眼操 20", Kind.SPORT, 0),
        ("劳动", "整理书桌 20", Kind.LABOUR, 0),
        ("劳动教育", "整理书桌 20", Kind.LABOUR, 0),
        ("综合实践", "访问邻居 20", Kind.PRACTICE, 0),
        ("综合", "访问邻居 20", Kind.PRACTICE, 0),
        ("阅读", "读第3章 20", Kind.READING, 0),
        ("体育", "【书面】健康知识卷 20", Kind.WRITTEN, 20),
    ],
)
def test_what_the_marks_leave_open_follows_from_the_subject(
    tmp_path: Path, subject: str, line: str, kind: Kind, written: int
) -> None:
    project = small_school(tmp_path)
    subject_id = _subject(project, subject)
    third = class_named(project, "三(1)")
    made = new_item(project, third.id, MONDAY, subject_id, read_quick(line), 0)
    assert made.kind is kind
    enter(project, made)
    assert judged_day(project, third.id, MONDAY).totals.written == written
    project.close()


def _subject(project: Project, name: str) -> SubjectId:
    known = {subject.name: subject.id for subject in project.directory.subjects}
    if name not in known:
        values = {"name": name, "position": len(known) + 1}
        project.run(Command("学科", lambda writer: writer.insert("subject", values)))
        known = {subject.name: subject.id for subject in project.directory.subjects}
    return known[name]
