"""A clash in one sentence: counted where it can be counted, else its rules side by side.

Knows no solver.
"""

from shuangjian_desktop.planning.core_values import Core
from shuangjian_desktop.planning.counting import findings
from shuangjian_desktop.planning.early import early_reason, is_early
from shuangjian_desktop.planning.explanation import Reason, Source
from shuangjian_desktop.planning.problem import Problem
from shuangjian_desktop.planning.relaxed import part, without
from shuangjian_desktop.planning.rules_named import NamedRule, named_rules

_MOST_SAID = 6


def as_reason(problem: Problem, core: Core) -> Reason:
    """Return a clash as it is shown; `source` says whether its sentence was counted."""
    if is_early(core):
        return early_reason(problem, core.rules[0], is_minimal=core.is_minimal)
    works = tuple(n for n in core.works if problem.works[n].activity >= 0) or core.works
    words, source = _counted(problem, core), Source.COUNTING
    if not words:
        words, source = _listed(problem, works, core.rules), Source.SOLVER
    rules = core.rules
    return Reason(
        words,
        _of_the_week(problem, rules),
        core.works,
        _all(*(_few_people(rule) for rule in rules)),
        _all(*(rule.rooms for rule in rules)),
        _all(*(rule.classes for rule in rules), *(problem.works[n].classes for n in works)),
        _all(*(rule.slots for rule in rules)),
        source,
        core.is_minimal,
    )


def _of_the_week(problem: Problem, rules: tuple[NamedRule, ...]) -> tuple[NamedRule, ...]:
    """Return the rules as the whole week names them, with all the sessions they speak of."""
    whole = {
        (rule._replace(words="", works=()), number): rule
        for rule in named_rules(problem)
        for number in rule.works or (None,)
    }
    keys = ((rule._replace(words="", works=()), (rule.works or (None,))[0]) for rule in rules)
    return tuple(whole[key] for key in keys)


def _few_people(rule: NamedRule) -> tuple[int, ...]:
    return rule.people if len(rule.people) <= _MOST_SAID else ()


def _all(*parts: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({number for part_ in parts for number in part_}))


def _counted(problem: Problem, core: Core) -> str:
    """Return what counting says of these sessions under these rules alone, if anything."""
    inner, numbers = part(problem, core.works)
    back = {number: place for place, number in enumerate(numbers)}
    kept = {_key(rule._replace(works=tuple(back[n] for n in rule.works))) for rule in core.rules}
    others = [rule for rule in named_rules(inner) if _key(rule) not in kept]
    found = findings(without(inner, others))
    return found[0].words if found else ""


def _key(rule: NamedRule) -> NamedRule:
    """Return what makes it that rule: its words may differ with the sessions around."""
    return rule._replace(words="")


def _listed(problem: Problem, works: tuple[int, ...], rules: tuple[NamedRule, ...]) -> str:
    names = list(dict.fromkeys(problem.works[number].name for number in works))
    said = "、".join(names[:3]) + (f"等{len(works)}项" if len(names) > 3 else "")
    parts = [rule.words for rule in rules[:_MOST_SAID]]
    more = f"等{len(rules)}条" if len(rules) > _MOST_SAID else ""
    return f"{said}不能都排上：{'；'.join(parts)}{more}；放宽其中一条就能排上这几项。"
