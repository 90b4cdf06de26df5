"""A pasted holiday notice gives the very days that were fixed; what does not add up is said.

The texts are our own short ones around the known days of 2023 to 2026.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.domain.calendar import PublicDay, PublicDayKind, weekday_name
from shuangjian_desktop.exchange.holiday_notice import USUAL, parse_notice
from tests.resources.test_public_days import PUBLIC_DAYS, is_off

NOTICES = {
    2023: """2023年放假安排
一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。
""",
    2024: """2024年部分节假日
元旦：1月1日放假，与周末连休。
春节：2月10日至17日放假调休，共8天。2月4日（周日）、2月18日（周日）上班。
清明节：4月4日至6日放假调休，共3天。4月7日（周日）上班。
劳动节：5月1日至5日放假调休，共5天。4月28日（周日）、5月11日（周六）上班。
端午节：6月10日放假，与周末连休。
中秋节：9月15日至17日放假调休，共3天。9月14日（周六）上班。
国庆节：10月1日至7日放假调休，共7天。9月29日（周日）、10月12日（周六）上班。
""",
    2025: """2025年节假日
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
""",
    2026: """2026年部分节假日安排
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）、28日（周六）上班。
三、清明节：4月4日-6日放假，共3天。
四、劳动节：5月1日～5日放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日至6月21日放假，共3天。
六、中秋节：9月25日到
27日放假，共3天。
七、国庆节：１０月１日至７日放假调休；9月20日（周日）、10月10日（周六）补班。
请各单位做好值班。
某办公室
2025年11月4日
""",
}


def days_of(text: str, year: int | None = None) -> dict[date, PublicDay]:
    parsed = parse_notice(text, year)
    assert [p.message for p in parsed.problems if p.severity == "error"] == []
    return {day.date: day for day in parsed.rows[0].days}


@pytest.mark.parametrize("year", NOTICES)
def test_the_days_read_are_those_that_were_fixed(year: int) -> None:
    read = days_of(NOTICES[year])
    assert parse_notice(NOTICES[year]).problems == ()
    for offset in range((date(year, 12, 25) - date(year, 1, 1)).days):
        on = date(year, 1, 1) + timedelta(days=offset)
        default = on.isoweekday() > 5
        assert (read[on].kind is PublicDayKind.OFF if on in read else default) == is_off(on), on
        if on in read and on in PUBLIC_DAYS and read[on].kind is PublicDayKind.OFF:
            assert PUBLIC_DAYS[on][1] in read[on].name
    worked = {on for on, day in read.items() if day.kind is PublicDayKind.WORK}
    assert worked == {o for o, (k, _) in PUBLIC_DAYS.items() if (k, o.year) == ("work", year)}


def test_a_new_year_that_begins_in_december_is_put_there() -> None:
    assert date(2022, 12, 31) in days_of(NOTICES[2023])
    short = "2019年节假日\n元旦：12月30日至1月1日放假调休，共3天。12月29日（星期六）上班。"
    assert sorted(days_of(short)) == [
        date(2018, 12, 29), date(2018, 12, 30), date(2018, 12, 31), date(2019, 1, 1)
    ]  # fmt: skip


LABOUR = "劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (LABOUR.replace("周五", "周四"), "5月1日写的是周四，2026年这一天是星期五"),
        (LABOUR.replace("周六", "周天"), "5月9日写的是周天"),
        (LABOUR.replace("共5天", "共4天"), "写的是共4天，按日期算是5天"),
        (LABOUR.replace("至5日（周二）", "至32日"), "2026年没有5月32日"),
        (LABOUR.replace("5月1日（周五）至5日（周二）", "5月5日至1日"), "前后颠倒"),
        (LABOUR.replace("至5日（周二）", "至30日"), "太长"),
        (LABOUR.replace("5月9日（周六）", "5月2日（周六）"), "又写放假又写上班"),
        (LABOUR + "青年节：5月4日放假。", "写了两次"),
        (LABOUR + "国庆节：10月1日至7日。", "没有写放假还是上班"),
        (LABOUR + "国庆节：另行通知。", "没有读到放假的日期"),
        ("劳动节：1日至5日放假。", "前面没有写几月"),
        ("今天天气很好。", "没有读到“节日"),
    ],
)
def test_what_does_not_add_up_is_an_error_at_its_holiday(text: str, words: str) -> None:
    parsed = parse_notice(text, 2026)
    assert parsed.has_errors
    assert any(words in problem.message for problem in parsed.problems), parsed.problems


def test_without_a_year_it_is_asked_for_and_two_years_are_a_clash() -> None:
    assert "哪一年" in parse_notice(LABOUR).problems[0].message
    assert days_of(LABOUR, 2026)[date(2026, 5, 9)].kind is PublicDayKind.WORK
    clash = parse_notice(f"2026年放假安排\n{LABOUR}", 2027)
    assert "通知写的是2026年，选的是2027年" in clash.problems[0].message
    assert clash.has_errors


def test_a_text_copied_in_part_is_asked_about() -> None:
    asked = [p.message for p in parse_notice(LABOUR, 2026).problems if p.severity == "question"]
    rest = "、".join(each for each in USUAL if each != "劳动节")
    assert asked == [f"没有读到{rest}的安排，可能没有复制完整；请核对。"]


def test_a_worked_day_in_the_week_is_remarked() -> None:
    parsed = parse_notice("劳动节：5月1日至5日放假。5月6日上班。", 2026)
    remarks = [p.message for p in parsed.problems if p.severity == "warning"]
    assert remarks == ["5月6日是星期三，本来就上班。"]


starts = st.builds(  # December is another matter: New Year's days off begin there
    lambda year, offset: date(year, 2, 1) + timedelta(days=offset),
    st.integers(2023, 2026),
    st.integers(0, 285),
)


@given(first=starts, length=st.integers(1, 12), says_month=st.booleans(), says_day=st.booleans())
def test_any_range_of_days_is_read_whole(
    first: date, length: int, says_month: bool, says_day: bool
) -> None:
    last = first + timedelta(days=length - 1)
    month = f"{last.month}月" if says_month or last.month != first.month else ""
    aside = f"（{weekday_name(last)}）" if says_day else ""
    text = f"国庆节：{first.month}月{first.day}日至{month}{last.day}日{aside}放假，共{length}天。"
    read = days_of(text, first.year)
    assert sorted(read) == [first + timedelta(days=n) for n in range(length)]


@given(
    st.text(max_size=200)
    | st.text("元旦春节：、。0123456789年月日至放假上班（周一）共天\n", max_size=80)
)
def test_no_text_at_all_makes_it_fall_over(text: str) -> None:
    parsed = parse_notice(text, 2026)
    assert parsed.rows or parsed.problems
