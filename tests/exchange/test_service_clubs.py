"""A list of clubs: name, time, place, leader, for whom, how many, under heads of many words."""

from collections.abc import Sequence
from datetime import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.domain.service import Parity, SessionKind
from shuangjian_desktop.exchange.service_file import ServiceFile, read_service_file
from shuangjian_desktop.exchange.service_plan_rows import SlotLine
from tests.exchange.workbooks import xlsx

NAMES = ("龚长河", "葛长林", "尹婷")
CLASSES = tuple(ClassRef(grade, number) for grade in (3, 4) for number in (1, 2))
HEAD = ("序号", "社团", "时间", "地点", "负责人", "对象", "人数")
CHOIR = (1, "合唱团", "周二16:25-17:05", "音乐教室", "龚长河", "三、四年级", "30人")
SLOTS = (
    SlotLine(2, "第1节", time(15, 40), time(16, 20), None, 1),
    SlotLine(2, "第2节", time(16, 25), time(17, 5), None, 2),
)


def book(
    folder: Path,
    *sheets: tuple[str, Sequence[Sequence[Any]]],
    slots: Sequence[SlotLine] = (),
) -> ServiceFile:
    return read_service_file(
        xlsx(folder / "社团.xlsx", *sheets),
        known_names=NAMES,
        known_classes=CLASSES,
        known_slots=slots,
    )


def told(file: ServiceFile, severity: str) -> list[tuple[str, str]]:
    return [(p.where, p.message) for p in file.problems if p.severity == severity]


def test_a_club_is_one_activity_of_all_its_classes(tmp_path: Path) -> None:
    file = book(tmp_path, ("Sheet1", [("青溪小学社团安排",), HEAD, CHOIR]))
    assert file.problems == ()
    (row,) = file.rows
    assert (row.weekday, row.starts, row.ends) == (2, time(16, 25), time(17, 5))
    assert (row.item, row.kind, row.people) == ("合唱团", SessionKind.CLUB, ("龚长河",))
    assert (row.class_ref, *row.others) == CLASSES
    assert (row.room, row.pupils) == ("音乐教室", 30)
    assert file.covers == frozenset(), "a list of clubs is nobody's whole week"


@pytest.mark.parametrize(
    ("written", "whens"),
    [
        ("每周二、四16：25—17：05", [(2, 16, Parity.EVERY), (4, 16, Parity.EVERY)]),
        ("周二16:25-17:05；周四15:40-16:20", [(2, 16, Parity.EVERY), (4, 15, Parity.EVERY)]),
        ("星期一至星期三 15:40~16:20", [(day, 15, Parity.EVERY) for day in (1, 2, 3)]),
        ("单周周二第2节", [(2, 16, Parity.ODD)]),
        ("每周二（双周）第一节", [(2, 15, Parity.EVEN)]),
        ("周二第1、2节", [(2, 15, Parity.EVERY), (2, 16, Parity.EVERY)]),
        ("周2 16:25-17:05", [(2, 16, Parity.EVERY)]),
        ("周二第1节（16:25-17:05）", [(2, 16, Parity.EVERY)]),
        ("每周二下午16:25-17:05（第2节）", [(2, 16, Parity.EVERY)]),
        ("周二放学后15:40-16:20/周四16:25-17:05", [(2, 15, Parity.EVERY), (4, 16, Parity.EVERY)]),
        ("每天15:40-16:20", [(day, 15, Parity.EVERY) for day in (1, 2, 3, 4, 5)]),
    ],
)
def test_times_are_read_as_schools_write_them(
    tmp_path: Path, written: str, whens: list[tuple[int, int, Parity]]
) -> None:
    file = book(tmp_path, ("社团", [HEAD, (*CHOIR[:2], written, *CHOIR[3:])]), slots=SLOTS)
    assert not file.has_errors
    assert [(row.weekday, row.starts.hour, row.parity) for row in file.rows] == whens


def test_a_numbered_slot_is_the_one_of_the_table_beside_it_before_the_school_s(
    tmp_path: Path,
) -> None:
    pinned = [
        ("星期", "时间", "项目", "三1"),
        ("星期二", "14:40-15:20", "阅读", "尹婷"),
        ("星期二", "15:30-16:10", "阅读", "尹婷"),
    ]
    clubs = [("名称", "星期", "时间", "教师", "年级"), ("合唱", "二", "第2节", "龚长河", "三年级")]
    file = book(tmp_path, ("安排", pinned), ("社团", clubs), slots=SLOTS)
    assert not file.has_errors
    assert [row.starts for row in file.rows if row.item == "合唱"] == [time(15, 30)]
    assert file.covers is None


