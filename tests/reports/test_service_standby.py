"""A plan for rainy days on paper: every session with where it goes, what is open in plain sight."""

from datetime import time

from shuangjian_desktop.reports.service_data import StandbyEntry, StandbySheet
from shuangjian_desktop.reports.service_render import render_timetables
from tests.reports.notices import page_texts, text_of
from tests.reports.timetables import ENDS, HEAD, RARE_NAME


def entry(weekday: int, number: int, now: str = "体育馆", weeks: str = "") -> StandbyEntry:
    return StandbyEntry(
        weekday, time(16, 25), time(17, 5), weeks, f"足球{number}队", "三年级",
        (f"教师{number}", RARE_NAME), "东操场", now,
    )  # fmt: skip


def sheet(*entries: StandbyEntry, notes: tuple[str, ...] = ()) -> StandbySheet:
    return StandbySheet(HEAD, "雨天", "东操场、西操场", entries, ENDS, notes)


def test_it_says_from_where_to_where_and_of_which_plan() -> None:
    text = text_of(render_timetables([sheet(entry(1, 1), entry(3, 2, weeks="单周"))]).data)
    for said in (
        "雨天预案", "第2版", "打印日期：2026年11月23日", "星期一", "星期三", "单周", "足球2队",
        RARE_NAME, "每天不早于17:00结束（市政府办公室国庆节放假通知）", "平时在", "改到",
        "东操场、西操场不能用时，按这张表换场地",
    ):  # fmt: skip
        assert said in text
    assert "星期二" not in text


def test_what_is_open_is_said_to_be() -> None:
    text = text_of(render_timetables([sheet(entry(1, 1, ""), notes=("印表时1次还没有定。",))]).data)
    assert text.count("还没有定") == 2


def test_nothing_is_lost_on_many_pages_and_a_weekday_never_ends_one() -> None:
    many = sheet(
        *(entry(day, number) for day in range(1, 6) for number in range(day * 20, day * 20 + 20))
    )
    pdf = render_timetables([many])
    pages = page_texts(pdf.data)
    assert len(pages) == pdf.pages > 2
    whole = "".join(pages)
    for each in many.entries:
        assert each.title in whole
    for page in pages:
        rows = page.rsplit("打印日期", 1)[0].strip()
        assert not rows.endswith(("星期二", "星期三", "星期四", "星期五"))


def test_a_plan_that_hits_nothing_says_so() -> None:
    assert "什么也不用改" in text_of(render_timetables([sheet()]).data)
