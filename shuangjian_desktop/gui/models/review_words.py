"""What the review dialog says of a class-day: its standing, its authors, what was done to it.

Words only; every figure comes ready from the queries.
"""

from shuangjian_desktop.app.queries.review_board import WaitingDay
from shuangjian_desktop.domain.review import Progress, Reason, ReasonKind
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.rules.findings import Severity

_SIGNS = {Progress.SUBMITTED: "◇ 待审", Progress.DRAFT: "✎ 有草稿", Progress.RETURNED: "↩ 已退回"}
_LATER = "homework.notice."  # the sheet on the wall comes after the review
_SEVERITY_SIGNS = {Severity.BREACH: "▲", Severity.WARNING: "△", Severity.ADVICE: "·"}


def standing(day: WaitingDay) -> str:
    """Return ◇ 待审 with ▲超15 and 迟 where they hold."""
    parts = [_SIGNS.get(day.progress, day.progress.value)]
    if day.judged.totals.over_by:
        parts.append(day_words.over_words(day.judged, short=True))
    if is_late(day):
        parts.append("迟")
    return " ".join(parts)


def is_late(day: WaitingDay) -> bool:
    return any(reason.kind is ReasonKind.LATE for reason in day.reasons)


def title(day: WaitingDay) -> str:
    """Return 三(1)班　周一 11/23　75/60分 ▲超15分钟."""
    known = day.judged.class_day
    told = (
        f"{known.class_name}班",
        day_words.date_short(known.day.date),
        day_words.figure_words(day.judged),
        day_words.over_words(day.judged),
    )
    return "　".join(filter(None, told))


def story(day: WaitingDay) -> str:
    """Return who wrote it, what the rules say, the reasons given and what was done."""
    lines = [f"录入人：{'、'.join(day.authors) or '没有记名'}"]
    lines += [
        f"{_SEVERITY_SIGNS[finding.severity]} {finding.message}"
        for finding in day.judged.findings
        if not finding.rule.startswith(_LATER)
    ]
    lines += [f"{r.kind.value}：{r.text}（{_then(r)}{r.who} {_when(r.at)}）" for r in day.reasons]
    for done in day.handlings:
        what = f"：{done.reason}" if done.reason else ""
        lines.append(f"{done.act.value}{what}（{done.who} {_when(done.at)}）")
    return "\n".join(lines)


def _then(reason: Reason) -> str:
    """Return 当时65分钟， for a reason given for a figure."""
    return f"当时{reason.found.words}，" if reason.found and reason.found.words else ""


def _when(at: str) -> str:
    """Return 11-23 15:40."""
    return at[5:16].replace("T", " ")
