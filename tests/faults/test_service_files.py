"""After-school tables that are broken, doubtful or half understood, at the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.builders import small_school, with_service
from tests.exchange.test_gate import BOMB, HTML
from tests.exchange.workbooks import inline, package, worksheet, xlsx
from tests.faults.bad_input import Desk

HEAD = ("星期", "时间", "项目", "三1", "三年2班")
GOOD = ("星期一", "15:40-16:20", "作业辅导", "王31", "王32")
CSV = "星期,时间,项目,三1,三2\n星期一,15:40-16:20,作业辅导,王31,王32\n"
Book = openpyxl.Workbook


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = small_school(tmp_path_factory.mktemp("课后"))
    with_service(project)
    project.close()
    return project.path


@pytest.fixture
def desk(served: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    school = tmp_path / "学校.sjdb"
    school.write_bytes(served.read_bytes())
    return Desk(school, tmp_path, capsys)


@pytest.fixture
def exported(desk: Desk) -> Path:
    path = desk.folder / "安排.xlsx"
    desk.done("export", "service", desk.school, "--out", path)
    return path


def refuses(desk: Desk, *rows: tuple[Any, ...], head: tuple[str, ...] = HEAD) -> str:
    """Import a table as it hangs on the wall, which must be refused."""
    source = xlsx(desk.folder / "课后.xlsx", ("安排", [("青溪小学课后服务",), head, *rows]))
    return desk.refused(*desk.importing(source, "service"))


def refuses_book(desk: Desk, path: Path, change: Callable[[Book], object]) -> str:
    """Import an exported workbook with something changed in it, which must be refused."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return desk.refused(*desk.importing(path, "service"))


def column(book: Book, sheet: str, title: str) -> int:
    heads = next(row for row in book[sheet].iter_rows(max_row=3) if title in [c.value for c in row])
    return next(int(cell.column) for cell in heads if cell.value == title)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.xlsx", b"", "是空文件"),
        ("网.xls", HTML.encode("gbk"), "网页（HTML）"),
        ("文.xls", CSV.encode("gbk"), "文本（CSV）"),
        ("断.xlsx", b"PK\x03\x04" + b"\0" * 400, "已损坏"),
        ("乱.csv", bytes(range(1, 256)) * 3, "文字编码认不出来"),
    ],
)
def test_f25_what_is_no_table_is_named_as_what_it_is(
    desk: Desk, name: str, data: bytes, words: str
) -> None:
    path = desk.folder / name
    path.write_bytes(data)
    assert words in desk.refused(*desk.importing(path, "service"))


def test_f21_f22_f23_far_cells_bombs_and_entities_are_refused(desk: Desk) -> None:
    far = worksheet(f'<row r="1048576">{inline("XFD1048576", "x")}</row>')
    source = package(desk.folder / "远.xlsx", far)
    assert "离表格太远" in desk.refused(*desk.importing(source, "service"))
    source = package(desk.folder / "弹.xlsx", worksheet(""), {"xl/a.bin": b" " * 30_000_000})
    assert "解压后过大" in desk.refused(*desk.importing(source, "service"))
    source = package(desk.folder / "险.xlsx", BOMB)
    assert "不安全内容" in desk.refused(*desk.importing(source, "service"))


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-16-le", "utf-8-sig"])
def test_f28_any_encoding_of_a_csv_is_read(desk: Desk, encoding: str) -> None:
    path = desk.folder / "课后.csv"
    path.write_bytes(CSV.encode(encoding))
    told = desk.json(*desk.importing(path, "service"))
    assert told["created"]["session"] == 2
    assert told["problems"] == []


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({0: None}, "星期是空的"),
        ({0: "星期八"}, "“星期八”不是星期几"),
        ({1: None}, "时间是空的"),
        ({1: "16:20-15:40"}, "结束不晚于开始"),
        ({1: "下午第一节"}, "看不懂"),
        ({1: "25:70-26:80"}, "看不懂"),
        ({1: 0.65}, "看不懂"),
        ({1: "3:40-4:20"}, "安排!B3：开始时间03:40是凌晨"),
        ({2: "数学新授课"}, "不得讲授新课（第7条）"),
        ({2: "社团" * 51}, "项目太长（102字），最多100字"),
        ({3: 12}, "安排!D3：写的是号码"),
        ({3: "王31、-1"}, "安排!D3：写的是号码"),
        ({3: "？？"}, "安排!D3：写的是号码"),
        ({3: "王" * 51}, "太长，不是姓名"),
        ({3: "#REF!"}, "错误值 #REF!"),
        ({3: "=A1"}, "公式没有算出的结果"),
    ],
)
def test_a_row_that_cannot_be_read_stops_everything_with_its_cell(
    desk: Desk, cells: dict[int, object], words: str
) -> None:
    bad = tuple(cells.get(number, value) for number, value in enumerate(GOOD))
    assert words in refuses(desk, bad, ("星期二", *GOOD[1:]))


