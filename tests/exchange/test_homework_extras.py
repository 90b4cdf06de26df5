"""交作业日 and 禁用形式 in a homework workbook: read where they are, written where used."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangjian_desktop.domain.homework import ForbiddenForm
from shuangjian_desktop.exchange.homework_table import HomeworkRow, read_homework
from shuangjian_desktop.exchange.problems import Parsed
from shuangjian_desktop.exchange.writers import write_homework
from tests.exchange.test_round_trips import ordinary
from tests.exchange.workbooks import xlsx

LAST = date(2036, 12, 31)  # later ones are asked about
HEAD = ("日期", "班级", "学科", "作业内容", "预计时长")
ROW = ("2026-11-23", "三(1)", "语文", "抄写", 20)
forms = st.sets(st.sampled_from(ForbiddenForm)).map(
    lambda chosen: tuple(form for form in ForbiddenForm if form in chosen)
)


def read(folder: Path, heads: tuple[str, ...], *cells: object) -> Parsed[HomeworkRow]:
    rows = [(*HEAD, *heads), (*ROW, *cells)]
    return read_homework(xlsx(folder / "作业.xlsx", ("作业", rows)), year_hint=date(2026, 11, 23))


def test_both_columns_are_read(tmp_path: Path) -> None:
    parsed = read(tmp_path, ("禁用形式", "交作业日"), "手机打卡、家长签字", "11月25日")
    (row,) = parsed.rows
    assert parsed.problems == ()
    assert row.due == date(2026, 11, 25)
    assert row.forms == (ForbiddenForm.PARENT_MARKING, ForbiddenForm.PHONE)
    assert row.said == {"due", "forms"}


def test_without_the_columns_nothing_is_said_of_them(tmp_path: Path) -> None:
    (row,) = read(tmp_path, ()).rows
    assert (row.due, row.forms, row.said) == (None, (), frozenset())


@pytest.mark.parametrize(
    ("head", "cell", "words"),
    [
        ("交作业日", "11月20日", "在布置日期之前"),
        ("交作业日", "随便", "随便"),
        ("禁用形式", "没写完整", "不认识"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    tmp_path: Path, head: str, cell: str, words: str
) -> None:
    parsed = read(tmp_path, (head,), cell)
    (problem,) = parsed.problems
    assert words in problem.message
    assert problem.where == "作业!F2"
    assert parsed.rows == ()


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@settings(max_examples=30, deadline=None)
@given(
    rows=st.lists(
        st.tuples(ordinary, st.none() | st.integers(0, 30), forms), min_size=1, max_size=4
    )
)
def test_they_read_back_as_written(
    suffix: str, rows: list[tuple[HomeworkRow, int | None, tuple[ForbiddenForm, ...]]]
) -> None:
    told = [
        replace(row, due=None if n is None else min(row.date + timedelta(n), LAST), forms=chosen)
        for row, n, chosen in rows
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"作业{suffix}"
        write_homework(told, path)
        parsed = read_homework(path)
    assert parsed.problems == ()
    assert [replace(row, where="") for row in parsed.rows] == told


def test_the_usual_shape_is_written_where_nobody_used_them(tmp_path: Path) -> None:
    rows = read(tmp_path, ()).rows
    write_homework(rows, tmp_path / "出.xlsx")
    head = [cell.value for cell in openpyxl.load_workbook(tmp_path / "出.xlsx").active[1]]
    assert head[-1] == "备注"
    write_homework([replace(rows[0], due=date(2026, 11, 25))], tmp_path / "出.xlsx")
    head = [cell.value for cell in openpyxl.load_workbook(tmp_path / "出.xlsx").active[1]]
    assert head[-4:] == ["备注", "交作业日", "禁用形式", "作业状态"]
