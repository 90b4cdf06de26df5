"""What goes through the pipe comes back equal, and nothing else comes in."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangjian_desktop.planning import wire
from shuangjian_desktop.planning.codec import NotUnderstood, from_json, to_json
from shuangjian_desktop.planning.explain import explain
from shuangjian_desktop.planning.explanation import Explanation
from shuangjian_desktop.planning.outcome import Incumbent, Kind, Outcome
from shuangjian_desktop.planning.problem import Place, Problem
from shuangjian_desktop.planning.replan import Loss, Replanned, replan
from shuangjian_desktop.planning.wire import Act, Line, Name, Progress, Request
from tests.planning.instances import problems, small_week


def through(body: object) -> Any:
    return wire.read(wire.write(Line(Name.DONE, 3, body))).body


@given(problems())
def test_a_question_comes_back_equal(problem: Problem) -> None:
    losses = (Loss(person=0, slots=(1,)), Loss(slots=()))
    plan = (None,) * len(problem.works)
    request = Request(Act.REPLAN, problem, 2.5, 7, plan, True, losses)
    assert wire.read_request(through(request)) == request


@settings(max_examples=40)
@given(problems(4))
def test_an_explanation_comes_back_equal(problem: Problem) -> None:
    found = explain(problem, seconds=20)
    request = Request(Act.EXPLAIN, problem)
    assert wire.read_value(through(found), request) == found


def test_ends_and_plans_on_the_way_come_back_equal() -> None:
    problem, plan = small_week()
    solve = Request(Act.SOLVE, problem)
    outcome = Outcome(Kind.GOOD, plan, 55, 40, 1.5, "")
    assert wire.read_value(through(outcome), solve) == outcome
    incumbent = Incumbent(plan, 55, 40)
    assert wire.read_incumbent(through(incumbent), problem) == incumbent
    assert wire.read_progress(through(Progress(1, 0, "数一数"))) == Progress(1, 0, "数一数")
    found = replan(problem, plan, (Loss(person=1, slots=(0,)),), seconds=20)
    assert found.moves
    request = Request(Act.REPLAN, problem, old=plan)
    assert wire.read_value(through(found), request) == found
    assert isinstance(found, Replanned)


def understood(read: Callable[[], object]) -> tuple[object, str]:
    """Return what was read, or the sentence it was refused with."""
    try:
        return read(), ""
    except NotUnderstood as error:
        return None, str(error)


JUNK = st.sampled_from([None, True, -1, 99, 0.5, "", "每周", [], [1], {}, float("nan"), 10**30])


def spots(told: Any, path: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    found = [path]
    if isinstance(told, list):
        for number, one in enumerate(told):
            found += spots(one, (*path, number))
    return found


def with_junk(told: Any, path: tuple[int, ...], junk: Any) -> Any:
    if not path:
        return junk
    copy = list(told)
    copy[path[0]] = with_junk(told[path[0]], path[1:], junk)
    return copy


@settings(max_examples=400)
@given(st.data())
def test_nonsense_is_refused_with_one_sentence_or_means_what_it_says(data: st.DataObject) -> None:
    problem, plan = small_week()
    told = json.loads(json.dumps(to_json(Request(Act.SOLVE, problem, old=plan))))
    told = with_junk(told, data.draw(st.sampled_from(spots(told))), data.draw(JUNK))
    read, words = understood(lambda: wire.read_request(told))
    assert (read is None) is words.endswith("。")
    assert len(words) < 100
    assert read is None or json.loads(json.dumps(to_json(read))) == told


@settings(max_examples=300)
@given(st.data())
def test_nonsense_in_an_answer_is_refused_too(data: st.DataObject) -> None:
    problem, _plan = small_week()
    works = list(problem.works)
    for number in (1, 2):
        works[number] = works[number]._replace(locked=Place(0, None, (0,)))
    problem = problem._replace(works=tuple(works))
    if not EXPLAINED:
        EXPLAINED.append(explain(problem, seconds=20))
    told = json.loads(json.dumps(wire._told(EXPLAINED[0])))
    told = with_junk(told, data.draw(st.sampled_from(spots(told))), data.draw(JUNK))
    read, words = understood(lambda: wire.read_value(told, Request(Act.EXPLAIN, problem)))
    assert (read is None) is words.endswith("。")
    assert read is None or isinstance(read, Explanation)


EXPLAINED: list[Explanation] = []


@given(st.binary(max_size=80))
def test_bytes_of_any_kind_are_a_line_or_refused(raw: bytes) -> None:
    try:
        line = wire.read(raw)
    except NotUnderstood:
        return
    assert isinstance(line.name, Name)


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(NotUnderstood):
        wire.read(b"[" * 100_000)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"seconds": 0.0}, "计算时间要大于0秒"),
        ({"seconds": float("nan")}, "计算时间要大于0秒"),
        ({"act": Act.REPLAN}, "先有已发布的安排"),
        ({"losses": (Loss(person=77),)}, "不存在的编号"),
    ],
)
def test_questions_that_make_no_sense_are_refused(change: dict[str, Any], words: str) -> None:
    request = Request(Act.SOLVE, small_week()[0])._replace(**change)
    with pytest.raises(NotUnderstood, match=words):
        wire.read_request(through(request))


def test_a_number_is_not_a_truth_value_and_a_text_no_number() -> None:
    assert from_json(bool, True) is True
    for kind, told in ((int, True), (bool, 1), (str, 1), (int, "1"), (float, "1"), (int, 1.0)):
        with pytest.raises(NotUnderstood):
            from_json(kind, told)
    assert from_json(float, 2) == 2.0
