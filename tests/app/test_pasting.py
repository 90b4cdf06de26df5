"""Blocks that name their own places, homework tables and messages from the class group."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shuangjian_desktop.app.paste_clip import Clip
from shuangjian_desktop.app.paste_plan import PastePlan
from shuangjian_desktop.app.pasting import (
    AS_BLOCK,
    AS_MESSAGE,
    AS_ROWS,
    paste,
    plan_for_grade,
    plan_for_week,
)
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.week import class_week
from tests.builders import MONDAY, class_named, enter, item, small_school

Told = list[tuple[str, int, str, str, int]]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = small_school(tmp_path)
    yield project
    project.close()


def table(*rows: str) -> str:
    """A table written with | between the cells."""
    return "\n".join("\t".join(cell.strip() for cell in row.split("|")) for row in rows)


def told(project: Project, plan: PastePlan) -> Told:
    """(class, weekday from 1, subject, content, minutes) of what would be added."""
    names = {c.id: c.name for c in project.directory.classes(MONDAY)}
    subjects = project.directory.subject_names
    return [
        (names[i.class_id], i.date.isoweekday(), subjects[i.subject_id], i.content, i.minutes)
        for i in plan.items
    ]


def in_week(
    project: Project, text: str, row: int = 0, column: int = 0, html: str = ""
) -> PastePlan:
    week = class_week(project, class_named(project, "三(1)").id, MONDAY)
    return plan_for_week(project, week, Clip(text, html), row, column)


def in_grade(project: Project, text: str, html: str = "") -> PastePlan:
    return plan_for_grade(project, Clip(text, html), MONDAY)


@pytest.mark.parametrize(
    "rows",
    [
        ("班级 | 学科 | 周一 | 周二",
         "三(1) | 语文 | 生字 10 | 朗读 5", "三(2)班 | 数学 | 口算 15 |"),
        ("学科 | 班级 | 星期一 | 星期二",
         "语文 | 3-1 | 生字 10 | 朗读 5", "数学 | 302 | 口算 15 | 无"),
        ("三(1)班 | | ", "学科 | 周一 | 周二", "语文 | 生字 10 | 朗读 5",
         "三(2)班一周作业安排 | | ", "学科 | 周一 | 周二", "数学 | 口算 15 |"),
        (" | 三(1) | | 三(2) | ", " | 周一 | 周二 | 周一 | 周二",
         "语文 | 生字 10 | 朗读 5 | | ", "数学 | | | 口算 15 | "),
        ("班级 | 日期 | 语文 | 数学", "三(1) | 11月23日 | 生字 10 | ",
         " | 2026-11-24 | 朗读 5 | ", "三(2) | 周一 11/23 | | 口算 15"),
        ("序号 | 班级 | 学科 | 周一 | 周二",
         "1 | 三(1) | 语文 | 生字 10 | 朗读 5", "2 | 三(2)班 | 数学 | 口算 15 |"),
        ("日期 | 班级 | 学科 | 内容 | 时长", "2026-11-23 | 三(1) | 语文 | 生字 | 10",
         "2026-11-24 | 三(1) | 语文 | 朗读 | 5分钟", "2026.11.23 | 三年级2班 | 数学 | 口算 | １５"),
    ],
)  # fmt: skip
def test_a_grades_block_is_read_in_every_usual_shape(
    project: Project, rows: tuple[str, ...]
) -> None:
    plan = in_grade(project, table(*rows))
    assert not plan.problems
    assert sorted(told(project, plan)) == [
        ("三(1)", 1, "语文", "生字", 10),
        ("三(1)", 2, "语文", "朗读", 5),
        ("三(2)", 1, "数学", "口算", 15),
    ]
    assert plan.asks


def test_a_whole_grade_is_one_undo_step(project: Project) -> None:
    """P15"""
    head = "班级 | 学科 | 周一 | 周二 | 周三 | 周四 | 周五"
    rows = [
        f"{name} | {subject} | " + " | ".join(f"{subject}{day} 5" for day in range(1, 6))
        for name in ("三(1)", "三(2)", "三(3)")
        for subject in ("语文", "数学", "英语", "科学", "体育")
    ]
    plan = in_grade(project, table(head, *rows))
    assert (len(plan.items), plan.problems) == (75, ())
    project.run(paste(plan))
    assert not in_grade(project, table(head, *rows)).items
    assert in_grade(project, table(head, *rows)).already_there == 75
    project.undo()
    assert len(in_grade(project, table(head, *rows)).items) == 75


def test_f8_merged_labels_in_html_hold_for_all_they_span(project: Project) -> None:
    html = (
        "<table><tr><td colspan=3>三年级一周作业</td></tr>"
        "<tr><td>班级</td><td>学科</td><td>周三</td></tr>"
        "<tr><td rowspan=2>三(1)</td><td>语文</td><td rowspan=2>合写 20</td></tr>"
        "<tr><td>数学</td></tr></table>"
    )
    plan = in_grade(project, "x", html)
    assert told(project, plan) == [("三(1)", 3, "语文", "合写", 20)]


def test_f6_cells_nobody_can_place_are_listed_one_by_one(project: Project) -> None:
    plan = in_grade(
        project, table("班级 | 学科 | 周一", "三(9) | 语文 | 生字 10", "三(1) | 数学 | 口算")
    )
    assert plan.items == ()
    assert [p.text for p in plan.problems] == ["生字", "口算"]
    assert plan.problems[0].target.school_class is None
    assert "三(9)" in plan.problems[0].why


def test_a_strange_class_holds_for_the_blank_cells_below_it(project: Project) -> None:
    """Else they would go to the class above, which nobody said."""
    rows = ("班级 | 学科 | 周一", "三(1) | 语文 | 生字 10", "三(9) | 语文 | 日记 20",
            " | 数学 | 口算 5", "三(2) | 英语 | 听读 5")  # fmt: skip
    plan = in_grade(project, table(*rows))
    assert told(project, plan) == [
        ("三(1)", 1, "语文", "生字", 10),
        ("三(2)", 1, "英语", "听读", 5),
    ]
    assert [(p.text, p.target.school_class) for p in plan.problems] == [
        ("日记", None),
        ("口算", None),
    ]
    in_one_class = in_week(project, table(*rows))
    assert [p.target.school_class for p in in_one_class.problems] == [None, None]


def test_what_follows_a_strange_class_in_a_message_is_no_other_classs(project: Project) -> None:
    plan = in_grade(
        project, "三(1)班\n语文：生字 10\n三(9)班作业\n语文：日记 20\n三(2)班\n数学：口算 5"
    )
    assert [entry[:1] + entry[3:] for entry in told(project, plan)] == [
        ("三(1)", "生字", 10),
        ("三(2)", "口算", 5),
    ]
    assert [(p.text, p.target.school_class) for p in plan.problems] == [("日记", None)]


def test_a_subject_the_school_has_not_is_no_part_of_the_one_above(project: Project) -> None:
    plan = in_week(project, "数学：口算 10\n美术：画一幅秋天 20")
    assert [entry[2:] for entry in told(project, plan)] == [("数学", "口算", 10)]
    (problem,) = plan.problems
    assert (problem.text, problem.target.subject_id) == ("画一幅秋天", None)
    assert problem.why == "学校没有“美术”这个学科"
    read = in_week(project, "语文：生字 10\n阅读：西游记 20")
    assert [entry[2:] for entry in told(project, read)] == [
        ("语文", "生字", 10),
        ("语文", "阅读：西游记", 20),
    ]


def test_a_blank_may_stand_for_the_colon_of_a_message(project: Project) -> None:
    plan = in_week(project, "数学 练习册P12 20\n语文 背诵古诗 10")
    assert plan.read_as == AS_MESSAGE
    assert [entry[2:] for entry in told(project, plan)] == [
        ("数学", "练习册P12", 20),
        ("语文", "背诵古诗", 10),
    ]


def test_what_follows_a_subject_without_homework_is_not_its_own(project: Project) -> None:
    plan = in_week(project, "语文：生字 10\n英语：无\n请按时完成！")
    assert [(p.text, p.target.subject_id) for p in plan.problems] == [("请按时完成！", None)]


def test_a_table_without_a_column_of_minutes_makes_no_noughts(project: Project) -> None:
    """F4"""
    plan = in_grade(project, table("日期 | 班级 | 学科 | 内容", "2026-11-23 | 三(1) | 语文 | 日记"))
    assert plan.items == ()
    assert [(p.text, p.why) for p in plan.problems] == [("日记", "没有写分钟数")]


def test_f7_a_block_without_names_is_no_block_for_a_grade(project: Project) -> None:
    plan = in_grade(project, "生字 10\t朗读 5")
    assert plan.items == ()
    assert len(plan.problems) == 2


def test_in_a_classs_week_its_own_name_and_day_need_no_saying(project: Project) -> None:
    plan = in_week(
        project, table("学科 | 内容 | 时长", "语文 | 生字 | 10", "数学 | 口算 | 15"), 3, 1
    )
    assert told(project, plan) == [
        ("三(1)", 2, "语文", "生字", 10),
        ("三(1)", 2, "数学", "口算", 15),
    ]
    assert plan.read_as == AS_ROWS
    plan = in_week(project, table(" | 周四", "语文 | 生字 10"))
    assert told(project, plan) == [("三(1)", 4, "语文", "生字", 10)]
    assert plan.read_as == AS_BLOCK


def test_a_message_of_the_class_group_is_parsed_and_asks(project: Project) -> None:
    text = (
        "【今日作业】\n语文：1.练习册第32页 20分钟 2、背诵古诗 10分钟\n"
        "数学作业: 口算一页(15分钟)\n英语：①读第3课\n听录音 共15分钟\n体育：无"
    )
    plan = in_week(project, text, 2, 1)
    assert plan.read_as == AS_MESSAGE
    assert told(project, plan) == [
        ("三(1)", 2, "语文", "练习册第32页", 20),
        ("三(1)", 2, "语文", "背诵古诗", 10),
        ("三(1)", 2, "数学", "口算一页", 15),
    ] + [entry for entry in told(project, plan) if entry[2] == "英语"]
    assert [p.text for p in plan.problems][:1] == ["【今日作业】"]


def test_a_message_may_name_classes_and_days(project: Project) -> None:
    plan = in_grade(project, "三(1)班11月24日作业\n语文：生字 10分钟\n三(2)班\n数学：口算 5分钟")
    assert told(project, plan) == [
        ("三(1)", 2, "语文", "生字", 10),
        ("三(2)", 1, "数学", "口算", 5),
    ]


def test_minutes_a_message_does_not_say_are_never_made_up(project: Project) -> None:
    plan = in_week(project, "语文：背诵古诗\n数学：口算 10分钟")
    assert [i.content for i in plan.items] == ["口算"]
    assert [p.text for p in plan.problems] == ["背诵古诗"]


def test_a_day_without_homework_can_be_pasted(project: Project) -> None:
    plan = in_grade(
        project, table("日期 | 班级 | 学科 | 内容 | 时长", "2026-11-23 | 三年级 | 无作业 | | ")
    )
    assert len(plan.none_days) == 3
    project.run(paste(plan))
    enter(project, item(project, on=MONDAY + timedelta(days=1)))
    text = table("日期 | 班级 | 学科 | 内容 | 时长", "2026-11-24 | 三(1) | 无作业 | | ")
    refused = in_grade(project, text)
    assert refused.none_days == ()
    assert refused.problems


def test_a_doubtful_reading_is_shown_once_more(project: Project) -> None:
    """F2"""
    rows = ("日期 | 班级 | 学科 | 内容 | 时长", "2026-11-23 | 三(1) | 语文 | 日记 | 半小时")
    plan = in_grade(project, table(*rows))
    assert told(project, plan) == [("三(1)", 1, "语文", "日记", 30)]
    assert "半小时" in plan.doubts[0].why


def test_a_table_carries_every_column_of_the_homework_workbook(project: Project) -> None:
    rows = (
        "日期 | 班级 | 学科 | 作业内容 | 类型 | 要求 | 分层 | 完成地点 | 预计时长 | 备注",
        "2026-11-23 | 三(1) | 语文 | 读第3课 | 阅读 | 选做 | A | 校内 | 10 | 带书",
    )
    (made,) = in_grade(project, table(*rows)).items
    told = (made.kind, made.requirement, made.tier, made.place, made.note)
    assert told == ("阅读", "选做", "A", "校内", "带书")


@given(st.text(alphabet='语文周一三(1)班：:；1.\t\n"无 20分', max_size=120))
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_text_ever_raises(project: Project, noise: str) -> None:
    in_grade(project, noise)
    in_week(project, noise)


def test_dates_without_a_year_belong_to_the_week_in_sight(project: Project) -> None:
    plan = in_grade(project, table("班级 | 学科 | 1月5日", "三(1) | 语文 | 生字 10"))
    assert plan.items[0].date == date(2027, 1, 5)
