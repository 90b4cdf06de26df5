"""How firmly each rule is held when homework is stored and when a notice is put out.

Defaults of ours, replaced rule by rule by what the school sets; judges nothing itself.
"""

from datetime import date
from typing import TYPE_CHECKING

from shuangjian_desktop.domain.policy import RulePolicy, Strength
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.rules.book import Moment, Rule, Rulebook

if TYPE_CHECKING:
    from shuangjian_desktop.app.project import Project

NONE_AT_HOME = "homework.written.none_at_home"
DISGUISED = "homework.written.disguised"
_MARKED = (Strength.WARN, Strength.WARN)
_DEFAULTS = {  # [§2] grades 1-2 are stopped, with a way out (F10)
    NONE_AT_HOME: (Strength.REASON, Strength.REASON),
    DISGUISED: (Strength.REASON, Strength.REASON),
}
FIRST_GRADES_ONLY = frozenset(_DEFAULTS)
DRAFTS = "homework.notice.drafts"
"""Ours, in no rulebook: a day whose drafts are not handed in is not put out."""
_OURS = {DRAFTS: (Strength.WARN, Strength.BLOCK)}


def default_policy(rule: str) -> RulePolicy:
    """Return what holds as long as the school has set nothing."""
    return RulePolicy(rule, *({**_DEFAULTS, **_OURS}.get(rule, _MARKED)))


def policy_of(project: "Project", rule: str) -> RulePolicy:
    """Return the school's policy for a rule of the rulebook, ours where it has set none."""
    return project.directory.policies.get(rule) or default_policy(rule)


def holdable_rules(book: Rulebook) -> tuple[Rule, ...]:
    """Return the rules that can be held against somebody at all, in the book's order."""
    return tuple(rule for rule in book.rules.values() if rule.moments)


def asking_rules(project: "Project", school_class: SchoolClass, on: date) -> dict[str, Strength]:
    """Return the rules that could stop what is stored for a class, with their strength."""
    stage = project.directory.school.stage(school_class.grade)
    book = project.rulebooks.in_force(on)
    found = {}
    for name in {**_DEFAULTS, **project.directory.policies}:
        strength = policy_of(project, name).on_save
        if not (strength.asks_reason or strength.refuses):
            continue
        rule = book.rules.get(name)
        if rule is None or Moment.SAVE not in rule.moments:
            continue
        if name in FIRST_GRADES_ONLY and not book.forbids_home_written(
            school_class.grade, stage, on
        ):
            continue
        found[name] = strength
    return found
