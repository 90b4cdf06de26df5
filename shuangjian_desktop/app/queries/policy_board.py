"""The save policy rule by rule, with what it would hold up in a real week.

Counts findings; how firmly a rule is held is app/policies.
"""

from collections import Counter
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.policies import DRAFTS, default_policy, holdable_rules, policy_of
from shuangjian_desktop.app.policy_words import policy_sentence
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import judge
from shuangjian_desktop.app.queries.class_days import class_days
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.policy import RulePolicy, Strength
from shuangjian_desktop.rules.book import Moment, Rule, Unit
from shuangjian_desktop.rules.class_day import NoticeStanding
from shuangjian_desktop.rules.findings import Severity

NO_DRAFTS = Rule(
    DRAFTS,
    clause=1,
    severity=Severity.WARNING,
    unit=Unit.NONE,
    title="当天还有草稿没提交",
    wording="",
    moments=(Moment.PUBLISH,),
    cure="提交",
)
"""No rule of a rulebook and no check: whether a notice waits for drafts [§1]."""


class PolicyRow(NamedTuple):
    """One rule as it is held. `this_week`: how often the rule is broken in the week looked at."""

    rule: Rule
    policy: RulePolicy
    is_default: bool
    this_week: int

    def sentence(self, policy: RulePolicy | None = None) -> str:
        """Return what happens then, as it is held or as it would be."""
        return policy_sentence(self.rule, policy or self.policy)

    def count_words(self, policy: RulePolicy | None = None) -> str:
        """Return 本周有3处，会被拦下 for a policy, or what else becomes of them."""
        if not self.this_week:
            return "这一周没有这样的情况"
        held = policy or self.policy
        stops = [
            words
            for moment, strength, words in (
                (Moment.SAVE, held.on_save, "保存"),
                (Moment.PUBLISH, held.on_publish, "公示"),
            )
            if moment in self.rule.moments and _stops(strength)
        ]
        what = f"{'和'.join(stops)}时会被拦下" if stops else "都不会被拦"
        return f"这样设，这一周有{self.this_week}处，{what}"


class PolicyBoard(NamedTuple):
    """Every rule that can be held against somebody, and the titles of those that cannot."""

    first: date
    last: date
    rows: tuple[PolicyRow, ...]
    only_shown: tuple[str, ...]

    @property
    def held_up(self) -> tuple[int, int]:
        """Return how many places of the week would be held up at saving and at publishing."""
        rows = self.rows
        saves = (r for r in rows if Moment.SAVE in r.rule.moments and _stops(r.policy.on_save))
        outs = (r for r in rows if Moment.PUBLISH in r.rule.moments and _stops(r.policy.on_publish))
        return sum(r.this_week for r in saves), sum(r.this_week for r in outs)


def policy_board(project: Project, on: date) -> PolicyBoard:
    """Return how every rule is held, counted over the week of `on` in the whole school."""
    dates = week_of(on)
    counts: Counter[str] = Counter()
    for day in class_days(project, project.directory.classes(on), dates):
        if day.items or day.declared_none:
            judged = judge(project, day._replace(notice=NoticeStanding.PUBLISHED))
            counts.update(finding.rule for finding in judged.findings)
            counts[DRAFTS] += any(item.status is not Status.SUBMITTED for item in day.items)
    book = project.rulebook
    rows = []
    for rule in (*holdable_rules(book), NO_DRAFTS):
        policy = policy_of(project, rule.name)
        is_default = policy == default_policy(rule.name)
        rows.append(PolicyRow(rule, policy, is_default, counts[rule.name]))
    only_shown = tuple(rule.title for rule in book.rules.values() if not rule.moments)
    return PolicyBoard(dates[0], dates[-1], tuple(rows), only_shown)


def _stops(strength: Strength) -> bool:
    return strength.asks_reason or strength.refuses
