"""Very much on one sheet: rows flow, heads repeat, nothing is lost (F19)."""

from itertools import pairwise

import pytest

from shuangjian_desktop.reports.day_notice import day_layout, day_steps
from shuangjian_desktop.reports.flow import Setting, largest_fitting
from shuangjian_desktop.reports.fonts import bundled_fonts
from shuangjian_desktop.reports.frame import Cell, Row, Table, cut_row, lay_out, paginate
from shuangjian_desktop.reports.linebreak import CLOSING, OPENING
from shuangjian_desktop.reports.notice_data import DayNotice, Notice
from shuangjian_desktop.reports.render import render_notices
from shuangjian_desktop.reports.squeeze import plain
from shuangjian_desktop.reports.style import SIZES, text_style
from shuangjian_desktop.reports.typeset import Face, Paragraph, Typesetter
from shuangjian_desktop.reports.week_notice import WEEK_STEPS, subjects_in_order, week_layout
from tests.reports.notices import (
    LINES,
    day,
    day_notice,
    grade_notice,
    page_texts,
    text_of,
    week_notice,
    with_content,
)

TYPESETTER = Typesetter(bundled_fonts())
STYLE = text_style(Face.TEXT, 12)


def day_setting(notice: DayNotice) -> Setting:
    steps = day_steps(notice)
    return largest_fitting(steps, lambda step: day_layout(notice, step), TYPESETTER)


def table(*texts: str) -> Table:
    rows = tuple(Row((Cell((Paragraph(text, STYLE),)),)) for text in texts)
    return Table((100.0,), (Row((Cell((Paragraph("表头", STYLE),)),)),), rows)


def test_a_remark_of_ten_thousand_characters_is_all_there() -> None:
    remark = "".join(f"第{n}处要认真改。" for n in range(1200))
    rendered = render_notices([with_content("背诵课文", note=remark)])
    assert rendered.pages > 1
    text = text_of(rendered.data)
    assert [n for n in range(1200) if f"第{n}处" not in text] == []


def test_five_hundred_lines_are_all_there_under_a_head_on_every_page() -> None:
    lines = [LINES[0]._replace(content=f"口算第{n}组", minutes=0) for n in range(1, 501)]
    rendered = render_notices([day_notice(lines)])
    pages = page_texts(rendered.data)
    assert len(pages) == rendered.pages > 3
    assert [n for n in range(1, 501) if f"口算第{n}组" not in "".join(pages)] == []
    for number, text in enumerate(pages, 1):
        assert "作业内容" in text
        assert f"第{number}页，共{len(pages)}页" in text


def test_ten_full_classes_flow_and_every_class_stays_whole() -> None:
    rendered = render_notices([grade_notice(24)])
    pages = page_texts(rendered.data)
    assert len(pages) > 1
    assert all(sum(f"三({n})班" in text for text in pages) == 1 for n in range(1, 25))
    assert all("星期五" in text for text in pages)


def test_one_huge_cell_in_a_week_is_cut_by_lines() -> None:
    notice = week_notice()
    long = LINES[0]._replace(content="抄写。" * 3000)
    rendered = render_notices([notice._replace(days=(day([long]), *notice.days[1:]))])
    assert text_of(rendered.data).count("抄写。") == 3000


@pytest.mark.parametrize("count", [1, 3, 8])
def test_an_ordinary_day_stands_on_one_page(count: int) -> None:
    lines = [LINES[n % 4] for n in range(count)]
    assert render_notices([day_notice(lines)]).pages == 1


def test_few_items_are_set_larger_than_many() -> None:
    few, many = day_setting(day_notice(LINES[:3])), day_setting(day_notice(LINES * 3))
    assert few.fits
    assert many.fits
    assert few.layout.text_size > many.layout.text_size
    assert few.table.rows[0].cells[0].lines[0].style.size == SIZES["三号"]


def test_no_printed_line_starts_with_a_closing_or_ends_with_an_opening_mark() -> None:
    week = week_notice()
    settings = [
        day_setting(day_notice(LINES * 4)),
        largest_fitting(WEEK_STEPS, lambda step: week_layout(week, step), TYPESETTER),
    ]
    for setting in settings:
        cells = [cell for row in setting.table.rows for cell in row.cells]
        lines = [line.text for cell in cells for line in cell.lines]
        assert lines
        assert not [line for line in lines if line[:1] and line[0] in CLOSING]
        assert not [line for line in lines if line[-1:] and line[-1] in OPENING]


def test_no_line_is_wider_than_its_cell() -> None:
    for row in day_setting(day_notice(LINES * 4)).table.rows:
        for cell in row.cells:
            for line in cell.lines:
                assert TYPESETTER.width(line.text, line.style) <= cell.width


def test_rows_that_fit_stay_on_one_page() -> None:
    laid = lay_out(table("一", "二", "三"), TYPESETTER)
    assert [len(page) for page in paginate(laid, 500, 500, 100)] == [3]


def test_the_last_page_is_not_left_with_a_lonely_row() -> None:
    laid = lay_out(table(*"一二三四五六七"), TYPESETTER)
    height = laid.rows[0].height
    room = laid.head_height + 6 * height
    assert [len(page) for page in paginate(laid, room, room, 0)] == [4, 3]


def test_a_row_is_cut_only_when_it_is_taller_than_a_page() -> None:
    laid = lay_out(table("短", "长" * 80), TYPESETTER)
    pages = paginate(laid, 200, 200, 20)
    texts = ["".join(line.text for row in page for line in row.cells[0].lines) for page in pages]
    assert "".join(texts) == "短" + "长" * 80
    assert texts[0] == "短"
    assert len(pages) > 2


