"""FET's command line on a week of `planning_weeks.make_week`: its input, its run, its plan.

FET cannot choose people: a flow shares them out beforehand, days of tutoring included, so that it
has them whole and balanced. Its time is its whole process; the flow is not counted against it.
"""

import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from ortools.graph.python import min_cost_flow

from shuangjian_desktop.planning.problem import Place, Plan, Problem

HOURS, DAYS = 2, 5


def is_there() -> bool:
    """Return whether fet-cl can be run here."""
    return shutil.which("fet-cl") is not None


def solve(problem: Problem, staff: tuple[int, ...], seconds: int = 60) -> tuple[float, Plan]:
    """Return the seconds of FET's whole process and its plan, empty where it found none."""
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "week.fet"
        source.write_text("\n".join(_file(problem, staff)), encoding="utf-8")
        command = ["fet-cl", f"--inputfile={source}", f"--outputdir={name}/out"]
        began = time.perf_counter()
        limit = f"--timelimitseconds={seconds}"
        subprocess.run([*command, limit], capture_output=True, check=False)
        took = time.perf_counter() - began
        found = list(Path(name).glob("out/timetables/week/week_activities.xml"))
        return took, _plan(problem, staff, found[0]) if found else (None,) * len(staff)


def share_out(problem: Problem) -> tuple[int, ...]:
    """Return one person per session, loads as equal as can be, nobody beyond limits.

    Every session gets a day in turn here, so that there is a week in which these people have time;
    the days themselves are FET's to choose.
    """
    flow, people = min_cost_flow.SimpleMinCostFlow(), problem.people
    arc = flow.add_arc_with_capacity_and_unit_cost
    for number, person in enumerate(people):
        for load in range(person.per_week or HOURS * DAYS):
            arc(1 + number, 0, 1, 2 * load + 1)
    first = 1 + len(people)
    cells: dict[tuple[int, int], int] = {}
    chosen: list[tuple[int, int, int]] = []
    turns: Counter[tuple[int, int]] = Counter()
    for number, work in enumerate(problem.works):
        flow.set_node_supply(first + number, 1)
        turn = (work.classes[0], work.slots[0])
        slot = work.slots[(turns[turn] + work.classes[0]) % DAYS]
        turns[turn] += 1
        for person in work.staff:
            if not people[person].is_busy(slot, work.parity):
                is_new = (person, slot) not in cells
                head = cells.setdefault((person, slot), first + len(problem.works) + len(cells))
                if is_new:
                    arc(head, 1 + person, 1, 0)
                chosen.append((arc(first + number, head, 1, 0), number, person))
    flow.set_node_supply(0, -len(problem.works))
    if flow.solve() != flow.OPTIMAL:
        raise SystemExit("the people cannot be shared out for FET")
    staff = {number: person for one, number, person in chosen if flow.flow(one)}
    return tuple(staff[number] for number in range(len(problem.works)))


def _file(problem: Problem, staff: tuple[int, ...]) -> Iterator[str]:
    """Yield the lines of FET's input: sessions, people away, hours, rooms that fit."""
    yield '<?xml version="1.0" encoding="UTF-8"?><fet version="6.8.5"><Mode>Official</Mode>'
    yield "<Institution_Name>week</Institution_Name><Comments></Comments>"
    yield _list("Days", "Day", [f"d{n}" for n in range(DAYS)], "Number_of_Days")
    yield _list("Hours", "Hour", [f"h{n}" for n in range(HOURS)], "Number_of_Hours")
    yield _list("Subjects", "Subject", [f"s{n}" for n in range(HOURS)])
    yield "<Activity_Tags_List></Activity_Tags_List>"
    yield _list("Teachers", "Teacher", [f"t{n}" for n in range(len(problem.people))])
    yield "<Students_List>"
    for number in range(len(problem.classes)):
        yield _tag("Year", _tag("Name", f"c{number}") + _tag("Number_of_Students", 0))
    yield "</Students_List><Activities_List>"
    for number, work in enumerate(problem.works):
        yield _tag(
            "Activity",
            _tag("Teacher", f"t{staff[number]}")
            + _tag("Subject", f"s{work.slots[0] % HOURS}")
            + _tag("Students", f"c{work.classes[0]}")
            + _tag("Duration", 1)
            + _tag("Total_Duration", 1)
            + _tag("Id", number + 1)
            + _tag("Activity_Group_Id", 0)
            + _tag("Active", "true"),
        )
    yield "</Activities_List><Buildings_List></Buildings_List>"
    room = _tag("Building", "") + _tag("Capacity", 100) + _tag("Virtual", "false")
    names = [_tag("Room", _tag("Name", f"r{n}") + room) for n in range(len(problem.rooms))]
    yield _tag("Rooms_List", "".join(names))
    yield _tag("Time_Constraints_List", "\n".join(_times(problem)))
    yield _tag("Space_Constraints_List", "\n".join(_spaces(problem)))
    yield "</fet>"


def _times(problem: Problem) -> Iterator[str]:
    yield _always("ConstraintBasicCompulsoryTime", "")
    for number, person in enumerate(problem.people):
        busy = sorted(slot for slot, _weeks in person.busy)
        if busy:
            times = (_tag("Day", f"d{s // HOURS}") + _tag("Hour", f"h{s % HOURS}") for s in busy)
            yield _always(
                "ConstraintTeacherNotAvailableTimes",
                _tag("Teacher", f"t{number}")
                + _tag("Number_of_Not_Available_Times", len(busy))
                + "".join(_tag("Not_Available_Time", one) for one in times),
            )
    for hour in range(HOURS):
        preferred = (
            _tag("Preferred_Day", f"d{day}") + _tag("Preferred_Hour", f"h{hour}")
            for day in range(DAYS)
        )
        yield _always(
            "ConstraintActivitiesPreferredTimeSlots",
            "<Teacher_Name></Teacher_Name><Students_Name></Students_Name>"
            + _tag("Subject_Name", f"s{hour}")
            + "<Activity_Tag_Name></Activity_Tag_Name>"
            + _tag("Number_of_Preferred_Time_Slots", DAYS)
            + "".join(_tag("Preferred_Time_Slot", one) for one in preferred),
        )


def _spaces(problem: Problem) -> Iterator[str]:
    yield _always("ConstraintBasicCompulsorySpace", "")
    for number, work in enumerate(problem.works):
        if work.rooms:
            yield _always(
                "ConstraintActivityPreferredRooms",
                _tag("Activity_Id", number + 1)
                + _tag("Number_of_Preferred_Rooms", len(work.rooms))
                + "".join(_tag("Preferred_Room", f"r{room}") for room in work.rooms),
            )


def _tag(name: str, content: object) -> str:
    return f"<{name}>{content}</{name}>"


def _always(name: str, content: str) -> str:
    return _tag(name, _tag("Weight_Percentage", 100) + content + _tag("Active", "true"))


def _list(name: str, one: str, names: list[str], counted: str = "") -> str:
    count = _tag(counted, len(names)) if counted else ""
    return _tag(f"{name}_List", count + "".join(_tag(one, _tag("Name", n)) for n in names))


def _plan(problem: Problem, staff: tuple[int, ...], path: Path) -> Plan:
    places: dict[int, Place] = {}
    for one in ET.parse(path).getroot():
        number = int(one.findtext("Id") or 0) - 1
        day, hour, room = (one.findtext(tag) or "" for tag in ("Day", "Hour", "Room"))
        if day:
            slot = HOURS * int(day[1:]) + int(hour[1:])
            places[number] = Place(slot, int(room[1:]) if room else None, (staff[number],))
    return tuple(places.get(number) for number in range(len(problem.works)))
