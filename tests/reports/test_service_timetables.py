"""Timetables of 课后服务 on paper: what they must say, nothing lost, nothing cut, to be hung up."""

import re
from datetime import date, time

import pytest

from shuangjian_desktop.reports.fonts import bundled_fonts
from shuangjian_desktop.reports.frame import lay_out
from shuangjian_desktop.reports.service_data import (
    EndRule,
    Ends,
    PaperSession,
    TimetableSheet,
    WeekSheet,
    Whose,
)
from shuangjian_desktop.reports.service_flow import best_setting
from shuangjian_desktop.reports.service_render import render_timetables
from shuangjian_desktop.reports.service_school import school_layouts
from shuangjian_desktop.reports.service_week import week_layouts
from shuangjian_desktop.reports.service_wording import end_lines, weekdays_words
from shuangjian_desktop.reports.typeset import Typesetter
from tests.reports.notices import page_texts, text_of
from tests.reports.timetables import (
    ACCEPTED,
    EARLY,
    ENDS,
    HEAD,
    LONG_NAME,
    RARE_NAME,
    RULE,
    TIMES,
    class_sheet,
    school_sheet,
    week,
)

SHEETS: dict[str, TimetableSheet] = {
    "class": class_sheet(),
    "teacher": class_sheet(whose=Whose.TEACHER, name="葛源老师", notes=("每周15次，共600分钟。",)),
    "room": class_sheet(whose=Whose.ROOM, name="音乐教室"),
    "grade": school_sheet(3, "三年级"),
    "school": school_sheet(12),
}


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_carries_what_it_must(name: str) -> None:
    text = text_of(render_timetables([SHEETS[name]]).data)
    for said in (
        "青溪镇中心小学",
        "2026-2027学年度第一学期课后服务",
        "第2版",
        "2026年8月31日至2027年1月15日执行",
        "打印日期：2026年11月23日",
        "每天不早于17:00结束（市政府办公室国庆节放假通知）",
        "若干措施第6条",
    ):
        assert said in text
    assert "草稿" not in text


@pytest.mark.parametrize("name", SHEETS)
def test_a_draft_says_so_in_title_and_foot_and_across_every_page(name: str) -> None:
    sheet = SHEETS[name]
    draft = render_timetables([sheet._replace(head=HEAD._replace(is_draft=True))])
    for page in page_texts(draft.data):
        assert page.count("草稿") >= 3
        assert "未发布" in page
    assert "拟自2026年8月31日" in text_of(draft.data)


def test_the_same_sheets_give_the_same_bytes_and_every_character_has_a_glyph() -> None:
    first, second = (render_timetables(list(SHEETS.values())) for _ in range(2))
    assert first.data == second.data
    assert first.warnings == ()
    assert first.pages == len(SHEETS)
    assert b"/StructTreeRoot" in first.data
    assert len(first.data) < 400_000, "fonts are cut to what is used"


def test_a_character_no_font_has_is_told_with_its_place() -> None:
    odd = PaperSession(1, time(15, 40), time(16, 20), "社团\U0001fad6", "", "", ("王秀兰",), "")
    sheet = class_sheet(sessions=(odd,), name="三(2)班")
    (warning,) = render_timetables([sheet]).warnings
    assert "三(2)班" in warning
    assert "U+1FAD6" in warning


def test_odd_and_even_weeks_are_told_in_words() -> None:
    text = text_of(render_timetables([class_sheet()]).data)
    assert "单周合唱（社团）" in text
    assert "双周足球（社团）" in text


def test_rare_and_long_names_are_whole() -> None:
    sessions = tuple(each._replace(people=(RARE_NAME, LONG_NAME)) for each in week())
    school = school_sheet(12)
    lines = tuple(line._replace(sessions=sessions) for line in school.lines)
    for sheet in (class_sheet(sessions=sessions), school._replace(lines=lines)):
        made = render_timetables([sheet])
        text = text_of(made.data)
        assert text.count(RARE_NAME) >= 15
        assert text.count(LONG_NAME) >= 15
        assert made.warnings == ()


def test_an_empty_class_says_so_and_an_empty_school_as_well() -> None:
    none = Ends((), ())
    text = text_of(render_timetables([class_sheet(sessions=(), ends=none)]).data)
    assert "本班没有课后服务安排" in text
    assert "学校还没有写当地下班时间" in text
    empty = school_sheet(6)
    lines = tuple(line._replace(sessions=()) for line in empty.lines)
    assert "还没有课后服务安排" in text_of(render_timetables([empty._replace(lines=lines)]).data)


@pytest.mark.parametrize("classes", [6, 24, 60])
def test_a_school_sheet_cuts_no_row_and_repeats_its_heads(classes: int) -> None:
    sheet = school_sheet(classes)
    setting = best_setting(school_layouts(sheet), Typesetter(bundled_fonts()))
    rows = [row for _, page in setting.pages for row in page]
    whole = sum(len(table.rows) for table in setting.layout.tables)
    assert len(rows) == whole, "a row cut in two would be one more"
    assert all(head for head, rows in setting.pages if not all(row.listed for row in rows))
    text = text_of(render_timetables([sheet]).data)
    for line in sheet.lines:
        assert line.name in text


