"""Values as people type them into a table or into the week (F1-F5, F10, F11, F13, F14, F19)."""

from datetime import date, time
from typing import Any

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.quick_entry import read_quick
from tests.faults.bad_input import Desk, row


@pytest.mark.parametrize("typed", ["２５", "25分", "25分钟", " 25 ", "25.0", 25, 25.0])
def test_f1_minutes_in_any_spelling_are_taken_as_25(desk: Desk, typed: Any) -> None:
    assert desk.takes_row(minutes=typed)["written"] == 25
    assert read_quick(f"抄写 {typed}").minutes.value == 25


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("二十五", 25), ("半小时", 30), ("0:25", 25), ("1h", 60), (time(0, 25), 25)],
)
def test_f2_minutes_in_words_wait_for_a_yes(desk: Desk, typed: Any, minutes: int) -> None:
    told = desk.refuses_row(minutes=typed)
    assert "请确认 作业!I2：" in told
    assert f"按{minutes}分钟理解" in told
    assert desk.takes_row("--accept", minutes=typed)["written"] == minutes


@pytest.mark.parametrize("typed", ["-5", -5, "9999", 9999, "1e3", 1e3, "NaN", "∞", "inf", 601])
def test_f3_minutes_out_of_range_are_rejected_with_the_cell(desk: Desk, typed: Any) -> None:
    assert "错误 作业!I2：时长“" in desk.refuses_row(minutes=typed)
    entry = read_quick(f"抄写 {typed}")
    assert not entry.is_complete


def test_f4_an_empty_cell_is_asked_for_and_zero_is_an_answer(desk: Desk) -> None:
    assert "作业!I2：预计时长没有填" in desk.refuses_row(minutes=None)
    assert desk.totals("2026-11-30", "三(1)")["state"] == "missing"
    assert desk.takes_row(minutes=0)["state"] == "within"


@pytest.mark.parametrize("typed", ["25;30", "25；30", "20-30", "25,30", "20～30分钟"])
def test_f5_two_figures_are_one_too_many(desk: Desk, typed: str) -> None:
    assert "填一个数" in desk.refuses_row(minutes=typed)
    entry = read_quick(f"抄写 {typed}")
    assert entry.minutes.value is None
    assert not entry.is_complete


def test_f10_written_homework_in_grade_1_is_stored_and_said_to_be_a_breach(desk: Desk) -> None:
    desk.done(*desk.importing(desk.homework(row(classes="一(1)"))))
    told = desk.json("check", desk.school, "--from", "2026-11-30", "--class", "一(1)", code=3)
    assert told["totals"][0]["state"] == "over"
    assert "homework.written.none_at_home" in {finding["rule"] for finding in told["findings"]}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("𬱖", "𬱖"),
        ("䶮", "䶮"),
        ("阿卜杜拉·买买提" * 3 + "阿", "阿卜杜拉·买买提" * 3 + "阿"),
        ("O'Neil", "O'Neil"),
        ("<b>张</b>", "<b>张</b>"),
        ("张\u200b三", "张三"),
        ("\u202e张三", "张三"),
        ("张😀", "张😀"),
        ("'; DROP TABLE staff;--", "'; DROP TABLE staff;--"),
    ],
)
def test_f11_names_are_stored_exactly_but_for_what_nobody_sees(
    desk: Desk, typed: str, stored: str
) -> None:
    assert f"“{stored}”不在名单里" in desk.done(*desk.importing(desk.homework(row(teacher=typed))))
    project = Project.open(desk.school)
    assert stored in {person.name for person in project.directory.staff}
    project.close()


@pytest.mark.parametrize("typed", ["3-1", "3.1", "三(1)", "三（1）班", "三⑴", "0301", 301, "三1"])
def test_f13_every_spelling_is_one_class(desk: Desk, typed: Any) -> None:
    assert desk.takes_row(classes=typed)["written"] == 25


@pytest.mark.parametrize("typed", ["3月1日", date(2026, 3, 1), 46082, 3.1])
def test_f13_a_class_that_became_a_date_is_asked_about(desk: Desk, typed: Any) -> None:
    told = desk.refuses_row(classes=typed)
    assert "请确认 作业!B2：" in told
    assert "三(1)班" in told
    assert desk.takes_row("--accept", classes=typed)["written"] == 25


def test_f13_a_date_is_no_class_on_the_command_line(desk: Desk) -> None:
    assert "3月1日" in desk.refused("check", desk.school, "--class", "3月1日")


@pytest.mark.parametrize("typed", ["2026.9.7", "9月7日", "20260907", 20260907, 46272])
def test_f14_dates_are_read_in_every_usual_form(desk: Desk, typed: Any) -> None:
    before = desk.totals("2026-09-07", "三(1)")["written"]
    reason = ("--reason", "补录")  # the sample school has locked September
    desk.done(*desk.importing(desk.homework(row(date=typed))), *reason)
    assert desk.totals("2026-09-07", "三(1)")["written"] == before + 25


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2026-02-30", "不存在"),
        ("2026/13/1", "不存在"),
        ("昨天", "看不懂"),
        (0, "看不懂"),
        ("1926-09-07", "1926年，请确认"),
        (date(1926, 9, 7), "1926年，请确认"),
        ("2062-09-07", "2062年，请确认"),
    ],
)
def test_f14_impossible_dates_are_rejected_and_far_ones_asked(
    desk: Desk, typed: Any, words: str
) -> None:
    told = desk.refuses_row(date=typed)
    assert "作业!A2：" in told
    assert words in told


@pytest.mark.parametrize("typed", ["2026-02-30", "1926-11-23", "2062-11-23", "0001-01-01", ""])
@pytest.mark.parametrize("option", ["--week", "--from"])
def test_f14_the_command_line_takes_no_doubtful_date(desk: Desk, typed: str, option: str) -> None:
    assert f"{option} 的值不对" in desk.refused("check", desk.school, option, typed)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"content": "抄" * 10_000}, "作业!D2：作业内容有10000个字，最多500个字"),
        ({"note": "注" * 10_000}, "作业!K2：备注有10000个字，最多500个字"),
        ({"note": "\n".join("行" * 500)}, "作业!K2：备注有999个字"),
        ({"teacher": "王" * 51}, "作业!J2：布置教师有51个字，最多50个字"),
        ({"subject": "语" * 51}, "作业!C2：学科有51个字"),
    ],
)
def test_f19_a_text_too_long_is_refused_with_its_length(
    desk: Desk, cells: dict[str, str], words: str
) -> None:
    assert words in desk.refuses_row(**cells)


def test_f19_the_longest_text_allowed_is_printed_whole(desk: Desk) -> None:
    note = "\n".join("行" * 250)
    desk.takes_row(content="抄" * 500, note=note)
    out = desk.folder / "长.pdf"
    desk.done("notice", desk.school, "--date", "2026-11-30", "--class", "三1", "--out", out)
    from tests.reports.notices import text_of

    printed = text_of(out.read_bytes())
    assert printed.count("抄") == 500
    assert printed.count("行") == 250


def test_f19_a_school_name_has_a_length_too(desk: Desk) -> None:
    told = desk.refused("new", desk.folder / "新.sjdb", "--name", "长" * 10_000)
    assert "学校名称有10000个字，最多100个字" in told
