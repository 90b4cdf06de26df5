"""How findings, clauses and their standing are said and marked: a shape, a word and a colour each.

Words only; what stands how is decided by the rules.
"""

from PySide6.QtGui import QColor

from shuangjian_desktop.app.queries.clauses import ClauseStanding
from shuangjian_desktop.app.queries.overrides import Override
from shuangjian_desktop.gui import theme
from shuangjian_desktop.rules.book import Clause
from shuangjian_desktop.rules.findings import Severity

SEVERITY_MARKS = {
    Severity.BREACH: "▲ 违反",
    Severity.WARNING: "◆ 提醒",
    Severity.ADVICE: "○ 建议",
}
OVERRIDE_MARK = "✎"
SEVERITY_INKS: dict[Severity, QColor] = {
    Severity.BREACH: theme.OVER,
    Severity.WARNING: theme.WARNING,
    Severity.ADVICE: theme.MUTED,
}
STANDING_MARKS = {
    ClauseStanding.BREACH: "▲",
    ClauseStanding.WARNING: "◆",
    ClauseStanding.MET: "●",
    ClauseStanding.NOTHING_YET: "○",
    ClauseStanding.NOT_CHECKED: "□",
    ClauseStanding.NOT_THE_SCHOOLS: "—",
}
STANDING_INKS: dict[ClauseStanding, QColor] = {
    ClauseStanding.BREACH: theme.OVER,
    ClauseStanding.WARNING: theme.WARNING,
    ClauseStanding.MET: theme.GOOD,
    ClauseStanding.NOTHING_YET: theme.MUTED,
    ClauseStanding.NOT_CHECKED: theme.MUTED,
    ClauseStanding.NOT_THE_SCHOOLS: theme.MUTED,
}


def clause_title(clause: Clause) -> str:
    """Return 第2条 书面作业总量."""
    return f"第{clause.number}条 {clause.heading}"


def override_words(given: Override) -> str:
    """Return 复习课需要（当时65分钟，王芳 11-23 15:40）."""
    then = f"当时{given.found.words}，" if given.found and given.found.words else ""
    return f"{given.text}（{then}{given.who} {given.at[5:16].replace('T', ' ')}）"


def standing_words(standing: ClauseStanding, count: int) -> str:
    """Return ▲ 有违反 3处."""
    words = f"{STANDING_MARKS[standing]} {standing.value}"
    return f"{words} {count}处" if count else words
