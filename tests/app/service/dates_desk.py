"""A small school with a published plan and its dates in a few words, for tests of single days."""

from datetime import date
from pathlib import Path

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.bookings import Booking
from shuangjian_desktop.app.service.commands.booked import book
from shuangjian_desktop.app.service.dates import Spot
from shuangjian_desktop.app.service.queries.day import DayLine, day_board
from shuangjian_desktop.domain.ids import RoomId, StaffId
from shuangjian_desktop.store.journal import Writer
from tests.builders import small_school, with_service

TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = (date(2026, 11, day) for day in range(24, 29))
NEXT_MONDAY = date(2026, 11, 30)


def served_school(folder: Path, *free: str) -> Project:
    """Return the small school with its plan, and some teachers who hold nothing."""
    project = small_school(folder)
    with_service(project)

    def add(writer: Writer) -> None:
        for name in free:
            writer.insert("staff", {"name": name, "suffix": None})

    project.run(Command("准备", add, kind="setup"))
    return project


def person(project: Project, name: str) -> StaffId:
    return next(each.id for each in project.directory.staff if each.name == name)


def room(project: Project, name: str) -> RoomId:
    assert project.directory.service is not None
    return next(each.id for each in project.directory.service.rooms.values() if each.name == name)


def line(project: Project, on: date, title: str, name: str = "三(1)") -> DayLine:
    """Return what a class has on a date under a title."""
    lines = day_board(project, on).lines
    return next(each for each in lines if each.title == title and name in each.classes)


def spot(project: Project, on: date, title: str, name: str = "三(1)") -> Spot:
    return line(project, on, title, name).spot


def day(project: Project, on: date) -> list[str]:
    """Return all that is held on a date: 15:40 三(1)的阅读 王31."""
    return [
        f"{each.starts:%H:%M} {each.classes}的{each.title} {each.people}{each.room}"
        for each in day_board(project, on).lines
        if each.is_held
    ]


def booked(project: Project, booking: Booking) -> str:
    """Book it and return the id of its swap."""
    known = {row[0] for row in _swaps(project)}
    project.run(book(booking))
    (fresh,) = {row[0] for row in _swaps(project)} - known
    return str(fresh)


def _swaps(project: Project) -> list[tuple[str]]:
    return list(project.database.rows("SELECT DISTINCT swap_id FROM service_change"))
