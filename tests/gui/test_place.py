from datetime import date

from shuangjian_desktop.domain.ids import ClassId, HomeworkId
from shuangjian_desktop.gui.place import CHECKS, HOMEWORK, Place

MONDAY, TUESDAY, NEXT_MONDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 30)


def heard(place: Place) -> list[object]:
    said: list[object] = []
    place.moved.connect(said.append)
    place.page_requested.connect(said.append)
    return said


def test_a_move_inside_the_week_is_told_once_and_is_no_new_week() -> None:
    place = Place(MONDAY)
    said = heard(place)
    place.go(date=TUESDAY, class_id=ClassId("a"))
    assert said == [frozenset({"date", "class"})]


def test_weeks_go_by_seven_days_and_home_is_today() -> None:
    place = Place(MONDAY, start=TUESDAY)
    place.next_week()
    assert place.date == date(2026, 12, 1)
    place.previous_week()
    place.previous_week()
    assert place.date == date(2026, 11, 17)
    place.today()
    assert place.date == MONDAY


def test_the_week_is_told_when_it_changes() -> None:
    place = Place(MONDAY)
    said = heard(place)
    place.go(date=NEXT_MONDAY)
    assert said == [frozenset({"week", "date"})]


def test_another_class_or_day_leaves_the_item_behind() -> None:
    place = Place(MONDAY)
    place.go(class_id=ClassId("a"), item_id=HomeworkId("1"))
    place.go(page=HOMEWORK)
    assert place.item_id == "1"
    place.go(date=TUESDAY)
    assert place.item_id is None
    place.go(item_id=HomeworkId("2"))
    place.go(class_id=ClassId("b"))
    assert place.item_id is None


def test_the_page_is_asked_for_after_everything_has_moved() -> None:
    place = Place(MONDAY)
    said = heard(place)
    place.go(date=TUESDAY, page=CHECKS)
    assert said == [frozenset({"date"}), CHECKS]


def test_going_nowhere_says_nothing() -> None:
    place = Place(MONDAY)
    said = heard(place)
    place.go(date=MONDAY)
    place.select_item(None)
    place.select_clause(None)
    assert said == []
