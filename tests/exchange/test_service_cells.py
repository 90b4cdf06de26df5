"""What a cell of an after-school table says: activity, place and people are told apart."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.exchange.service_cells import CellReading, Piece, read_cell

KNOWN = frozenset(("龚长河", "葛长林", "尹婷", "傅言"))
CHOIR = Piece("合唱", "", ("龚长河",))


def read(text: str, **more: bool) -> CellReading:
    return read_cell(text, KNOWN, **more)


@pytest.mark.parametrize("wants_activity", [False, True])
@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("合唱团（龚长河）", Piece("合唱团", "", ("龚长河",))),
        ("合唱团(龚长河", Piece("合唱团", "", ("龚长河",))),
        ("足球：葛长林", Piece("足球", "", ("葛长林",))),
        ("足球:葛长林、尹婷", Piece("足球", "", ("葛长林", "尹婷"))),
        ("音乐教室 合唱 龚长河", Piece("合唱", "音乐教室", ("龚长河",))),
        ("合唱\n龚长河", CHOIR),
        ("合唱龚长河", CHOIR),
        ("龚长河合唱", CHOIR),
        ("龚长河（合唱）", CHOIR),
        ("剪影（龚长河）", Piece("剪影", "", ("龚长河",))),
        ("合唱（龚长河，音乐教室）", Piece("合唱", "音乐教室", ("龚长河",))),
        ("三(1)班教室 合唱 龚长河", Piece("合唱", "三(1)班教室", ("龚长河",))),
        ("合唱（待定）", Piece("合唱")),
        ("龚长河老师", Piece("", "", ("龚长河",))),
        ("尹婷傅言", Piece("", "", ("尹婷", "傅言"))),
        ("（待定）", Piece()),
    ],
)
def test_activity_place_and_known_people_are_told_apart_without_asking(
    text: str, piece: Piece, wants_activity: bool
) -> None:
    assert read(text, wants_activity=wants_activity) == CellReading((piece,))


@pytest.mark.parametrize(
    "text",
    ["合唱（龚长河）、足球（葛长林）", "合唱：龚长河；足球：葛长林", "合唱 龚长河\n足球 葛长林"],
)
def test_two_activities_in_a_cell_are_two(text: str) -> None:
    assert read(text).pieces == (CHOIR, Piece("足球", "", ("葛长林",)))


@pytest.mark.parametrize(
    ("text", "piece", "asked"),
    [
        ("合唱（李四）", Piece("合唱", "", ("李四",)), "“李四”不在名单里"),
        ("龚长河（剪影）", Piece("剪影", "", ("龚长河",)), "“剪影”看不出是活动还是人"),
        ("龚长河 晚托", Piece("晚托", "", ("龚长河",)), "“晚托”看不出是活动还是人"),
        ("剪影", Piece("", "", ("剪影",)), "“剪影”不在名单里，按一位教师导入"),
        ("班主任", Piece("", "", ("班主任",)), "“班主任”不在名单里，按一位教师导入"),
        ("古诗词", Piece("", "", ("古诗词",)), "“古诗词”不在名单里，按一位教师导入"),
        ("欧阳夏丹丹", Piece("", "", ("欧阳夏丹丹",)), "是两位的请用顿号分开"),
    ],
)
def test_an_unknown_rest_is_asked_about_never_silently_a_teacher(
    text: str, piece: Piece, asked: str
) -> None:
    reading = read(text)
    assert reading.pieces == (piece,)
    assert len(reading.asked) == 1
    assert asked in reading.asked[0]


def test_in_a_table_of_activities_a_lone_word_is_one_and_a_likely_name_is_asked_about() -> None:
    assert read("剪影", wants_activity=True) == CellReading((Piece("剪影"),))
    doubtful = read("李四", wants_activity=True)
    assert doubtful.pieces == (Piece("李四"),)
    assert "“李四”像姓名" in doubtful.asked[0]


@pytest.mark.parametrize("text", ["13812345678", "合唱（13812345678）", "合唱" * 200, "张" * 60])
def test_numbers_and_endless_texts_are_refused_in_one_sentence(text: str) -> None:
    reading = read(text)
    assert reading.pieces == ()
    assert reading.problem is not None
    assert reading.problem.endswith("。")


@given(
    st.lists(st.sampled_from(sorted(KNOWN)), min_size=1, max_size=3, unique=True),
    st.sampled_from(("合唱", "足球社团", "经典诵读", "编程")),
    st.sampled_from(("音乐教室", "操场", "三楼报告厅")),
    st.sampled_from(list(permutations(range(3)))),
    st.sampled_from((" ", "\n", "  ")),
)
def test_in_any_order_a_place_an_activity_and_its_people_read_the_same(
    people: list[str], title: str, place: str, order: tuple[int, ...], gap: str
) -> None:
    words = (title, place, "、".join(people))
    assert read(gap.join(words[n] for n in order)) == CellReading(
        (Piece(title, place, tuple(people)),)
    )


@given(st.text(alphabet="合唱龚长河（）()：:、 ；剪影李四1教室\n", max_size=30))
def test_whatever_stands_in_a_cell_every_word_of_it_is_kept_asked_about_or_refused(
    text: str,
) -> None:
    for wants_activity in (False, True):
        reading = read(text, wants_activity=wants_activity)
        if reading.problem:
            continue
        kept = "".join(p.title + p.place + "".join(p.people) for p in reading.pieces)
        assert set("合唱龚长河剪影李四1").intersection(text) <= set(kept)
