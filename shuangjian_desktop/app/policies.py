"""How firmly each rule is held when homework is stored and when a notice is put out.

Defaults of ours, replaced rule by rule by what the school sets; judges nothing itself.
"""

from datetime import date
from typing import TYPE_CHECKING

from shuangjian_desktop.domain.policy import RulePolicy, Strength
from shuangjian_desktop.domain.school import SchoolClass

if TYPE_CHECKING:
    from shuangjian_desktop.app.project import Project

NONE_AT_HOME = "homework.written.none_at_home"
_MARKED = (Strength.WARN, Strength.WARN)
_DEFAULTS = {NONE_AT_HOME: (Strength.REASON, Strength.REASON)}  # [§2] stopped, with a way out (F10)


def policy_of(project: "Project", rule: str) -> RulePolicy:
    """Return the school's policy for a rule of the rulebook, ours where it has set none."""
    own = project.directory.policies.get(rule)
    return own or RulePolicy(rule, *_DEFAULTS.get(rule, _MARKED))


def asking_rules(project: "Project", school_class: SchoolClass, on: date) -> dict[str, Strength]:
    """Return the rules that could stop what is stored for a class, with their strength."""
    stage = project.directory.school.stage(school_class.grade)
    book = project.rulebook
    found = {}
    for rule in (*project.directory.policies, *_DEFAULTS):
        strength = policy_of(project, rule).on_save
        if not (strength.asks_reason or strength.refuses):
            continue
        if rule == NONE_AT_HOME and not book.forbids_home_written(school_class.grade, stage, on):
            continue
        found[rule] = strength
    return found
