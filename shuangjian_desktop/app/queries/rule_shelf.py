"""The rulebook to read: its clauses, figures and rules as lines, and the limits in force by grade.

Shapes only; the numbers and sentences are the rulebook's and the school's own.
"""

from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.school import GRADE_NUMERALS, OwnLimit
from shuangjian_desktop.rules.book import Figure, Level, Rulebook, Tested, Unit
from shuangjian_desktop.rules.findings import Severity
from shuangjian_desktop.rules.limits import effective_limit, own_limit

_UNITS = {Unit.MINUTE: "分钟", Unit.PERCENT: "%", Unit.REPEAT: "遍", Unit.PERSON: "人"}
_SEVERITIES = {Severity.BREACH: "违反", Severity.WARNING: "提醒", Severity.ADVICE: "建议"}
_LEVELS = {Level.A: "程序核对", Level.B: "登记备查", Level.C: "不由学校执行"}
_FIGURES = {
    "written_limit_minutes": "书面作业上限",
    "copy_repeats": "抄写提醒线",
    "service_break_minutes": "课后服务课间提醒线",
    "training_latest_end": "线下培训最晚结束",
    "online_training_latest_end": "线上培训最晚结束",
    "online_training_lesson_minutes": "线上培训每课时",
    "online_training_break_minutes": "线上培训课间",
    "senior_quota_percent": "优质高中名额分配",
}
_HOUR = 60


class BookLine(NamedTuple):
    """One clause, figure or rule; `about` is everything there is to say of it, line by line."""

    clause: int
    kind: str
    title: str
    since: date
    about: tuple[str, ...]

    def matches(self, words: str) -> bool:
        """Say whether every one of the words stands somewhere in the line."""
        text = "\n".join((f"第{self.clause}条", self.kind, self.title, *self.about)).lower()
        return all(word in text for word in words.lower().split())


class LimitLine(NamedTuple):
    """The limit of some grades on a day. `own` is the school's own one behind it, if it is that."""

    grades: str
    words: str
    document: str
    clause: int
    since: date
    own: OwnLimit | None


def book_lines(book: Rulebook) -> tuple[BookLine, ...]:
    """Return clauses with their figures and rules below them, in order."""
    lines: list[BookLine] = []
    for clause in book.clauses.values():
        about = [clause.statement, f"约束：{'、'.join(clause.binds)}；{_LEVELS[clause.level]}"]
        if clause.checkable:
            about.append(f"怎样检查：{clause.checkable}")
        if clause.evidence:
            about.append(f"可备材料：{'、'.join(clause.evidence)}")
        lines.append(BookLine(clause.number, "条款", clause.heading, book.since, tuple(about)))
        lines.extend(
            _figure_line(figure)
            for figures in book.figures.values()
            for figure in figures
            if figure.clause == clause.number
        )
        lines.extend(
            BookLine(
                rule.clause,
                "规则",
                rule.title,
                book.since,
                (f"轻重：{_SEVERITIES[rule.severity]}", f"规则代号：{rule.name}"),
            )
            for rule in book.rules.values()
            if rule.clause == clause.number
        )
    return tuple(lines)


def limit_lines(project: Project, on: date) -> tuple[LimitLine, ...]:
    """Return the limits of the school's grades on a day, and its own ones still to come."""
    school, settings = project.directory.school, project.directory.settings
    book = project.rulebooks.in_force(on)
    grouped: list[tuple[list[int], Figure, OwnLimit | None]] = []
    for grade in range(school.first_grade, school.last_grade + 1):
        stage = school.stage(grade)
        figure = effective_limit(book, settings, grade, stage, on)
        if figure is None:
            continue
        is_own = figure is not book.written_limit(grade, stage, on)
        own = own_limit(settings.own_limits, grade, on) if is_own else None
        if grouped and grouped[-1][1:] == (figure, own):
            grouped[-1][0].append(grade)
        else:
            grouped.append(([grade], figure, own))
    now = tuple(
        LimitLine(
            _grades_words(grades),
            _limit_words(figure),
            figure.document,
            figure.clause,
            figure.since,
            own,
        )
        for grades, figure, own in grouped
    )
    clause = now[0].clause if now else 0
    return now + tuple(_coming(own, clause) for own in settings.own_limits if own.since > on)


def _coming(own: OwnLimit, clause: int) -> LimitLine:
    grades = list(range(own.first_grade, own.last_grade + 1))
    words = f"将是每天书面{own.minutes}分钟"
    return LimitLine(_grades_words(grades), words, own.document, clause, own.since, own)


def _figure_line(figure: Figure) -> BookLine:
    name = _FIGURES.get(figure.name, figure.name)
    whom = f"（{_whom(figure)}）" if _whom(figure) else ""
    about = [f"{name}{whom}：{_value_words(figure)}", f"文件：{figure.document}"]
    if figure.until:
        about.append(f"到{figure.until.isoformat()}为止")
    return BookLine(
        figure.clause, "数值", f"{name}{whom} {_value_words(figure)}", figure.since, tuple(about)
    )


def _whom(figure: Figure) -> str:
    if figure.grades:
        return _grades_words(list(range(figure.grades[0], figure.grades[1] + 1)))
    return figure.stage.value if figure.stage else ""


def _value_words(figure: Figure) -> str:
    if figure.unit is Unit.MINUTE_OF_DAY:
        return f"{figure.value // _HOUR}:{figure.value % _HOUR:02}"
    if figure.tested is Tested.WRITTEN_HOME:
        return _limit_words(figure)
    return f"{figure.value}{_UNITS.get(figure.unit, '')}"


def _limit_words(figure: Figure) -> str:
    if figure.tested is Tested.WRITTEN_HOME:
        return "不留书面家庭作业" if not figure.value else f"家庭书面{figure.value}分钟"
    return f"每天书面{figure.value}分钟"


def _grades_words(grades: list[int]) -> str:
    first, last = GRADE_NUMERALS[grades[0] - 1], GRADE_NUMERALS[grades[-1] - 1]
    return f"{first}年级" if first == last else f"{first}至{last}年级"
