"""Lines a paste cannot take as they stand, completed field by field before anything is written."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from shuangjian_desktop.app.paste_clip import Clip
from shuangjian_desktop.app.paste_fields import Field
from shuangjian_desktop.app.paste_repair import PasteRepair
from shuangjian_desktop.app.pasting import paste, plan_for_grade, plan_for_week
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.foreseen import foresee
from shuangjian_desktop.app.queries.week import class_week, judged_day
from tests.builders import MONDAY, class_named, enter, item, small_school

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = small_school(tmp_path)
    yield project
    project.close()


def in_week(project: Project, text: str, row: int = 0, column: int = 0) -> PasteRepair:
    week = class_week(project, class_named(project, "三(1)").id, MONDAY)
    plan = plan_for_week(project, week, Clip(text), row, column)
    return PasteRepair(project, plan, foresee(project, plan.items), MONDAY)


def in_grade(project: Project, *rows: str) -> PasteRepair:
    text = "\n".join("\t".join(cell.strip() for cell in row.split("|")) for row in rows)
    plan = plan_for_grade(project, Clip(text), MONDAY)
    return PasteRepair(project, plan, foresee(project, plan.items), MONDAY)


def told(project: Project, repair: PasteRepair) -> list[tuple[str, int, str, str, int]]:
    """(class, weekday from 1, subject, content, minutes) of what would be pasted."""
    names = {c.id: c.name for c in project.directory.classes(MONDAY)}
    subjects = project.directory.subject_names
    return [
        (names[i.class_id], i.date.isoweekday(), subjects[i.subject_id], i.content, i.minutes)
        for i in repair.plan().items
    ]


def test_minutes_typed_make_a_line_of_a_message_good(project: Project) -> None:
    repair = in_week(project, "语文：背诵古诗 10分钟\n数学 练习册P12")
    (draft,) = repair.drafts
    assert draft.lacks() == (Field.MINUTES,)
    repair.write(0, Field.MINUTES, "20")
    assert told(project, repair) == [
        ("三(1)", 1, "语文", "背诵古诗", 10),
        ("三(1)", 1, "数学", "练习册P12", 20),
    ]
    assert repair.left_out == 0


def test_what_stays_unfinished_stays_listed_and_is_not_taken(project: Project) -> None:
    repair = in_week(project, "语文：背诵古诗\n数学：口算一页\n英语：听读 5")
    repair.write(1, Field.MINUTES, "15")
    plan = repair.plan()
    assert [problem.text for problem in plan.problems] == ["背诵古诗"]
    project.run(paste(plan))
    day = judged_day(project, class_named(project, "三(1)").id, MONDAY).class_day
    assert [i.content for i in day.items] == ["口算一页", "听读"]
    project.undo()
    assert not judged_day(project, class_named(project, "三(1)").id, MONDAY).class_day.items


def test_a_completed_line_stands_where_it_stood_in_the_message(project: Project) -> None:
    repair = in_week(project, "语文：甲\n数学：乙 5\n英语：丙\n科学：丁 5")
    repair.write(1, Field.MINUTES, "5")
    repair.write(0, Field.MINUTES, "5")
    items = sorted(repair.plan().items, key=lambda i: i.position)
    assert [i.content for i in items] == ["甲", "乙", "丙", "丁"]


@pytest.mark.parametrize(
    ("field", "text", "shown"),
    [
        (Field.CLASS, "3-2", "三(2)"),
        (Field.CLASS, "三年级2班", "三(2)"),
        (Field.DATE, "周二", TUESDAY),
        (Field.DATE, "周二 11/24", TUESDAY),
        (Field.DATE, "11月24日", TUESDAY),
        (Field.SUBJECT, "数学", "数学"),
        (Field.SUBJECT, "外语", "英语"),
        (Field.SUBJECT, "sx", "数学"),
        (Field.CONTENT, "口算 25", "口算"),
        (Field.MINUTES, "２５", 25),
    ],
)
def test_each_field_is_read_as_people_write_it(
    project: Project, field: Field, text: str, shown: object
) -> None:
    repair = in_grade(project, "甲")
    repair.write(0, field, text)
    draft = repair.drafts[0]
    names = project.directory.subject_names
    found = {
        Field.CLASS: draft.target.school_class and draft.target.school_class.name,
        Field.DATE: draft.target.on,
        Field.SUBJECT: draft.target.subject_id and names[draft.target.subject_id],
        Field.CONTENT: draft.entry.content,
        Field.MINUTES: draft.entry.minutes.value,
    }
    assert found[field] == shown
    assert field not in draft.lacks()


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        (Field.CLASS, "三(9)", "没有“三(9)”这个班"),
        (Field.CLASS, "三年级", "是3个班"),
        (Field.DATE, "改天", "看不懂日期“改天”"),
        (Field.SUBJECT, "天文", "没有“天文”这个学科"),
        (Field.MINUTES, "很多", "看不懂"),
        (Field.MINUTES, "9999", "超出范围"),
    ],
)
def test_what_cannot_be_read_stays_in_the_field_and_says_why(
    project: Project, field: Field, text: str, why: str
) -> None:
    repair = in_grade(project, "甲")
    repair.write(0, field, text)
    draft = repair.drafts[0]
    assert why in draft.why
    assert draft.refused == {field: text}
    assert field in draft.lacks()
    assert repair.plan().items == ()


def test_f2_an_unsure_reading_waits_until_it_is_confirmed(project: Project) -> None:
    repair = in_week(project, "语文：写日记 半小时")
    assert repair.drafts[0].entry.minutes.value == 30
    assert repair.drafts[0].lacks() == (Field.MINUTES,)
    assert repair.plan().items == ()
    repair.write(0, Field.MINUTES, "30")
    assert [i.minutes for i in repair.plan().items] == [30]


def test_a_strange_word_is_explained_once_for_all_its_cells(project: Project) -> None:
    repair = in_grade(
        project,
        "班级 | 学科 | 周一 | 周二",
        "三(9) | 语文 | 生字 10 | 朗读 5",
        "三(9) | 数学 | 口算 15 | 笔算",
        "三(8) | 数学 | 应用题 5 | ",
    )
    repair.write(0, Field.CLASS, "三(2)")
    assert [entry[0] for entry in told(project, repair)] == ["三(2)"] * 3
    lacks = [draft.lacks() for draft in repair.drafts]
    assert lacks == [(), (), (), (Field.MINUTES,), (Field.CLASS,)]


def test_a_line_nobody_has_looked_at_is_never_taken(project: Project) -> None:
    """A title names the class, the row a word nobody knows: complete, yet not said to be so."""
    repair = in_grade(
        project,
        "三(1)班",
        "班别 | 学科 | 周一",
        "加练 | 语文 | 生字 10",
        "加练 | 数学 | 口算",
    )
    assert [draft.lacks() for draft in repair.drafts] == [(), (Field.MINUTES,)]
    repair.write(1, Field.MINUTES, "5")
    assert [entry[3] for entry in told(project, repair)] == ["口算"]
    repair.write(0, Field.CLASS, "三(1)")
    assert [entry[3] for entry in told(project, repair)] == ["生字", "口算"]


def test_totals_move_along_with_every_line(project: Project) -> None:
    enter(project, item(project, minutes=30))
    repair = in_week(project, "数学：口算\n英语：听读 5")
    assert [day.totals.tested for day in repair.foresight.days] == [35]
    repair.write(0, Field.MINUTES, "40")
    (day,) = repair.foresight.days
    assert (day.totals.tested, day.totals.over_by) == (75, 15)
    repair.write(0, Field.DATE, "周二")
    assert [day.totals.tested for day in repair.foresight.days] == [35, 40]
    repair.write(0, Field.MINUTES, "")
    assert [day.totals.tested for day in repair.foresight.days] == [35]


def test_what_the_class_has_already_is_not_doubled_by_completing(project: Project) -> None:
    enter(project, item(project, subject="数学", content="口算"))
    repair = in_week(project, "数学：口算\n英语：听读\n英语：听读")
    for number in range(3):
        repair.write(number, Field.MINUTES, "5")
    assert [entry[3] for entry in told(project, repair)] == ["听读"]
    assert [draft.is_double for draft in repair.drafts] == [True, False, True]
    assert repair.plan().already_there == 2
    repair.write(0, Field.CONTENT, "笔算")
    assert [entry[3] for entry in told(project, repair)] == ["笔算", "听读"]


def test_minutes_are_proposed_from_like_items_and_never_filled_in(project: Project) -> None:
    for days, minutes in enumerate((15, 20, 20, 25), 7):
        old = {"on": MONDAY - timedelta(days), "content": f"练习册第{days}页"}
        enter(project, item(project, "三(2)", "数学", minutes, **old))
    repair = in_week(project, "数学：练习册P12\n英语：练习册P12")
    hint = repair.hint(0)
    assert hint is not None
    assert hint.sentence == "过去4次相近作业：中位20分，多在19–21分"
    assert repair.drafts[0].entry.minutes.value is None
    assert repair.hint(1) is None


def test_a_row_of_a_table_keeps_its_other_columns_when_completed(project: Project) -> None:
    repair = in_grade(
        project,
        "日期 | 班级 | 学科 | 作业内容 | 类型 | 要求 | 分层 | 完成地点 | 预计时长 | 备注",
        "2026-11-23 | 三(1) | 语文 | 读第3课 | 阅读 | 选做 | A | 校内 | | 带书",
        "2026-11-23 | 三(1) | 数学 | 口算 | 不知道 | 必做 | | 家庭 | | ",
    )
    assert [problem.where for problem in repair.fixed] == ["第3行"]
    repair.write(0, Field.MINUTES, "10")
    (made,) = repair.plan().items
    assert (made.kind, made.requirement, made.tier, made.place, made.note, made.minutes) == (
        "阅读", "选做", "A", "校内", "带书", 10,
    )  # fmt: skip


def test_what_lies_beyond_the_grid_can_be_given_a_place(project: Project) -> None:
    """F7"""
    repair = in_week(project, "甲 1\n乙 2", row=4, column=0)
    assert repair.drafts[0].lacks() == (Field.SUBJECT,)
    repair.write(0, Field.SUBJECT, "语文")
    assert ("三(1)", 1, "语文", "乙", 2) in told(project, repair)


def test_a_class_the_school_has_not_is_told_even_where_the_row_lacks_something_else(
    project: Project,
) -> None:
    """F7: nothing is dropped unsaid: both classes of the row wait to be completed."""
    head, row = "班级|学科|作业内容|预计时长", "三(1)、三(9)|语文|背诵课文|"
    drafts = in_grade(project, head, row).drafts
    known = [each.target.school_class for each in drafts]
    assert [each and each.name for each in known] == ["三(1)", None]
    assert "没有“三(9)”这个班" in drafts[1].problem.why
