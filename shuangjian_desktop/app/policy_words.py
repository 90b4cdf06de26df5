"""Says in one sentence what happens to homework when a rule is held as firmly as it is.

Words only, made of the rule's own title and cure; counts and judges nothing.
"""

from shuangjian_desktop.domain.policy import RulePolicy, Strength
from shuangjian_desktop.rules.book import Moment, Rule

_CURE = "改好"
_SAVE = {
    Strength.NOTE: "{title}也能保存，只在格子里标出",
    Strength.WARN: "{title}也能保存，格子里标出，保存后提醒一句",
    Strength.REASON: "{title}时写明理由才能保存，理由一直留在检查页",
    Strength.BLOCK: "{title}时不能保存，要先{cure}",
}
_THEN_PUBLISH = {
    Strength.NOTE: "公示时不再提起",
    Strength.WARN: "公示前再提醒",
    Strength.REASON: "公示前还要写明理由",
    Strength.BLOCK: "不能公示，要先{cure}",
}
_ONLY_PUBLISH = {
    Strength.NOTE: "{title}也能公示，只在检查页标出",
    Strength.WARN: "{title}也能公示，公示前提醒一句",
    Strength.REASON: "{title}时写明理由才能公示，理由一直留在检查页",
    Strength.BLOCK: "{title}时不能公示，要先{cure}",
}
_AFTER_REASON = "公示时不再另问"


def policy_sentence(rule: Rule, policy: RulePolicy) -> str:
    """Return 书面作业超过上限时不能保存，要先改到上限以内。"""
    words = {"title": rule.title, "cure": rule.cure or _CURE}
    if Moment.SAVE not in rule.moments:
        return _ONLY_PUBLISH[policy.on_publish].format(**words) + "。"
    said = _SAVE[policy.on_save]
    if Moment.PUBLISH in rule.moments:
        both = (policy.on_save.asks_reason, policy.on_publish.asks_reason)
        said += "；" + (_AFTER_REASON if all(both) else _THEN_PUBLISH[policy.on_publish])
    return said.format(**words) + "。"
