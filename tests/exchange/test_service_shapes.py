"""The pinned-up after-school table in the shapes schools have it, and what is wrong in them."""

from datetime import time
from pathlib import Path

import pytest

from shuangjian_desktop.domain.service import Parity, SessionKind
from shuangjian_desktop.exchange.service_file import ServiceFile, read_service_file
from tests.exchange.workbooks import package as packed
from tests.exchange.workbooks import worksheet, xls, xlsx

HEAD = ("星期", "时间", "项目", "一1", "三年2班")
TITLE = ("青溪小学课后服务安排表（2026-2027学年度第一学期）",)
ROWS = [
    ("星期一", "13：00—13：50", "午休", "葛源", "尹婷"),
    ("星期一", "15：40—16:20", "课后服务", "葛源", "尹婷傅言"),
    ("星期一", "19:30~20:30", "晚自习", "葛源", "尹婷、傅言"),
    ("星期五", "14：40-15：20", "社团", "葛源／傅言", "/"),
]
NAMES = ("葛源", "尹婷", "傅言")


def read(path: Path) -> ServiceFile:
    return read_service_file(path, known_names=NAMES)


def book(folder: Path, *sheets: tuple[str, list[tuple[str, ...]]]) -> ServiceFile:
    return read(xlsx(folder / "课后.xlsx", *((n, [TITLE, HEAD, *rows]) for n, rows in sheets)))


def said(file: ServiceFile, severity: str) -> list[str]:
    return [p.message for p in file.problems if p.severity == severity]


def test_mixed_colons_and_dashes_two_people_and_a_short_friday(tmp_path: Path) -> None:
    file = book(tmp_path, ("安排", ROWS))
    assert not file.has_errors
    found = {(r.weekday, r.starts, r.ends, r.class_ref.name, r.people) for r in file.rows}
    assert (1, time(15, 40), time(16, 20), "三(2)", ("尹婷", "傅言")) in found
    assert (1, time(19, 30), time(20, 30), "三(2)", ("尹婷", "傅言")) in found
    assert (5, time(14, 40), time(15, 20), "一(1)", ("葛源", "傅言")) in found
    assert len(found) == 5
    assert {r.kind for r in file.rows} == {
        SessionKind.TUTORING, SessionKind.EVENING_STUDY, SessionKind.CLUB,
    }  # fmt: skip
    assert any("午休" in told for told in said(file, "warning"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_of_any_encoding(tmp_path: Path, encoding: str) -> None:
    lines = "\n".join(",".join(row) for row in (HEAD, *ROWS))
    path = tmp_path / "课后.csv"
    path.write_bytes(lines.encode(encoding))
    assert len(read(path).rows) == 5


def test_an_old_workbook(tmp_path: Path) -> None:
    assert len(read(xls(tmp_path / "课后.xls", [TITLE, HEAD, *ROWS], {})).rows) == 5


def test_odd_and_even_weeks_are_two_sheets_and_one_alone_is_said(tmp_path: Path) -> None:
    file = book(tmp_path, ("单周", ROWS), ("双周", ROWS))
    assert {row.parity for row in file.rows} == {Parity.ODD, Parity.EVEN}
    alone = book(tmp_path, ("单周", ROWS))
    assert any("双周没有安排" in told for told in said(alone, "warning"))


def test_of_several_dates_the_latest_is_read_and_asked_about(tmp_path: Path) -> None:
    later = [("星期二", *ROWS[1][1:])]
    file = book(tmp_path, ("单周", ROWS), ("双周", ROWS), ("3.3执行", later))
    assert {row.weekday for row in file.rows} == {2}
    (asked,) = said(file, "question")
    assert "“3.3执行”导入；“单周”“双周”不导入" in asked
    over_new_year = book(tmp_path, ("12.1执行", ROWS), ("1.5执行", later))
    assert {row.weekday for row in over_new_year.rows} == {2}
    both = book(tmp_path, ("单周3.3执行", ROWS), ("双周3.3执行", ROWS))
    assert said(both, "question") == []


def test_somebody_not_on_the_list_is_asked_about_and_nobody_yet_is_nobody(tmp_path: Path) -> None:
    rows = [("星期一", "15:40-16:20", "阅读", "欧阳夏丹丹", "（待定）")]
    file = book(tmp_path, ("安排", rows))
    assert [row.people for row in file.rows] == [("欧阳夏丹丹",), ()]
    assert any("不在名单里" in told for told in said(file, "question"))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("星期一", "15:40-16:20", "数学新授课", "葛源", ""), "第7条"),
        (("星期一", "15:40-16:20", "语文第5课教学", "葛源", ""), "第7条"),
        (("星期一", "16:20-15:40", "阅读", "葛源", ""), "结束不晚于开始"),
        (("星期一", "下午", "阅读", "葛源", ""), "看不懂"),
        (("周八", "15:40-16:20", "阅读", "葛源", ""), "不是星期几"),
        (("星期一", "15:40-16:20", "阅读", "13812345678", ""), "不是姓名"),
    ],
)
def test_what_is_wrong_is_said_with_its_cell(
    tmp_path: Path, row: tuple[str, ...], told: str
) -> None:
    file = book(tmp_path, ("安排", [row]))
    assert [p.where.partition("!")[0] for p in file.problems if p.severity == "error"] == ["安排"]
    assert told in said(file, "error")[0]


def test_a_class_headed_twice_is_an_error(tmp_path: Path) -> None:
    head = (*HEAD, "一（1）班")
    rows = [head, *((*row, "葛源") for row in ROWS)]
    file = read(xlsx(tmp_path / "课后.xlsx", ("安排", rows)))
    assert any("出现了两次" in told for told in said(file, "error"))


def test_a_formula_without_a_value_is_an_error_of_its_cell(tmp_path: Path) -> None:
    cells = "".join(
        f'<c r="{c}1" t="inlineStr"><is><t>{text}</t></is></c>'
        for c, text in zip("ABCD", HEAD, strict=False)
    )
    row = "".join(
        f'<c r="{c}2" t="inlineStr"><is><t>{text}</t></is></c>'
        for c, text in zip("ABC", ("星期一", "15:40-16:20", "阅读"), strict=True)
    )
    body = f'<row r="1">{cells}</row><row r="2">{row}<c r="D2"><f>A1</f></c></row>'
    file = read(packed(tmp_path / "课后.xlsx", worksheet(body)))
    (error,) = [p for p in file.problems if p.severity == "error"]
    assert error.where.endswith("!D2")
    assert "公式没有算出的结果" in error.message
