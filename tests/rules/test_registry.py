"""Checks and rulebook belong together: no check without a rule, no rule without a check."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shuangjian_desktop.rules import checks
from shuangjian_desktop.rules.book import Rulebook
from shuangjian_desktop.rules.check import Case, Check, Observation, check
from shuangjian_desktop.rules.registry import plan, registered_rules, run_checks, unchecked_rules
from shuangjian_desktop.rules.rulebook import RulebookError
from shuangjian_desktop.rules.totals import day_totals
from tests.rules.class_days import class_day

CHECK_FILES = sorted(Path(checks.__file__).parent.glob("*.py"))


@check("homework.unheard_of")
def unheard_of(case: Case) -> Iterator[Observation]:
    yield Observation()


@check("homework.written.cap", "whispered")
def whispered(case: Case) -> Iterator[Observation]:
    yield Observation()


def without(book: Rulebook, rule: str) -> Rulebook:
    return book._replace(rules={name: one for name, one in book.rules.items() if name != rule})


def test_every_rule_of_the_rulebook_has_a_check(book: Rulebook) -> None:
    assert unchecked_rules(book) == ()
    assert sorted(registered_rules()) == sorted(book.rules)


def test_a_rule_without_a_check_is_seen(book: Rulebook) -> None:
    longer = book._replace(rules={**book.rules, "homework.new": book.rules["homework.written.cap"]})
    assert unchecked_rules(longer) == ("homework.new",)


def test_a_check_whose_rule_is_not_in_the_rulebook_is_refused(book: Rulebook) -> None:
    assert isinstance(unheard_of, Check)
    with pytest.raises(RulebookError, match=r"homework\.unheard_of"):
        plan(book, (unheard_of,))


def test_a_check_that_uses_an_unwritten_variant_is_refused(book: Rulebook) -> None:
    with pytest.raises(RulebookError, match="whispered"):
        plan(book, (whispered,))


def test_two_checks_of_one_rule_are_refused(book: Rulebook) -> None:
    with pytest.raises(RulebookError, match="两个检查"):
        plan(book, (replace(whispered, variants=()), replace(whispered, variants=())))


def test_a_shortened_rulebook_judges_nothing(book: Rulebook) -> None:
    short = without(book, "homework.notice.changed")
    day = class_day("语文 20")
    with pytest.raises(RulebookError, match=r"homework\.notice\.changed"):
        run_checks(day, day_totals(day, short), short)


@pytest.mark.parametrize("path", CHECK_FILES, ids=lambda path: path.name)
def test_checks_hold_no_numbers_and_stay_short(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            assert isinstance(node.value, str | bool | None), f"{path.name}:{node.lineno}"
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 20, node.name
