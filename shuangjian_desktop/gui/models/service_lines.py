"""The right side of the page 课后 as lines: a session, an empty time, what is held, the whole plan.

Words only; every figure and reason comes from a query.
"""

from collections.abc import Sequence

from shuangjian_desktop.app.service.queries.about import AboutDay, AboutSession
from shuangjian_desktop.app.service.queries.hand import Hand, SlotSaid, Swap, Verdict
from shuangjian_desktop.app.service.shapes import Board, Chip, Column
from shuangjian_desktop.domain.service import SessionKind
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models import service_words as words
from shuangjian_desktop.gui.widgets.lines import Line
from shuangjian_desktop.rules.book import Rulebook

_END_CLAUSE, _TUTORING_CLAUSE = 6, 4


def session_lines(about: AboutSession, wrong: Sequence[str], book: Rulebook) -> list[Line]:
    """Return what a session is, what does not hold for it, and the day of its classes."""
    kind = "" if about.kind in about.title else f"（{about.kind}）"
    week = "" if about.parity == "每周" else f"　{about.parity}"
    lines = [
        Line(f"{about.title}{kind}{week}", is_bold=True),
        Line(about.when or "还没有排"),
        Line(f"班级：{words.listed(about.classes, 12)}"),
        Line(f"人员：{'、'.join(about.people) or '未定'}（要{about.wanted}人）{about.wanted_why}"),
        Line(f"场地：{about.room or ('要' + about.room_kind if about.room_kind else '本班教室')}"),
    ]
    if about.is_locked:
        lines.append(Line("已锁定：自动排课不动它；按 L 解锁", theme.ACCENT))
    lines += [Line(f"已放宽：{each}", theme.ACCENT) for each in about.accepted]
    if wrong:
        lines += [Line(f"▲ {each}", theme.OVER, gap_above=n == 0) for n, each in enumerate(wrong)]
    elif about.when and not about.foreseen:
        lines.append(Line("● 没有发现问题", theme.GOOD, gap_above=True))
    lines += [Line(f"▲ {each}", theme.WARNING) for each in about.foreseen]
    for day in about.days:
        lines += _day_lines(day)
    clauses = _clauses(about)
    for number in clauses:
        clause = book.clauses.get(number)
        if clause is not None:
            told = f"第{clause.number}条　{clause.heading}：{clause.statement}"
            lines.append(Line(told, theme.MUTED, gap_above=number == clauses[0]))
    return lines


def cell_lines(name: str, when: str, people: Sequence[str], rooms: Sequence[str]) -> list[Line]:
    """Return who and what is free at a time."""
    return [
        Line(f"{name}　{when}".strip("　"), is_bold=True),
        Line(f"空闲的人（{len(people)}）", is_bold=True, gap_above=True),
        Line(words.listed(people)),
        Line(f"空闲的场地（{len(rooms)}）", is_bold=True, gap_above=True),
        Line(words.listed(rooms)),
    ]


def held_lines(
    hand: Hand,
    column: Column | None,
    verdict: Verdict | None,
    swap: Swap | None,
    preview: Chip | None = None,
) -> list[Line]:
    """Return what a cell says to what is held: yes, or all the reasons why not."""
    lines = [Line(f"拿着 {hand.name}", is_bold=True)]
    if column is None or verdict is None:
        free = sum(fit.is_possible for fit in hand.fits)
        lines.append(Line(f"{free}个时段可以放。移到一格，松开或按回车放下；Esc 放回。"))
        return lines
    lines.append(Line(words.column_words(column), gap_above=True, is_bold=True))
    good = verdict.is_possible or swap is not None
    ink = theme.GOOD if good else theme.OVER
    lines.append(Line(words.verdict_words(verdict, swap), ink))
    if preview is not None:
        lines.append(Line(f"由谁带：{preview.people or '未定'}"))
        if preview.room:
            lines.append(Line(f"场地：{preview.room}"))
        lines.append(Line("放下以后按 F2 可以换人、换场地。", theme.MUTED))
    lines += [Line(f"✕ {each}", theme.INK) for each in verdict.reasons]
    lines += [Line(each, theme.MUTED, gap_above=n == 0) for n, each in enumerate(verdict.details)]
    return lines


def unplaced_lines(about: AboutSession, found: Sequence[SlotSaid]) -> list[Line]:
    """Return where an unplaced session could stand, or slot by slot why it cannot."""
    lines = [
        Line(f"未排　{about.name}", is_bold=True),
        Line(f"班级：{words.listed(about.classes, 12)}"),
    ]
    free = [said.slot for said in found if not said.reasons]
    if free:
        lines.append(Line(f"可以放：{'、'.join(free)}", theme.GOOD, gap_above=True))
        lines.append(Line("按空格拿起，绿色的格子都能放。", theme.MUTED))
    else:
        lines.append(Line("没有一个时段能放。逐个时段的原因：", theme.OVER, gap_above=True))
    for said in found:
        if said.reasons:
            lines.append(Line(said.slot, is_bold=True, gap_above=True))
            lines += [Line(f"✕ {each}") for each in said.reasons]
    return lines


def board_lines(board: Board) -> list[Line]:
    """Return how the whole plan stands."""
    lines = [Line(board.plan.title, is_bold=True), Line(words.standing_words(board))]
    lines += [
        Line(f"▲ {each}", theme.OVER, gap_above=n == 0) for n, each in enumerate(board.problems)
    ]
    lines += [
        Line(f"▲ {each.words}", theme.WARNING, gap_above=n == 0)
        for n, each in enumerate(board.foreseen)
    ]
    for name, wrong in _wrong_chips(board):
        lines.append(Line(name, is_bold=True, gap_above=True))
        lines += [Line(f"▲ {each}", theme.OVER) for each in wrong]
    lines += [
        Line(sentence, theme.MUTED, gap_above=n == 0) for n, (_, sentence) in enumerate(board.cited)
    ]
    return lines


def _wrong_chips(board: Board) -> list[tuple[str, tuple[str, ...]]]:
    """Return the sessions that do not hold, each once, with where they stand."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for row in board.rows:
        for column, cell in zip(board.columns, row.cells, strict=True):
            for chip in cell.chips:
                if chip.wrong:
                    name = f"{words.column_words(column)}　{chip.title}　{chip.classes}"
                    found.setdefault(chip.session_id, (name, chip.wrong))
    return list(found.values())


def _day_lines(day: AboutDay) -> list[Line]:
    ink = theme.OVER if day.end.is_short else theme.INK
    lines = [Line(f"{day.class_name}　{words.end_spoken(day.end)}", ink, gap_above=True)]
    if day.written is None:
        lines.append(Line(f"作业辅导{day.tutoring}分钟；当天书面作业还没有录入", theme.MUTED))
    else:
        told = f"作业辅导{day.tutoring}分钟，书面作业{day.written}分钟，约带回家{day.take_home}分钟"
        lines.append(Line(f"{day.date.month}月{day.date.day}日：{told}", theme.MUTED))
    return lines


def _clauses(about: AboutSession) -> list[int]:
    """Return the clauses that bear on what is shown: the day's end, and tutoring."""
    found = []
    if about.kind == SessionKind.TUTORING:
        found.append(_TUTORING_CLAUSE)
    if any(day.end.is_short for day in about.days):
        found.append(_END_CLAUSE)
    return found
