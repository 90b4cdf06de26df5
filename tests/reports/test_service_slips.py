"""Slips for changes and for doors: only whole ones, lines to cut along, the same bytes."""

import zlib
from datetime import date
from re import DOTALL, findall

import pytest

from shuangjian_desktop.reports.service_data import ChangeLine, ChangeSlip, DoorSlip, SlipHead
from shuangjian_desktop.reports.service_doors import render_doors
from shuangjian_desktop.reports.service_slips import render_slips
from tests.reports.notices import page_texts, text_of
from tests.reports.timetables import ENDS, HEAD, LONG_NAME, RARE_NAME

AT = SlipHead("青溪镇中心小学", date(2026, 12, 1))
MOVED = ChangeLine("周一15:40–16:20 作业辅导 三(1)班", "周二16:25–17:05 作业辅导 三(1)班")
NEW, GONE = ChangeLine("", "周五15:40–16:20 足球 操场"), ChangeLine("周四15:40–16:20 阅读", "")


def slip(to: str = "葛源老师", lines: tuple[ChangeLine, ...] = (MOVED, NEW, GONE)) -> ChangeSlip:
    return ChangeSlip(to, lines, date(2026, 12, 7), "齐琪晨老师病假", "第一学期课后服务第3版")


def cuts(data: bytes) -> int:
    streams = findall(rb"stream\n(.*?)\nendstream", data, DOTALL)
    drawn = b"".join(zlib.decompress(s) for s in streams if s[:1] == b"x")
    return drawn.count(b"[6 4] 0 d")


def test_a_slip_says_to_whom_what_since_when_and_why() -> None:
    text = text_of(render_slips(AT, [slip()]).data)
    for said in (
        "葛源老师课后服务调整通知",
        "自2026年12月7日起",
        "第一学期课后服务第3版",
        "周一15:40–16:20作业辅导三(1)班",
        "周二16:25–17:05作业辅导三(1)班",
        "（原来没有）",
        "不再安排",
        "原因：齐琪晨老师病假",
        "青溪镇中心小学",
        "打印日期：2026年12月1日",
    ):
        assert said in text


def test_a_swap_of_one_day_says_that_it_is_that_day_only() -> None:
    text = text_of(render_slips(AT, [slip()._replace(is_one_day=True)]).data)
    assert "只在2026年12月7日（星期一）这一天" in text


def test_several_slips_share_a_page_with_a_line_between_and_none_is_cut_in_two() -> None:
    made = render_slips(AT, [slip(f"第{n}位老师") for n in range(10)])
    pages = page_texts(made.data)
    assert made.pages == len(pages) == 3
    assert [page.count("课后服务调整通知") for page in pages] == [
        page.count("签收") for page in pages
    ]
    assert sum(page.count("课后服务调整通知") for page in pages) == 10
    assert cuts(made.data) == 10 - len(pages)


def test_a_slip_longer_than_a_page_has_all_its_lines() -> None:
    lines = tuple(ChangeLine(f"第{n}处", "改") for n in range(120))
    made = render_slips(AT, [slip(lines=lines), slip("三(1)班")])
    text = text_of(made.data)
    assert all(f"第{n}处" in text for n in range(120))
    assert made.pages > 2


def test_the_same_slips_give_the_same_bytes_with_rare_and_long_names() -> None:
    told = [slip(f"{LONG_NAME}老师"), slip(RARE_NAME)]
    first, second = (render_slips(AT, told) for _ in range(2))
    assert first.data == second.data
    assert first.warnings == ()
    assert RARE_NAME in text_of(first.data)


def test_nobody_affected_means_no_paper() -> None:
    with pytest.raises(ValueError, match="no slips"):
        render_slips(AT, [])
    with pytest.raises(ValueError, match="no slips"):
        render_doors([])


def door(**fields: object) -> DoorSlip:
    whens = ("周三16:25–17:05（单周）",)
    plain = DoorSlip(HEAD, "合唱", "社团", "音乐教室", whens, ("章涵竹",), "三年级", 45, ENDS)
    return plain._replace(**fields)  # type: ignore[arg-type]


def test_a_door_slip_says_what_when_who_for_whom() -> None:
    text = text_of(render_doors([door()]).data)
    for said in ("合唱（社团）", "周三16:25–17:05（单周）", "音乐教室", "章涵竹", "三年级", "45人"):
        assert said in text
    assert "第2版" in text
    assert "不早于17:00结束（市政府办公室国庆节放假通知）" in text
    assert "草稿" not in text


def test_a_door_slip_says_who_leads_it_when_that_differs_from_day_to_day() -> None:
    whens = ("周一17:10–17:50　葛源", "周三17:10–17:50　章涵竹")
    text = text_of(render_doors([door(whens=whens, people=())]).data)
    assert "负责" not in text
    assert "周三17:10–17:50章涵竹" in text
    assert "人员待定" in text_of(render_doors([door(people=())]).data)


def test_door_slips_stand_two_on_a_page_and_long_ones_get_smaller() -> None:
    long = door(title="机器人与创意编程" * 6, people=(LONG_NAME, RARE_NAME), pupils=0)
    made = render_doors([door(), long, door(title="足球")])
    assert made.pages == 2
    assert cuts(made.data) == 1
    assert LONG_NAME in text_of(made.data)
    assert "草稿" in text_of(render_doors([door(head=HEAD._replace(is_draft=True))]).data)
