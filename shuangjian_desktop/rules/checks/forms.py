"""Checks on forbidden forms of homework: flagged by a person, or hinted at by the words [§3, §4].

Holds no words, numbers or sentences: the rulebook has them. A flag is a breach, words a warning.
"""

from collections.abc import Iterator

from shuangjian_desktop.domain.homework import ForbiddenForm
from shuangjian_desktop.rules.check import Case, Observation, check

PUNITIVE = "homework.form.punitive"
PARENT_MARKING = "homework.form.parent_marking"
SELF_MARKING = "homework.form.self_marking"
PHONE = "homework.form.phone"
WORDS = "words"


@check(PUNITIVE, WORDS)
def punitive(case: Case) -> Iterator[Observation]:
    """No repeated or punitive copying [§3]."""
    return _form(PUNITIVE, ForbiddenForm.PUNITIVE, case)


@check(PARENT_MARKING, WORDS)
def parent_marking(case: Case) -> Iterator[Observation]:
    """Parents are not asked to check, mark or sign [§4]."""
    return _form(PARENT_MARKING, ForbiddenForm.PARENT_MARKING, case)


@check(SELF_MARKING, WORDS)
def self_marking(case: Case) -> Iterator[Observation]:
    """Pupils do not mark their own work [§4]."""
    return _form(SELF_MARKING, ForbiddenForm.SELF_MARKING, case)


@check(PHONE, WORDS)
def phone(case: Case) -> Iterator[Observation]:
    """No phone is needed to get or to do the work [§4]."""
    return _form(PHONE, ForbiddenForm.PHONE, case)


def _form(rule: str, form: ForbiddenForm, case: Case) -> Iterator[Observation]:
    for item in case.day.items:
        if form in item.forms:
            yield Observation(items=(item,))
        elif hint := case.book.hint(rule, item.content, item.note, case.day.day.date):
            yield Observation(items=(item,), variant=WORDS, hint=hint)