@pytest.mark.parametrize(
    ("column", "value", "where", "severity", "message"),
    [
        (1, "", "社团!B2", "error", "名称是空的"),
        (1, "数学新授课", "社团!B2", "error", "第7条"),
        (2, "", "社团!C2", "error", "时间是空的"),
        (2, "周二下午", "社团!C2", "error", "没有写几点到几点"),
        (2, "周二某时", "社团!C2", "error", "看不懂"),
        (2, "16:25-17:05", "社团!C2", "error", "没有写星期几"),
        (2, "周二", "社团!C2", "error", "没有写几点到几点"),
        (2, "周二第2节", "社团!C2", "error", "是几点看不出来"),
        (2, "周二3:40-4:20", "社团!C2", "error", "是凌晨"),
        (2, "周二17:05-16:25", "社团!C2", "error", "结束不晚于开始"),
        (2, time(16, 25), "社团!C2", "error", "时间"),
        (4, "13812345678", "社团!E2", "error", "号码"),
        (4, "李四（外聘）", "社团!E2", "question", "“外聘”"),
        (4, "剪影", "社团!E2", "question", "“剪影”不在名单里"),
        (5, "八年级", "社团!F2", "error", "还没有八年级"),
        (5, "随便", "社团!F2", "error", "看不出是哪个班"),
        (5, "", "社团!F2", "question", "按全校各班导入"),
        (6, "很多", "社团!G2", "error", "人数"),
        (6, -3, "社团!G2", "error", "人数"),
    ],
)
def test_what_is_not_understood_is_told_with_its_cell_in_one_sentence(
    tmp_path: Path, column: int, value: object, where: str, severity: str, message: str
) -> None:
    row = [*CHOIR]
    row[column] = value  # type: ignore[call-overload]
    file = book(tmp_path, ("社团", [HEAD, row]))
    found = [each for each in told(file, severity) if message in each[1]]
    assert [place for place, _ in found] == [where]
    assert all(sentence.endswith("。") and sentence.count("。") == 1 for _, sentence in found)


def test_notes_unused_columns_and_other_sheets_are_told(tmp_path: Path) -> None:
    rows = [(*HEAD, "备注"), (*CHOIR, "自带水杯"), ("备注：自愿参加",)]
    file = book(tmp_path, ("社团", rows), ("乱", [("随便",)]))
    said = told(file, "warning")
    assert ("社团!H1", "第H列“备注”没有用到。") in said
    assert ("社团!3", "“备注：自愿参加”没有用到。") in said
    assert any(place == "乱!1" for place, _ in said)
    assert len(file.rows) == 1


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("合唱", "剪影", "足球", "编程")),
            st.integers(1, 5),
            st.sampled_from(("15:40-16:20", "16：25—17：05")),
            st.sampled_from(("", "操场", "音乐教室")),
            st.lists(st.sampled_from(NAMES), max_size=3, unique=True),
            st.sampled_from((("三年级", (0, 1)), ("三(1)", (0,)), ("四(1)、四(2)", (2, 3)))),
            st.integers(0, 60),
        ),
        min_size=1,
        max_size=5,
    ),
    st.permutations(range(6)),
)
def test_a_generated_list_reads_back_whatever_the_order_of_its_columns(
    clubs: list[tuple[Any, ...]], order: list[int]
) -> None:
    head = ("社团名称", "活动时间", "场地", "指导教师", "招生年级", "人数")
    rows = [
        (title, f"周{'一二三四五'[day - 1]}{span}", room, "、".join(people), whom[0], pupils)
        for title, day, span, room, people, whom, pupils in clubs
    ]
    with TemporaryDirectory() as folder:
        lines = [[line[n] for n in order] for line in (head, *rows)]
        file = book(Path(folder), ("社团", lines))
    assert [
        (r.item, r.weekday, r.room, r.people, (r.class_ref, *r.others), r.pupils) for r in file.rows
    ] == [
        (title, day, room, tuple(people), tuple(CLASSES[n] for n in whom[1]), pupils)
        for title, day, _, room, people, whom, pupils in clubs
    ]
    assert file.problems == ()
