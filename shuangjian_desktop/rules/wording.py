"""Turns an observation into the Chinese sentence of its rule, and so into a finding.

The sentences themselves are templates in the rulebook; knows no clause and decides nothing.
"""

from datetime import date

from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.rules.book import Rule, Unit
from shuangjian_desktop.rules.check import Observation
from shuangjian_desktop.rules.class_day import ClassDay
from shuangjian_desktop.rules.findings import Finding

_LONGEST_QUOTE = 24


def finding(rule: Rule, seen: Observation, class_day: ClassDay) -> Finding:
    """Make the finding of a rule from what its check saw."""
    strength = rule.variants[seen.variant] if seen.variant else rule
    has_unit = rule.unit is not Unit.NONE and seen.measured is not None
    return Finding(
        rule=rule.name,
        clause=rule.clause,
        severity=strength.severity,
        date=class_day.day.date,
        class_id=class_day.class_id,
        class_name=class_day.class_name,
        measured=seen.measured,
        limit=seen.limit,
        unit=rule.unit.value if has_unit else None,
        message=sentence(strength.wording, seen, class_day),
        item_ids=tuple(item.id for item in seen.items),
    )


def sentence(template: str, seen: Observation, class_day: ClassDay) -> str:
    """Fill a wording template; its places are those of book.WORDING_PLACES."""
    measured, limit = seen.measured, seen.limit
    return template.format(
        where=f"{class_day.class_name}班{day_words(class_day.day.date)}",
        measured=measured,
        limit=limit,
        excess=abs(measured - limit) if measured is not None and limit is not None else None,
        item=item_words(seen.items[0], class_day) if seen.items else "",
        hint=seen.hint,
    )


def day_words(on: date) -> str:
    """Return 11月23日."""
    return f"{on.month}月{on.day}日"


def item_words(item: HomeworkItem, class_day: ClassDay) -> str:
    """Return 语文作业“抄写生字…”: subject and the beginning of the content, on one line."""
    content = " ".join(item.content.split())
    if len(content) > _LONGEST_QUOTE:
        content = content[:_LONGEST_QUOTE] + "…"
    subject = class_day.subject_names.get(item.subject_id, "")
    return f"{subject}作业“{content}”"
