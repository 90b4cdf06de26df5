"""错峰放学 on paper: what the wall by the gate must say, all gates on a page or each on its own."""

from datetime import date

import pytest

from shuangjian_desktop.reports.fonts import bundled_fonts
from shuangjian_desktop.reports.service_data import (
    DismissalSheet,
    Ends,
    PaperDay,
    PaperGate,
    PaperWave,
)
from shuangjian_desktop.reports.service_dismissal import dismissal_layouts
from shuangjian_desktop.reports.service_flow import Setting, best_setting
from shuangjian_desktop.reports.service_render import render_timetables
from shuangjian_desktop.reports.style import SIZES
from shuangjian_desktop.reports.typeset import Typesetter
from tests.reports.notices import page_texts, text_of
from tests.reports.timetables import ACCEPTED, EARLY, ENDS, HEAD

DAYS = tuple(map(PaperDay, range(1, 6)))
NUMERALS = "一二三四五六七八九"


def gate(name: str, waves: int, classes: int = 4, days: int = 5) -> PaperGate:
    """Return a gate with so many waves a day, so many classes each, from 17:05 on."""
    row = tuple(
        PaperWave(
            f"{17 + (5 + 5 * n) // 60}:{(5 + 5 * n) % 60:02}",
            tuple(f"{NUMERALS[n % 9]}({k})" for k in range(1, classes + 1)),
        )
        for n in range(waves)
    )
    return PaperGate(name, "一至三年级", (row,) * days)


def sheet(*gates: PaperGate, **fields: object) -> DismissalSheet:
    plain = DismissalSheet(HEAD, "", DAYS, gates or (gate("正门", 3), gate("东门", 2)), ENDS)
    return plain._replace(**fields)  # type: ignore[arg-type]


def setting(told: DismissalSheet) -> Setting:
    return best_setting(dismissal_layouts(told), Typesetter(bundled_fonts()))


def test_the_sheet_says_plan_dates_gates_times_classes_and_end_time() -> None:
    made = render_timetables([sheet(notes=("同一个校门两批相隔5分钟以上。",))])
    text = text_of(made.data)
    for said in (
        "青溪镇中心小学错峰放学安排",
        "2026-2027学年度第一学期课后服务",
        "第2版",
        "2026年8月31日至2027年1月15日执行",
        "打印日期：2026年11月23日",
        "正门一至三年级",
        "东门",
        "星期五",
        "第3批",
        "17:15",
        "二(4)",
        "同一个校门两批相隔5分钟以上",
        "每天不早于17:00结束（市政府办公室国庆节放假通知）",
        "若干措施第6条",
    ):
        assert said in text
    assert made.warnings == ()
    assert made.pages == 1


def test_the_sheet_of_one_gate_bears_its_name_and_large_letters() -> None:
    told = sheet(gate("西门", 3), name="西门")
    assert "青溪镇中心小学西门错峰放学安排" in text_of(render_timetables([told]).data)
    assert setting(told).layout.title_size == SIZES["二号"]


def test_a_draft_says_so_in_title_and_foot_and_across_every_page() -> None:
    told = sheet(*(gate(f"{n}号门", 12) for n in range(3)), head=HEAD._replace(is_draft=True))
    pages = page_texts(render_timetables([told]).data)
    assert len(pages) == 3
    for page in pages:
        assert page.count("草稿") >= 3
        assert "未发布" in page


def test_gates_that_do_not_fit_one_page_get_a_page_each_and_the_notes_stand_once() -> None:
    told = sheet(*(gate(f"{n}号门", 9) for n in range(1, 4)), gaps=("九年级还没有安排校门。",))
    pages = page_texts(render_timetables([told]).data)
    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        assert f"{number}号门" in page
        assert "星期一" in page
        assert "第9批" in page
        assert f"第{number}页，共3页" in page
    assert [("九年级还没有安排校门。" in page) for page in pages] == [False, False, True]


@pytest.mark.parametrize(("waves", "classes"), [(3, 4), (12, 3), (30, 6), (40, 1)])
def test_no_wave_is_lost_no_row_is_cut_and_all_can_be_read_on_a_wall(
    waves: int, classes: int
) -> None:
    told = sheet(gate("正门", waves, classes), gate("后门", 2))
    found = setting(told)
    rows = [row for _, page in found.pages for row in page]
    assert len(rows) == sum(len(table.rows) for table in found.layout.tables)
    sizes = {
        line.style.size for row in rows if not row.listed
        for cell in row.cells for line in cell.lines
    }  # fmt: skip
    assert min(sizes) >= SIZES["五号"]
    text = text_of(render_timetables([told]).data)
    for wave in told.gates[0].waves[0]:
        assert text.count(wave.leaves) >= 5
    paper = found.layout.page
    for n, (head, page_rows) in enumerate(found.pages):
        heading = 0 if n else sum(line.height for line in found.heading)
        height = sum(row.height for row in (*head, *page_rows))
        assert heading + height <= paper.inner_height
    for table in found.layout.tables:
        assert sum(table.columns) == pytest.approx(paper.inner_width)


def test_odd_and_even_weeks_have_columns_of_their_own() -> None:
    days = (PaperDay(1), PaperDay(4, "单周"), PaperDay(4, "双周"))
    text = text_of(render_timetables([sheet(gate("正门", 2, days=3), days=days)]).data)
    assert "单周" in text
    assert "双周" in text
    assert text.count("星期四") == 2
    assert "星期二" not in text


def test_a_day_with_fewer_waves_leaves_its_cells_grey() -> None:
    short = gate("正门", 3)
    friday = short.waves[4][:1]
    told = sheet(short._replace(waves=(*short.waves[:4], friday)))
    ((_, rows),) = setting(told).pages
    third = rows[3]
    assert third.cells[5].cell.shade is not None
    assert third.cells[4].cell.shade is None


def test_a_gate_nobody_leaves_by_and_a_plan_with_nothing_placed_say_so() -> None:
    nobody = PaperGate("后门", "", ((),) * 5)
    assert "没有班从这里走" in text_of(render_timetables([sheet(nobody)]).data)
    empty = sheet(PaperGate("后门", "", ()), days=(), ends=Ends((), ()))
    text = text_of(render_timetables([empty]).data)
    assert "还没有排好的课后服务，没有放学时间" in text
    assert "学校还没有写当地下班时间" in text


def test_early_ends_and_exceptions_stand_on_the_wall_as_on_every_timetable() -> None:
    assert "▲三(1)班周五15:20结束" in text_of(render_timetables([sheet(ends=EARLY)]).data)
    assert "例外：全校周五可以提前结束" in text_of(render_timetables([sheet(ends=ACCEPTED)]).data)


def test_a_gates_name_no_font_has_is_told() -> None:
    (warning,) = render_timetables([sheet(gate("\U0001fad6门", 1))]).warnings
    assert "校门名称" in warning


def test_the_same_sheet_gives_the_same_bytes() -> None:
    first, second = (render_timetables([sheet()]) for _ in range(2))
    assert first.data == second.data
    other = render_timetables([sheet(head=HEAD._replace(printed_on=date(2026, 11, 24)))])
    assert first.data != other.data