def test_sixty_classes_can_be_read_on_a_wall() -> None:
    sheet = school_sheet(60)
    setting = best_setting(school_layouts(sheet), Typesetter(bundled_fonts()))
    sizes = {
        line.style.size for _, rows in setting.pages for row in rows if not row.listed
        for cell in row.cells for line in cell.lines
    }  # fmt: skip
    assert min(sizes) > 8
    assert max(sizes) >= 10.5
    assert 3 <= len(setting.pages) <= 9
    pages = page_texts(render_timetables([sheet]).data)
    assert all(f"第{n}页，共{len(pages)}页" in page for n, page in enumerate(pages, 1))


def test_nothing_stands_below_the_sheet_or_beside_it() -> None:
    for sheet in (class_sheet(), school_sheet(60), school_sheet(8, "三年级")):
        ways = week_layouts(sheet) if isinstance(sheet, WeekSheet) else school_layouts(sheet)
        setting = best_setting(ways, Typesetter(bundled_fonts()))
        paper = setting.layout.page
        for n, (head, rows) in enumerate(setting.pages):
            height = sum(row.height for row in (*head, *rows))
            heading = 0 if n else sum(line.height for line in setting.heading)
            assert heading + height <= paper.inner_height
        for table in setting.layout.tables:
            assert sum(table.columns) == pytest.approx(paper.inner_width)
            assert lay_out(table, Typesetter(bundled_fonts())).width <= paper.inner_width + 0.01


def test_an_early_end_nobody_accepted_is_never_called_late_enough() -> None:
    text = text_of(render_timetables([class_sheet(ends=EARLY)]).data)
    assert "不早于" not in text
    assert "▲三(1)班周五15:20结束，早于当地正常下班时间" in text
    assert "市政府办公室国庆节放假通知" in text


def test_an_exception_is_told_with_who_why_and_until_when() -> None:
    text = text_of(render_timetables([class_sheet(ends=ACCEPTED)]).data)
    assert "例外另列" in text
    assert "例外：全校周五可以提前结束，至2027年1月15日；理由：周五校车提前发车；" in text
    assert "同意人：校长办公会，依据：纪要9号。" in text


def test_end_times_that_differ_by_weekday_are_told_day_by_day() -> None:
    friday = EndRule((5,), time(16, 30), None, date(2026, 9, 1))
    monday = RULE._replace(weekdays=(1, 2, 3, 4))
    (said, _), *_ = end_lines(ENDS._replace(rules=(monday, friday)), "若干措施第6条")
    assert "周一至周四不早于17:00结束（市政府办公室国庆节放假通知）" in said
    assert "周五不早于16:30结束（2026年9月1日起，没有写依据的文件）" in said


def test_what_is_not_known_for_a_weekday_is_told() -> None:
    lines = end_lines(ENDS._replace(rules=(RULE._replace(weekdays=(1, 2)),), unknown=(5,)), "第6条")
    assert ("周五没有写当地下班时间，无法核对周五的结束时间。", True) in lines


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((1, 2, 3, 4, 5), "每天"),
        ((1, 2, 3, 4), "周一至周四"),
        ((1, 3), "周一、周三"),
        ((4, 5, 7), "周四、周五、周日"),
        ((3,), "周三"),
    ],
)
def test_weekdays_in_words(days: tuple[int, ...], said: str) -> None:
    assert weekdays_words(days) == said


def test_a_weekend_day_with_service_has_a_column() -> None:
    saturday = PaperSession(6, time(9), time(10), "开放日", "", "", ("葛源",), "")
    text = text_of(render_timetables([class_sheet(sessions=(*week(), saturday))]).data)
    assert "星期六" in text
    assert "星期日" not in text


def test_slots_of_one_name_at_two_times_are_told_by_their_times_alone() -> None:
    short = [at._replace(starts=time(14, 40), ends=time(15, 20)) for at in TIMES[-3:-2]]
    times = (*TIMES[:-3], *short)
    sessions = tuple(
        PaperSession(at.weekday, at.starts, at.ends, "阅读", "", "", ("葛源",), "") for at in times
    )
    text = text_of(render_timetables([class_sheet(times=times, sessions=sessions)]).data)
    assert "第1节" not in text
    assert "第2节" in text
    assert re.search("14:40–15:20", text)


@pytest.mark.parametrize("sheet", [school_sheet(36), school_sheet(36, "三年级")])
def test_every_page_of_a_long_sheet_says_when_service_ends_and_by_which_document(
    sheet: TimetableSheet,
) -> None:
    pages = page_texts(render_timetables([sheet]).data)
    assert len(pages) > 1
    for page in pages:
        assert "不早于17:00结束（市政府办公室国庆节放假通知）" in page
        assert "若干措施第6条" in page
        assert "第2版" in page
