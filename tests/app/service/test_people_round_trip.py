"""Terms of people, their times and exceptions come back from a workbook, whatever they are."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.exceptions import NEW_EXCEPTION, save_end_exception
from shuangjian_desktop.app.service.commands.terms import NEW_BUSY, save_busy, save_terms
from shuangjian_desktop.app.service.queries.table import people_file
from shuangjian_desktop.domain.service import (
    BusyTime,
    EndException,
    Parity,
    ServiceStaff,
    SessionKind,
    StaffSource,
)
from tests.app.service.people_desk import emptied, exported, taken
from tests.builders import small_school, with_service

words = st.sampled_from(["协议书", "=1+1", "社会体育指导员证 第3号", "《协议》，三年", "-"])
dates = st.dates(date(2026, 8, 1), date(2027, 7, 31))
clocks = st.builds(time, st.integers(6, 23), st.integers(0, 59))
terms_strategy = st.builds(
    lambda source, kinds, days, document, limits, hours: (
        source, tuple(kinds), *_ordered(days), document, *limits, *_ordered(hours),
    ),
    st.sampled_from(StaffSource),
    st.lists(st.sampled_from(SessionKind), max_size=4, unique=True),
    st.tuples(st.none() | dates, st.none() | dates),
    st.none() | words,
    st.tuples(st.none() | st.integers(0, 20), st.none() | st.integers(0, 99)),
    st.tuples(st.none() | clocks, st.none() | clocks),
)  # fmt: skip
busy_strategy = st.tuples(
    st.integers(0, 4),
    st.integers(1, 7),
    st.tuples(clocks, clocks),
    st.sampled_from(["", "接孩子", "=进修"]),
    st.sampled_from(Parity),
    st.booleans(),
)
exception_strategy = st.builds(
    lambda grades, weekday, since, length, reason, who, document: EndException(
        NEW_EXCEPTION, min(grades), max(grades), weekday, since, since + timedelta(length),
        reason, who, document,
    ),
    st.tuples(st.integers(1, 9), st.integers(1, 9)),
    st.none() | st.integers(1, 7),
    dates,
    st.integers(0, 366),
    words,
    st.sampled_from(["李主任", "校务会"]),
    st.none() | words,
)  # fmt: skip
school_strategy = st.tuples(
    st.dictionaries(st.integers(0, 4), terms_strategy, max_size=4),
    st.lists(busy_strategy, max_size=6),
    st.lists(exception_strategy, max_size=4),
)


def _ordered(pair: tuple) -> tuple:  # type: ignore[type-arg]
    """Return two values in order where both are said, and not the same."""
    first, last = pair
    if first is None or last is None:
        return pair
    return (min(pair), max(pair)) if first != last else (first, None)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    made = small_school(tmp_path_factory.mktemp("人员"))
    with_service(made)
    yield made
    made.close()


def stored(project: Project, drawn: tuple) -> None:  # type: ignore[type-arg]
    """Store what was drawn through the commands the window uses."""
    emptied(project)
    terms, busy, exceptions = drawn
    teachers = [each for each in project.directory.staff if each.name.startswith("王")]
    for place, told in terms.items():
        own = ServiceStaff(teachers[place].id, *told)
        project.run(save_terms(teachers[place], own, is_accepted=True))
    seen = set()
    for place, weekday, span, reason, parity, is_wish in busy:
        starts, ends = sorted(span)
        key = (place, weekday, starts, ends, parity)
        if starts < ends and key not in seen:
            seen.add(key)
            who = teachers[place]
            time_of = BusyTime(NEW_BUSY, who.id, weekday, starts, ends, reason, parity, is_wish)
            project.run(save_busy(who, time_of))
    for each in exceptions:
        project.run(save_end_exception(each))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=school_strategy)
def test_whatever_is_said_of_people_comes_back_unchanged_and_arrives_whole(
    project: Project, drawn: tuple  # type: ignore[type-arg]
) -> None:  # fmt: skip
    stored(project, drawn)
    told = people_file(project)
    with TemporaryDirectory() as folder:
        path = exported(project, Path(folder))
        before = project.database.newest_step()
        report = taken(project, path)
        assert [p for p in report.problems if p.severity != "warning"] == []
        assert (report.created, report.updated) == ({}, {})
        assert project.database.newest_step() == before, "nothing was written"
        emptied(project)
        assert people_file(project).is_empty
        assert taken(project, path, accept_questions=True).is_importable
    found = people_file(project)
    assert sorted(map(repr, found.terms)) == sorted(map(repr, told.terms))
    assert sorted(map(repr, found.busy)) == sorted(map(repr, told.busy))
    assert sorted(map(repr, found.exceptions)) == sorted(map(repr, told.exceptions))
