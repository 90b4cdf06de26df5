"""Somebody is away or a room cannot be used: what it hits, who could step in, what stays open."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import check
from shuangjian_desktop.app.service.commands.absences import (
    Hit,
    Leave,
    OwnRoom,
    Without,
    be_away,
    hits,
)
from shuangjian_desktop.app.service.commands.booked import book, take_back
from shuangjian_desktop.app.service.commands.days import Place, cover, move
from shuangjian_desktop.app.service.commands.rooms import new_room
from shuangjian_desktop.app.service.queries.booked import bookings
from shuangjian_desktop.app.service.queries.day import candidates, day_board
from shuangjian_desktop.domain.contingency import Prepared
from shuangjian_desktop.domain.ids import BusyTimeId, RoomId, SessionId
from shuangjian_desktop.domain.service import BusyTime, ServiceStaff
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.tables import service_people as people_table
from tests.app.service.dates_desk import (
    FRIDAY,
    SATURDAY,
    TUESDAY,
    WEDNESDAY,
    booked,
    day,
    line,
    person,
    room,
    served_school,
    spot,
)
from tests.builders import MONDAY, class_named


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = served_school(tmp_path, "赵老师", "钱老师")
    yield opened
    opened.close()


def ill(project: Project, first: date = TUESDAY, last: date = WEDNESDAY) -> Leave:
    return Leave(person(project, "王31"), (), first, last, "病假")


def told(project: Project, found: tuple[Hit, ...]) -> list[tuple[str, object]]:
    labels = {each.id: each.label for each in project.directory.staff}
    return [(hit.words, labels.get(hit.proposed, hit.proposed)) for hit in found]  # type: ignore[arg-type]


def test_an_absence_lists_what_it_hits_with_somebody_free_for_each(project: Project) -> None:
    assert told(project, hits(project, ill(project))) == [
        ("11月24日（星期二）三(1)的作业辅导（15:40–16:20）", "赵老师"),
        ("11月24日（星期二）三(1)的阅读（16:25–17:05）", "赵老师"),
        ("11月25日（星期三）三(1)的作业辅导（15:40–16:20）", "钱老师"),
        ("11月25日（星期三）三(1)、三(2)、三(3)的合唱（16:25–17:05）", "钱老师"),
    ]


def test_all_of_an_absence_is_one_step_and_one_booking(project: Project) -> None:
    before = [day(project, on) for on in (TUESDAY, WEDNESDAY)]
    chosen = {hit.spot: hit.proposed for hit in hits(project, ill(project))}
    swap_id = booked(project, be_away(project, ill(project), chosen))
    assert line(project, TUESDAY, "作业辅导").why == "赵老师代王31（病假）"
    assert not any("王31" in each for on in (TUESDAY, WEDNESDAY) for each in day(project, on))
    project.run(book(take_back(project, swap_id)))
    assert [day(project, on) for on in (TUESDAY, WEDNESDAY)] == before
    project.undo()
    project.undo()
    assert [day(project, on) for on in (TUESDAY, WEDNESDAY)] == before


def test_what_nobody_covers_stays_in_sight_and_says_so(project: Project) -> None:
    booking = be_away(project, ill(project, TUESDAY, TUESDAY), {})
    assert booking.refused == ()
    assert "11月24日（星期二）三(1)的阅读（16:25–17:05）：王31不在（病假）。" in booking.warned
    project.run(book(booking))
    assert line(project, TUESDAY, "阅读").wrong == (
        "三(1)的阅读（16:25–17:05）：王31不在（病假）。",
    )
    assert "王31不在：病假。" in day_board(project, TUESDAY).notes


def test_a_session_without_its_absent_teacher_is_found_by_the_checks(project: Project) -> None:
    third = class_named(project, "三(1)")
    project.run(book(be_away(project, ill(project, TUESDAY, TUESDAY), {})))
    (checked,) = check(project, [third], [TUESDAY]).days
    assert [f.rule for f in checked.findings if f.rule.startswith("service.staff")] != []
    (other,) = check(project, [third], [MONDAY]).days
    assert [f.rule for f in other.findings if f.rule.startswith("service.staff")] == []


def test_somebody_absent_is_never_offered_nor_taken_t9(project: Project) -> None:
    away = Leave(person(project, "赵老师"), (), TUESDAY, TUESDAY, "开会")
    project.run(book(be_away(project, away, {})))
    reading = spot(project, TUESDAY, "阅读")
    offered = candidates(project, reading, away=person(project, "王31"))
    (zhao,) = [one for one in offered if one.name == "赵老师"]
    assert zhao.reasons == ("赵老师不在（开会）。",)
    assert offered[0].name == "钱老师"
    assert all(one.name != "王31" for one in offered)
    booking = cover(project, reading, person(project, "王31"), zhao.staff_id)
    assert any("赵老师不在（开会）" in words for words in booking.refused)
    assert "赵老师" not in [
        name for _, name in told(project, hits(project, ill(project, TUESDAY, TUESDAY)))
    ]


def test_somebody_absent_chosen_for_another_absence_is_refused_t9(project: Project) -> None:
    away = Leave(person(project, "赵老师"), (), TUESDAY, TUESDAY, "开会")
    project.run(book(be_away(project, away, {})))
    chosen = {spot(project, TUESDAY, "阅读"): person(project, "赵老师")}
    booking = be_away(project, ill(project, TUESDAY, TUESDAY), chosen)
    assert any("赵老师不在（开会）" in words for words in booking.refused)


def test_a_few_hours_away_hit_only_what_lies_in_them(project: Project) -> None:
    late = ill(project)._replace(starts=time(16, 20), ends=time(18))
    assert [hit.words[-13:] for hit in hits(project, late)] == ["（16:25–17:05）"[-13:]] * 2
    project.run(book(be_away(project, late, {})))
    assert line(project, TUESDAY, "作业辅导").wrong == ()
    assert line(project, TUESDAY, "阅读").wrong != ()


def test_a_lost_room_is_changed_or_the_session_is_off(project: Project) -> None:
    lost = Leave(None, (room(project, "操场"),), WEDNESDAY, WEDNESDAY, "下雨")
    (hit,) = hits(project, lost)
    assert hit.proposed is Without.OPEN  # no other 操场
    assert any("操场不能用（下雨）" in w for w in be_away(project, lost, {}).warned)
    booking = be_away(project, lost, {hit.spot: Without.OFF})
    project.run(book(booking))
    assert line(project, WEDNESDAY, "足球").why == "下雨"
    assert "操场不能用：下雨。" in day_board(project, WEDNESDAY).notes


def test_a_session_that_needs_no_special_room_goes_to_its_own_classroom(project: Project) -> None:
    held = line(project, MONDAY, "阅读")
    project.run(
        book(move(project, held.spot, Place(MONDAY, held.starts, held.ends, room(project, "操场"))))
    )
    lost = Leave(None, (room(project, "操场"),), MONDAY, MONDAY, "下雨")
    (hit,) = hits(project, lost)
    assert hit.proposed is OwnRoom.OWN
    project.run(book(be_away(project, lost, {hit.spot: hit.proposed})))
    assert line(project, MONDAY, "阅读").room == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"last": MONDAY}, "早于开始日期"),
        ({"last": date(2027, 6, 1)}, "一次最多预约62天"),
        ({"first": SATURDAY, "last": SATURDAY}, "没有一天有课后服务"),
        ({"staff_id": None}, "还没有选人或场地"),
        ({"starts": time(17), "ends": time(16)}, "结束时间要晚于开始时间"),
        ({"reason": " "}, "理由是空的"),
    ],
)
def test_an_absence_that_makes_no_sense_is_refused(
    project: Project, change: dict[str, object], words: str
) -> None:
    with pytest.raises(UserError, match=words):
        be_away(project, ill(project)._replace(**change), {})  # type: ignore[arg-type]


def test_the_weekend_between_is_left_out(project: Project) -> None:
    over = be_away(project, ill(project, FRIDAY, date(2026, 11, 30)), {})
    assert over.refused == ()
    assert [on.day for on in over.dates] == [27, 30]


def test_own_teachers_come_first_then_who_has_covered_least(project: Project) -> None:
    wang, reading = person(project, "王31"), spot(project, TUESDAY, "阅读")
    assert candidates(project, reading, away=wang)[0].name in ("赵老师", "钱老师")
    project.run(book(cover(project, reading, wang, person(project, "钱老师"))))
    first, second = candidates(project, spot(project, FRIDAY, "阅读"), away=wang)[:2]
    assert (first.name, first.covers) == ("赵老师", 0)
    assert (second.name, second.covers) == ("钱老师", 1)


def test_everything_that_keeps_somebody_away_is_said_at_once(project: Project) -> None:
    zhao = person(project, "赵老师")

    def limit(writer: object) -> None:
        terms = ServiceStaff(zhao, per_day=0, valid_until=date(2026, 10, 1))
        busy = BusyTime(BusyTimeId(""), zhao, 2, time(16), time(18), "接孩子")
        writer.insert("service_staff", people_table.staff_row(terms))  # type: ignore[attr-defined]
        writer.insert("busy_time", people_table.busy_row(busy))  # type: ignore[attr-defined]

    project.run(Command("准备", limit, kind="setup"))
    found = candidates(project, spot(project, TUESDAY, "阅读"), away=person(project, "王31"))
    (one,) = [each for each in found if each.name == "赵老师"]
    assert one.reasons == (
        "赵老师的证件这天无效（第8条）。",
        "赵老师在16:25–17:05没有空：接孩子。",
        "11月24日（星期二）赵老师有1次，每天上限0次。",
    )


def test_the_weeks_booked_covers_count_against_the_weekly_limit(project: Project) -> None:
    zhao, wang = person(project, "赵老师"), person(project, "王31")

    def limit(writer: object) -> None:
        row = people_table.staff_row(ServiceStaff(zhao, per_week=1))
        writer.insert("service_staff", row)  # type: ignore[attr-defined]

    project.run(Command("准备", limit, kind="setup"))
    project.run(book(cover(project, spot(project, MONDAY, "阅读"), wang, zhao)))
    refused = cover(project, spot(project, FRIDAY, "阅读"), wang, zhao).refused
    assert refused == ("赵老师这一周有2次，每周上限1次。",)
    assert not cover(project, spot(project, date(2026, 12, 1), "阅读"), wang, zhao).refused


def test_what_was_prepared_for_rain_is_proposed_first_and_booked_in_one_step(
    project: Project,
) -> None:
    gym = added(project, "体育馆", 100)
    said = Prepared(spot(project, WEDNESDAY, "足球").origin, gym)
    rain = Leave(
        None, (room(project, "操场"),), WEDNESDAY, WEDNESDAY, "雨天", prepared=(said,)
    )  # fmt: skip
    (hit,) = hits(project, rain)
    assert hit.able[0] == (gym, "体育馆（预案）")
    booking = be_away(project, rain, {hit.spot: hit.proposed})
    assert booking.refused == ()
    assert [w for w in booking.warned if "体育馆是体育馆，足球要操场" in w]  # said, not refused
    project.run(book(booking))
    assert line(project, WEDNESDAY, "足球").room == "体育馆"
    project.undo()
    assert line(project, WEDNESDAY, "足球").room == "操场"
    assert day_board(project, WEDNESDAY).notes == ()


def test_a_prepared_room_that_is_taken_that_day_stays_open_and_says_why(project: Project) -> None:
    gym = added(project, "体育馆", 100)
    said = Prepared(spot(project, WEDNESDAY, "足球").origin, gym)
    held = line(project, WEDNESDAY, "合唱")
    moved = move(project, held.spot, Place(WEDNESDAY, held.starts, held.ends, gym))
    assert moved.refused  # 体育馆 is no 音乐教室
    lost = Leave(None, (gym, room(project, "操场")), WEDNESDAY, WEDNESDAY, "雨天", prepared=(said,))
    (hit,) = hits(project, lost)
    assert hit.able[0] == (Without.OPEN, "还没有定（预案的体育馆不能用（雨天））")
    assert any("操场不能用（雨天）" in w for w in be_away(project, lost, {}).warned)


def test_what_is_prepared_says_off_or_the_own_classroom(project: Project) -> None:
    football = spot(project, WEDNESDAY, "足球")
    rain = Leave(None, (room(project, "操场"),), WEDNESDAY, WEDNESDAY, "雨天")
    for said, choice in (
        (Prepared(football.origin), OwnRoom.OWN),
        (Prepared(football.origin, None, is_held=False), Without.OFF),
    ):
        (hit,) = hits(project, rain._replace(prepared=(said,)))
        assert hit.proposed is choice
    (hit,) = hits(project, rain._replace(prepared=(Prepared(SessionId("别的")),)))
    assert hit.able[0] == (Without.OPEN, "还没有定（预案里没有）")


def added(project: Project, name: str, capacity: int) -> RoomId:
    room_id, command = new_room(name, name, capacity)
    project.run(command)
    return room_id


def test_rooms_lost_together_are_one_sentence_in_the_list_of_bookings(project: Project) -> None:
    gym = added(project, "体育馆", 100)
    lost = Leave(None, (gym, room(project, "操场")), WEDNESDAY, WEDNESDAY, "雨天")
    project.run(book(be_away(project, lost, {})))
    (booked_line,) = bookings(project)
    assert booked_line.lines[0] == "体育馆、操场不能用：雨天。"
    assert booked_line.what == "场地停用"