def test_heads_that_are_missing_or_name_a_class_twice_are_refused(desk: Desk) -> None:
    assert "找不到表头" in refuses(desk, GOOD, head=GOOD)
    assert "三(1)班在表头里出现了两次" in refuses(desk, GOOD, head=(*HEAD[:4], "三年1班"))


@pytest.mark.parametrize(
    ("sheet", "title", "value", "words"),
    [
        ("明细", "班级", "火箭班", "看不出是哪个班"),
        ("明细", "次", -5, "请填0到9999的整数"),
        ("明细", "星期", "abc", "不是星期几"),
        ("明细", "人员", 12345678901, "写的是号码"),
        ("明细", "开始", "3:40", "开始时间03:40是凌晨"),
        ("明细", "锁定", "也许", "请填“是”或者不填"),
        ("明细", "类别", "新授课", "不得讲授新课（第7条）"),
        ("明细", "周次", "三周", "请填每周、单周或双周"),
        ("明细", "时段", "晚饭后", "将另立一个时段；请确认，或改成一致"),
        ("安排", "开始日期", "2026-02-30", "开始日期看不懂"),
        ("安排", "安排", None, "安排的名称是空的，请填名称"),
        ("时段", "结束", "99:99", "看不懂"),
        ("场地", "场地", None, "场地的名称是空的"),
        ("场地", "容纳人数", "abc", "请填1到9999的整数"),
    ],
)
def test_a_damaged_cell_of_the_detail_stops_everything(
    desk: Desk, exported: Path, sheet: str, title: str, value: object, words: str
) -> None:
    def damage(book: Book) -> None:
        book[sheet].cell(2, column(book, sheet, title)).value = value

    told = refuses_book(desk, exported, damage)
    assert f"{sheet}!" in told
    assert words in told


@pytest.mark.parametrize("title", ["活动", "班级", "次", "人员"])
def test_a_detail_without_a_column_it_needs_is_no_detail(
    desk: Desk, exported: Path, title: str
) -> None:
    def damage(book: Book) -> None:
        for name in book.sheetnames:
            if name != "明细":
                del book[name]
        book["明细"].delete_cols(column(book, "明细", title))

    assert "找不到表头" in refuses_book(desk, exported, damage)


def test_without_the_column_of_slots_the_slots_of_those_times_are_meant(
    desk: Desk, exported: Path
) -> None:
    book = openpyxl.load_workbook(exported)
    book["明细"].delete_cols(column(book, "明细", "时段"))
    book.save(exported)
    told = desk.json(*desk.importing(exported, "service"))
    assert (told["created"], told["updated"], told["unchanged"]["slot"]) == ({}, {}, 11)


def test_a_head_of_the_detail_that_nobody_understands_is_told(desk: Desk, exported: Path) -> None:
    book = openpyxl.load_workbook(exported)
    book["明细"].cell(1, column(book, "明细", "学生人数")).value = "人数多少"
    book.save(exported)
    told = desk.json(*desk.importing(exported, "service"), "--dry-run")
    assert any("“人数多少”没有用到" in each["message"] for each in told["problems"])


@pytest.mark.parametrize("seconds", ["0", "-1", "NaN", "inf", "十"])
def test_f3_impossible_seconds_are_refused_in_chinese(desk: Desk, seconds: str) -> None:
    told = desk.refused("schedule", desk.school, "--seconds", seconds)
    assert not any(letter in told.replace("--seconds", "").replace("--help", "") for letter in "xv")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--class", "九9"), "没有九9这个班"),
        (("--class", "火箭"), "不是班级"),
        (("--teacher", "没有"), "没有叫“没有”的教师"),
        (("--room", "没有"), "没有叫“没有”的场地"),
        (("--grade", "9"), "九年级还没有班级"),
        (("--school", "--plan", "没有"), "没有叫“没有”的课后服务安排"),
        (("--school", "--date", "2026-02-30"), "不是日期"),
        (("--school", "--format", "doc"), "只能是 pdf"),
        ((), "请写明要谁的安排表"),
    ],
)
def test_a_timetable_of_nobody_is_refused(desk: Desk, options: tuple[str, ...], words: str) -> None:
    out = desk.folder / "表.pdf"
    assert words in desk.refused("timetable", desk.school, *options, "--out", out)


@pytest.mark.parametrize(
    "out", ["没有/表.pdf", "学校.sjdb", "学校.sjdb/表.pdf", "表.doc", "表\0.pdf"]
)
def test_f36_f37_a_timetable_goes_nowhere_it_cannot(desk: Desk, out: str) -> None:
    target = f"{desk.folder}/{out}"
    assert "“" in desk.refused("timetable", desk.school, "--school", "--out", target)
