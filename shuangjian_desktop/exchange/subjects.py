"""Short and old names of subjects and the full names they stand for.

Knows nothing of a school's own list; `match_subject` is given it.
"""

from collections.abc import Iterable

from shuangjian_desktop.domain.text import same_text_key

# The first of each line is the full name a new school is given.
SYNONYMS: tuple[tuple[str, ...], ...] = (
    ("语文",),
    ("数学",),
    ("英语", "外语"),
    ("道德与法治", "道法", "品德", "思品", "品德与社会", "品德与生活", "政治"),
    ("科学",),
    ("信息技术", "信息", "信息科技", "微机", "计算机", "电脑"),
    ("体育", "体育与健康", "体健"),
    ("健康", "健康教育"),
    ("音乐",),
    ("美术",),
    ("艺术",),
    ("书法", "写字"),
    ("综合实践", "综合", "综合实践活动", "综实"),
    ("劳动教育", "劳动", "劳技", "劳动与技术"),
    ("地方课程", "地方", "地方课"),
    ("校本课程", "校本", "校本课"),
    ("心理健康", "心理", "心理健康教育"),
    ("班会", "班队会", "班队", "班会课", "少先队活动", "队会"),
    ("阅读", "阅读课"),
    ("物理",),
    ("化学",),
    ("生物", "生物学"),
    ("历史",),
    ("地理",),
)
_GROUP = {same_text_key(word): group for group in SYNONYMS for word in group}


def canonical_subject(text: str) -> str:
    """Return the full name of a subject met in any of its names; an unknown one stays as it is."""
    group = _GROUP.get(same_text_key(text))
    return group[0] if group else text


def subject_rank(text: str) -> int:
    """Return where a subject stands in the usual order, 语文 first; unknown ones come last."""
    group = _GROUP.get(same_text_key(text))
    return SYNONYMS.index(group) if group else len(SYNONYMS)


def is_known_subject(text: str) -> bool:
    """Return whether the word is a usual name of a subject."""
    return same_text_key(text) in _GROUP


def match_subject(text: str, known: Iterable[str]) -> str:
    """Return the name in `known` that means the same subject, or `text` when there is none.

    The written word wins when the school knows it: 体育 and 体育与健康 may be two subjects there.
    """
    names = tuple(known)
    wanted = same_text_key(text)
    same = next((name for name in names if same_text_key(name) == wanted), None)
    group = _GROUP.get(wanted)
    if same or group is None:
        return same or text
    return next((name for name in names if _GROUP.get(same_text_key(name)) == group), text)