def test_a_row_is_cut_between_paragraphs_when_one_ends_near() -> None:
    said = tuple(Paragraph("写一写" * 9, STYLE, before=4) for _ in range(8))
    row = lay_out(Table((100.0,), (), (Row((Cell(said),)),)), TYPESETTER).rows[0]
    upper, rest = cut_row(row, row.height / 2 + 10)
    assert rest is not None
    assert rest.cells[0].lines[0].before == 4
    assert "".join(line.text for line in upper.cells[0].lines) == "写一写" * 36


def test_cutting_a_row_takes_at_least_one_line() -> None:
    row = lay_out(table("长" * 40), TYPESETTER).rows[0]
    upper, rest = cut_row(row, 1)
    assert len(upper.cells[0].lines) == 1
    assert rest is not None
    assert len(rest.cells[0].lines) == len(row.cells[0].lines) - 1


def test_a_long_title_breaks_between_school_and_class() -> None:
    school = "吉林省辽源市东丰县青溪满族朝鲜族自治乡中心小学校红旗分校"
    notice = day_notice()
    setting = day_setting(notice._replace(head=notice.head._replace(school=school)))
    *first, last = (line.text for line in setting.heading[: setting.titles])
    assert "".join(first) == school
    assert last == "三(1)班作业公示"


def test_many_subjects_with_few_items_a_day_are_numbered_and_stay_on_one_page() -> None:
    names = (
        "语文",
        "数学",
        "英语",
        "科学",
        "音乐",
        "美术",
        "体育",
        "劳动",
        "综合实践",
        "道德与法治",
    )
    notice = week_notice()
    days = tuple(
        d._replace(
            lines=tuple(LINES[0]._replace(subject=names[(2 * n + k) % 10]) for k in range(5))
        )
        for n, d in enumerate(notice.days)
    )
    rendered = render_notices([notice._replace(days=days)])
    assert rendered.pages == 1
    text = text_of(rendered.data)
    assert "序号" in text
    assert "未注明的均为书面、必做、家庭作业" in text
    assert text.count("15分钟王秀兰") == 25


def test_subjects_keep_the_order_of_the_days() -> None:
    def a_day(*subjects: str) -> object:
        return day([LINES[0]._replace(subject=subject) for subject in subjects])

    days = [
        a_day("语文", "英语"),
        a_day("语文", "数学", "英语"),
        a_day("体育"),
        a_day("数学", "体育"),
    ]
    assert subjects_in_order(days) == ["语文", "数学", "英语", "体育"]  # type: ignore[arg-type]


def test_a_bold_lead_runs_into_its_text_and_only_it_is_bold() -> None:
    paragraph = Paragraph("语文 20分钟 王秀兰：完成《练习册》第42页，订正错题", STYLE, lead=12)
    lines, height = TYPESETTER.set((paragraph,), 100)
    assert (
        "".join("".join(line.text[: line.lead] for line in lines).split()) == "语文20分钟王秀兰："
    )
    assert height == len(lines) * STYLE.leading
    bold = text_style(Face.HEAD, STYLE.size)
    assert all(TYPESETTER.width(line.text, bold) <= 100 for line in lines)


def test_an_apostrophe_in_a_word_is_narrow_and_a_chinese_quote_is_not() -> None:
    (word,), (chinese,) = TYPESETTER.lines("I’m", STYLE, 500), TYPESETTER.lines("说’", STYLE, 500)
    assert TYPESETTER.width(word, STYLE) < TYPESETTER.width("I’m", STYLE) - STYLE.size / 2
    assert plain(chinese) == "说’"
    assert TYPESETTER.lines("Let’s talk", STYLE, TYPESETTER.width("talkx", STYLE))[1] == "talk"


def test_a_week_too_full_for_a_grid_lists_the_items_of_each_day_on_one_page() -> None:
    content = "《语文练习册》第48页“字词积累”，生字词语抄写1遍，读给家人听"
    lines = [LINES[n % 4]._replace(content=f"{content}{n}") for n in range(7)]
    notice = week_notice()
    days = tuple(d._replace(lines=tuple(lines)) for d in notice.days)
    rendered = render_notices([notice._replace(days=days)])
    assert rendered.pages == 1
    text = text_of(rendered.data)
    assert all(text.count(f"{content}{n}") == 5 for n in range(7))
    assert text.count("分钟，上限60分钟") == 5
    assert "未注明的均为书面、必做、家庭作业" in text


WORDY = "《语文练习册》第48—49页“字词积累”与“阅读天地”，生字词语抄写一遍，读给家人听"


@pytest.mark.parametrize(
    ("shape", "length"), [("day", 40), ("day", 90), ("week", 40), ("grade", 40)]
)
def test_a_little_more_never_takes_two_pages_more(shape: str, length: int) -> None:
    """Just too much for one page is set small on two, not large on three."""
    pages = [1]
    for count in range(2, 30, 1 if shape == "day" else 2):
        lines = [LINES[n % 4]._replace(content=(WORDY * 3)[:length]) for n in range(count)]
        if shape == "day":
            notice: Notice = day_notice(lines)
        elif shape == "week":
            week = week_notice()
            days = tuple(d._replace(lines=tuple(lines)) for d in week.days)
            notice = week._replace(days=days)
        else:
            grade = grade_notice(4)
            rows = tuple(
                row._replace(days=tuple(d._replace(lines=tuple(lines)) for d in row.days))
                for row in grade.rows
            )
            notice = grade._replace(rows=rows)
        pages.append(render_notices([notice]).pages)
    assert pages == sorted(pages)
    assert all(
        after - before <= (1 if shape != "grade" else 2) for before, after in pairwise(pages)
    )
    assert pages[-1] > 1
