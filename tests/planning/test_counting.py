"""Counting before any search: what is said is true; of the classic shortages it is said."""

from hypothesis import given, settings

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.counting import shortages
from shuangjian_desktop.planning.explanation import Source
from shuangjian_desktop.planning.problem import EarlyDay, Person, Place, Problem, Room, Slot, Work
from shuangjian_desktop.planning.relaxed import part
from tests.planning.exhaustive import right_plans
from tests.planning.instances import problems

SLOTS = tuple(
    Slot(f"周{'一二三'[day]}第{one + 1}节", day + 1, 960 + 50 * one, 1000 + 50 * one)
    for day in range(3)
    for one in range(2)
)
PEOPLE = (Person("王芳", per_week=4), Person("李强"), Person("赵敏"))
CLASSES = ("三(1)", "三(2)")


def week(*works: Work, **more: object) -> Problem:
    problem = Problem(SLOTS, PEOPLE, (Room("音乐教室"), Room("操场")), CLASSES, works)
    return problem._replace(**more)  # type: ignore[arg-type]


def said(problem: Problem) -> list[str]:
    return [reason.words for reason in shortages(problem)]


def club(name: str, slots: tuple[int, ...], **more: object) -> Work:
    return Work(name, 7, (), slots, (0, 1, 2))._replace(**more)  # type: ignore[arg-type]


@settings(max_examples=200)
@given(problems(5))
def test_what_counting_says_is_true_of_those_sessions_alone(problem: Problem) -> None:
    for reason in shortages(problem):
        assert reason.source is Source.COUNTING
        assert reason.words.endswith("。")
        assert next(right_plans(part(problem, reason.works)[0]), None) is None


def test_more_rooms_are_needed_than_there_are() -> None:
    clubs = [club(f"合唱{n}", (4,), rooms=(0, 1), staff=(n,)) for n in range(3)]
    assert said(week(*clubs)) == [
        "周三第1节需要3个场地（合唱0、合唱1、合唱2），只有2个：音乐教室、操场；"
        "请移走或解锁一项，或增加合适的场地。"
    ]


def test_a_class_has_more_sessions_than_slots() -> None:
    works = [club(f"辅导{n}", tuple(range(6)), classes=(0,)) for n in range(7)]
    assert said(week(*works)) == [
        "三(1)一周里需7格，只有6格（辅导0、辅导1、辅导2等7项）；请移走或减少活动，或增加时段。"
    ]


def test_a_session_nobody_can_lead() -> None:
    assert said(week(club("合唱", (0,), staff=()))) == [
        "合唱要1人带，可带的只有0人；请增加可带的人员。"
    ]
    busy = Person("王芳", frozenset({(0, Parity.EVERY)}))
    alone = week(club("合唱", (0,), staff=(0,)), people=(busy,))
    assert said(alone) == ["合唱要有人带，但可带的人在周一第1节都没有空；请增加人员或时段。"]


def test_locks_beyond_a_weekly_limit() -> None:
    works = [club(f"棋{n}", (n,), locked=Place(n, None, (0,))) for n in range(5)]
    assert said(week(*works)) == [
        "王芳一周里要带5次（棋0、棋1、棋2等5项），按空闲和上限最多带4次；"
        "请解锁一项，增加可带的人，或提高上限。"
    ]


def test_two_locks_of_one_person_at_one_time() -> None:
    works = [club(f"棋{n}", (3,), locked=Place(3, None, (1,))) for n in range(2)]
    (words,) = said(week(*works))
    assert words.startswith("李强周二第2节要带2次（棋0、棋1），")


def test_a_slot_that_must_not_be_empty_and_can_only_stay_so() -> None:
    works = [club("辅导", (0,), classes=(0,))]
    assert said(week(*works, cover=((0, 5),))) == [
        "三(1)在周三第2节要有活动，却没有一项可以排在那里；请加一项，或放宽一项的时段。"
    ]


def test_more_sessions_than_days_to_spread_them_over() -> None:
    works = [club(f"合唱{n}", (0, 1), classes=(0,), staff=(n,)) for n in range(2)]
    assert said(week(*works, spread=frozenset({7}))) == [
        "活动8每天最多一次，2次却只有1天可排；请增加可排的日子，或允许一天多次。"
    ]


def test_a_lock_where_the_session_may_not_be() -> None:
    assert said(week(club("合唱", (0,), locked=Place(1)))) == [
        "合唱锁定在周一第2节，但它不能排在那里；请解锁，或允许这个时段。"
    ]


def test_the_rules_involved_are_named() -> None:
    works = [club(f"棋{n}", (3,), locked=Place(3, None, (1,))) for n in range(2)]
    (reason,) = shortages(week(*works))
    assert "棋0锁定在周二第2节、李强" in [rule.words for rule in reason.rules]
    assert reason.people == (1,)
    assert reason.slots == (3,)


def test_an_end_of_day_without_a_session_names_the_weeks_that_lack_it() -> None:
    odd = club("辅导", (0, 1), classes=(0,), parity=Parity.ODD)
    asked = ((0, 1, (1,)),)
    assert said(week(odd, ends=asked)) == [
        "三(1)双周在周一第2节要有活动，双周却没有一项可以排；请添加双周的活动，或改成每周都有。"
    ]
    early = club("辅导", (0,), classes=(0,))
    assert said(week(early, ends=asked)) == [
        "三(1)在周一第2节要有活动，却没有一项可以排在那里；请加一项，或放宽一项的时段。"
    ]


def test_a_day_without_a_slot_late_enough_is_told() -> None:
    early = club("辅导", (0,), classes=(0,))
    ends, monday = ((0, 1, ()), (1, 1, ())), EarlyDay(1, (0, 1), "三年级", 17 * 60)
    assert said(week(early, ends=ends, early=(monday,))) == [
        "三年级周一没有一个时段能到下班时间17:00；请添加更晚的时段，或登记提前结束的例外。"
    ]
    assert said(week(early, ends=ends)) == [
        "三(1)、三(2)周一没有一个时段能到下班时间；请添加更晚的时段，或登记提前结束的例外。"
    ]


def test_a_kind_of_room_without_a_room_that_suits_is_told_with_the_numbers() -> None:
    small = "没有能用的阶梯教室：要126人，最大的容100人"
    assert said(week(club("科普讲堂", (0, 1), no_room=small))) == [
        f"科普讲堂{small}；请改它要的场地或人数，或准许用别的场地。"
    ]
    assert said(week(club("科普讲堂", (0, 1), no_room=small, rooms=(1,)))) == []


def test_a_class_with_too_few_sessions_for_its_whole_days_is_told_the_numbers() -> None:
    slots = tuple(Slot(f"周一第{n}节", 1, 900 + 50 * n, 940 + 50 * n) for n in (1, 2, 3))
    works = [club(f"辅导{n}", (0, 1, 2), classes=(0,), staff=(n,)) for n in range(2)]
    asked = {"cover": ((0, 0),), "ends": ((0, 1, (2,)),), "unbroken": frozenset({0})}
    assert said(week(*works, **asked)._replace(slots=slots)) == [
        "三(1)每天从第一个时段起不空等、到该结束时才结束，一周至少要3次活动，现有2次；"
        "请增加活动次数，或减少时段。"
    ]
    enough = [*works, club("阅读", (0, 1, 2), classes=(0,), staff=(2,))]
    assert said(week(*enough, **asked)._replace(slots=slots)) == []
