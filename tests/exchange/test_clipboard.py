"""What Excel, WPS and browsers put on the clipboard, read back into cells (F8, P13, P14)."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangjian_desktop.exchange.clipboard import read_clipboard, read_table
from shuangjian_desktop.exchange.clipboard_html import MAX_GRID_CELLS, read_html

Shown = list[list[str | None]]


def shown(text: str, html: str = "") -> Shown:
    return [
        [None if c.covered else c.value for c in row] for row in read_clipboard(text, html).grid
    ]  # type: ignore[misc]


def page(body: str) -> str:
    head = "<head><style>td {color:red}</style></head>"
    return f"<html>{head}<body><table>{body}</table></body></html>"


def test_f8_merged_cells_keep_the_columns_behind_them_in_place() -> None:
    html = page(
        "<tr><td colspan=2>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td><td>戊</td></tr>"
    )
    table = read_clipboard("甲\t\t乙\n丙\t丁\t戊", html)
    assert shown("", html) == [["甲", None, "乙"], ["丙", "丁", "戊"]]
    assert table.grid[0][1].covered
    assert table.grid[0][1].value == "甲"


def test_f8_cells_merged_downwards_push_the_next_row_to_the_right() -> None:
    html = page("<tr><td rowspan=2>三(1)</td><td>语文</td></tr><tr><td>数学</td></tr>")
    assert shown("", html) == [["三(1)", "语文"], [None, "数学"]]


@pytest.mark.parametrize(
    "body",
    [
        "<col><col style='display:none'><col><tr><td>a<td>隐<td>b</tr>",
        "<col><col span=1 style='mso-hide:all'><tr><td>a</td><td>隐</td><td>b</td></tr>",
        "<tr><td>a</td><td style='display:none'>隐</td><td>b</td></tr>",
    ],
)
def test_f8_a_hidden_column_is_left_out_and_counted(body: str) -> None:
    table = read_clipboard("a\t隐\tb", page(body))
    assert [[cell.value for cell in row] for row in table.grid] == [["a", "b"]]
    assert table.hidden == 1


def test_f8_a_hidden_row_is_left_out() -> None:
    html = page("<tr><td>a</td></tr><tr style='display:none'><td>隐</td></tr><tr><td>b</td></tr>")
    assert shown("a\n隐\nb", html) == [["a"], ["b"]]


def test_f8_p13_line_breaks_inside_unquoted_cells_are_read_from_the_html() -> None:
    """WPS puts a bare line break into the text; the HTML knows the cell's end."""
    html = page("<tr><td>生字 5<br>\n  朗读 10</td><td>口算 5</td></tr>")
    assert shown("生字 5\n朗读 10\t口算 5", html) == [["生字 5\n朗读 10", "口算 5"]]


def test_p13_a_trailing_empty_row_makes_no_row() -> None:
    assert shown("a\tb\r\n\r\n"[:5]) == [["a", "b"]]
    assert shown("", page("<tr><td>a</td></tr><tr><td></td></tr>")) == [["a"]]


def test_without_a_table_in_the_html_the_text_counts() -> None:
    assert shown("a\tb", "<p>a b</p>") == [["a", "b"]]
    assert shown("a\tb", "<![CDATA[ <table") == [["a", "b"]]


def test_office_conditionals_and_blanks_do_no_harm() -> None:
    html = page("<![if supportMisalignedColumns]><tr><td>a&nbsp;&amp;\n   b</td></tr><![endif]>")
    assert shown("", html) == [["a & b"]]


def test_a_giant_span_is_bounded() -> None:
    table = read_html(page("<tr><td rowspan=99999999 colspan=1000>x</td><td>y</td></tr>"))
    assert table is not None
    assert sum(len(row) for row in table.grid) <= MAX_GRID_CELLS


_ENDLESS = {
    "spans over spans": "<tr>" + "<td rowspan=1000 colspan=1000>x</td>" * 2000 + "</tr>",
    "a wide row, then long": "<tr>" + "<td>x" * 20_000 + "</tr>" + "<tr><td>y</tr>" * 20_000,
    "hidden columns": "<col span=1000 style='display:none'>" * 100_000 + "<tr><td>x</td></tr>",
    "comments left open": "<tr><td>" + "<!--" * 100_000,
    "quotes left open": "<tr><td>" + '<a b="' * 60_000,
    "sections left open": "<tr><td>" + "<![CDATA[" * 50_000,
    "signs alone": "<tr><td>" + "<" * 300_000,
    "ends left open": "<tr><td>" + "</a" * 200_000,
    "orders left open": "<tr><td>" + "<?" * 200_000,
    "tables in tables": "<tr><td><table>" * 50_000,
}


@pytest.mark.parametrize("bomb", _ENDLESS.values(), ids=_ENDLESS.keys())
def test_html_made_to_be_endless_costs_no_more_than_its_length(bomb: str) -> None:
    """Each took from seconds to hours on the window's own thread."""
    program = "import sys; from shuangjian_desktop.exchange.clipboard import read_clipboard; "
    program += (
        "t = read_clipboard('a\\tb', sys.stdin.read()); print(len(t.grid) * t.width < 300000)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=page(bomb), capture_output=True, text=True,
        timeout=20, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "True", done.stderr[-500:]


def test_signs_inside_an_attribute_and_in_the_text_do_no_harm() -> None:
    html = page("""<tr><td data-sheets-value='{"2":"a<b>c"}' title="x>y">3<5，7>6</td></tr>""")
    assert shown("", html) == [["3<5，7>6"]]


@given(st.text(max_size=200))
@settings(max_examples=150)
def test_no_text_and_no_html_ever_raises(noise: str) -> None:
    read_clipboard(noise, noise)
    read_clipboard(noise, f"<table>{noise}</table>")


@given(st.text(alphabet='<>!/[]-tdrable=" 0字\n', max_size=80))
@settings(max_examples=300)
def test_broken_tags_never_raise(noise: str) -> None:
    read_clipboard("x", f"<table><tr><td>{noise}")


_CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8).map(str.strip)


@given(st.lists(st.lists(_CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
@settings(max_examples=150)
def test_p14_rows_quoted_as_spreadsheets_do_come_back_the_same(rows: list[list[str]]) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    text = "\n".join("\t".join(quoted(cell) for cell in row) for row in rows)
    assert [list(row) for row in read_table(text)] == rows
