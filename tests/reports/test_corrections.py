"""A corrected notice on paper: a numbered list that pages part between its lines [§1]."""

from datetime import date

import pypdfium2
import pytest

from shuangjian_desktop.reports.correction_row import correction_rows
from shuangjian_desktop.reports.fonts import bundled_fonts
from shuangjian_desktop.reports.frame import PAD_X, Cell, Row, Table, lay_out, paginate
from shuangjian_desktop.reports.notice_data import Correction, Notice, NoticeHead, NoticeState
from shuangjian_desktop.reports.render import render_notices
from shuangjian_desktop.reports.squeeze import plain
from shuangjian_desktop.reports.typeset import Typesetter
from tests.reports.notices import (
    HEAD,
    LINES,
    day_notice,
    empty_notice,
    grade_notice,
    page_texts,
    squeezed,
    text_of,
    week_notice,
)

TYPESETTER = Typesetter(bundled_fonts())
LONG = (
    "五(2)班11月23日（星期一）语文“《语文练习册》第{}页字词积累”：{}分钟→15分钟，完成地点家庭→校内"
)


def head(count: int, reasons: tuple[str, ...] = ("页码写错了", "时长估计有误")) -> NoticeHead:
    changes = tuple(LONG.format(n, n + 20) for n in range(1, count + 1))
    return HEAD._replace(version=2, correction=Correction(1, date(2026, 11, 20), changes, reasons))


def rows_of(count: int, width: float = 500.0, size: float = 10.5) -> Table:
    return Table((width,), (), correction_rows(head(count), width, size))


def test_a_first_version_has_no_such_list() -> None:
    assert correction_rows(HEAD, 500, 10.5) == ()


@pytest.mark.parametrize("width", [493.0, 757.0, 1120.0])
@pytest.mark.parametrize("count", [2, 5, 12, 24])
def test_every_change_has_its_number_beside_it_and_never_before_a_break(
    count: int, width: float
) -> None:
    """The number has a column of its own, so that text hangs beside it."""
    rows = lay_out(rows_of(count, width), TYPESETTER).rows[1:-1]
    cells = [cell for row in rows for cell in row.cells if cell.lines]
    labels, texts = cells[::2], cells[1::2]
    assert ["".join(line.text for line in cell.lines) for cell in labels] == [
        f"{n}." for n in range(1, count + 1)
    ]
    for n, (label, text) in enumerate(zip(labels, texts, strict=True), 1):
        told = plain("".join(line.text for line in text.lines))
        assert told == LONG.format(n, n + 20)
        assert text.x == pytest.approx(label.x + label.width)
        assert all(
            TYPESETTER.width(line.text, line.style) <= text.width - 2 * PAD_X for line in text.lines
        )


def test_whom_a_change_is_about_is_bold() -> None:
    row = lay_out(rows_of(2), TYPESETTER).rows[1]
    first = row.cells[1].lines[0]
    assert plain(first.text[: first.lead]) == "五(2)班11月23日（星期一）语文"


def test_a_wide_sheet_has_several_columns_of_changes_read_across() -> None:
    across = lay_out(rows_of(7, 1120.0), TYPESETTER).rows[1]
    assert [cell.lines[0].text for cell in across.cells[::2]] == ["1.", "2.", "3."]
    assert len(lay_out(rows_of(7, 493.0), TYPESETTER).rows[1].cells) == 2


def test_a_single_change_has_no_number() -> None:
    told = [
        "".join(line.text for line in row.cells[0].lines)
        for row in lay_out(rows_of(1), TYPESETTER).rows
    ]
    assert plain(told[1]) == LONG.format(1, 21)
    assert plain(told[2]) == "更正理由：页码写错了；时长估计有误。"


def test_pages_part_between_changes_and_never_after_the_title() -> None:
    above = Row((Cell(()),), least=100)
    laid = lay_out(Table((500.0,), (), (above, *rows_of(30).rows)), TYPESETTER)
    title, line = laid.rows[1].height, laid.rows[2].height
    for room in (title + 1, title + line - 1, title + 4 * line + 1):
        pages = paginate(laid, 100 + room, 8 * line, 0)
        assert sum(map(len, pages)) == len(laid.rows)
        assert all(not page or not page[-1].keeps for page in pages)


@pytest.mark.parametrize("notice", [day_notice(), week_notice(), grade_notice()])
@pytest.mark.parametrize("count", [1, 6, 40])
def test_all_is_told_on_every_kind_of_sheet(notice: Notice, count: int) -> None:
    corrected = notice._replace(head=head(count))
    pages = page_texts(render_notices([corrected]).data)
    told = "".join(pages)
    assert "更正说明（第2版，代替11月20日公示的第1版）" in told
    assert "更正理由：页码写错了；时长估计有误。" in told
    for n in range(1, count + 1):
        assert (f"{n}." if count > 1 else "") + LONG.format(n, n + 20) in told
    assert len(pages) <= (1 if count <= 6 else 3)


def test_a_page_of_corrections_only_has_no_heads_of_the_table() -> None:
    pages = page_texts(render_notices([week_notice()._replace(head=head(60))]).data)
    assert len(pages) > 1
    assert "星期五" in pages[0]
    assert "（续）" in pages[-1]
    assert "星期五11月27日" not in pages[-1]
    assert "年级组长：" in pages[-1]


def test_a_day_without_homework_may_be_a_correction_too() -> None:
    notice = empty_notice(NoticeState.NONE)._replace(head=head(3))
    assert squeezed(LONG.format(3, 23)) in text_of(render_notices([notice]).data)


def test_the_table_stays_whole_when_only_the_list_needs_another_page() -> None:
    lines = [LINES[n % 4]._replace(content=f"第{n}题") for n in range(7)]
    notice = week_notice()
    days = tuple(d._replace(lines=tuple(lines)) for d in notice.days)
    pages = page_texts(render_notices([notice._replace(days=days, head=head(40))]).data)
    assert len(pages) == 2
    assert "合计" in pages[0]
    assert "合计" not in pages[1]


def test_a_number_stands_on_the_line_of_its_change() -> None:
    """Also where the change takes several lines and the number one."""
    document = pypdfium2.PdfDocument(render_notices([week_notice()._replace(head=head(4))]).data)
    try:
        text = document[0].get_textpage()
        number, change = (text.search(words).get_next() for words in ("3.", "第3页字词积累"))
        assert number
        assert change
        low = [text.get_charbox(place[0], loose=True)[1] for place in (number, change)]
        assert low[0] == pytest.approx(low[1], abs=0.2)
    finally:
        document.close()
