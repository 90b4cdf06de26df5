"""Lets a school live two days before it is drawn, so that every state of the window is seen.

Goes through the commands people use; nothing is written past them. Knows no window.
"""

from datetime import date, timedelta

from shuangjian_desktop.app.commands import review
from shuangjian_desktop.app.commands.attachments import attach_copy
from shuangjian_desktop.app.commands.calendar import add_mark
from shuangjian_desktop.app.commands.consultation import hold_consultation
from shuangjian_desktop.app.commands.homework import change_item, remove_items
from shuangjian_desktop.app.commands.locks import lock_days
from shuangjian_desktop.app.commands.plan import set_minutes, set_words
from shuangjian_desktop.app.commands.policy import set_policy
from shuangjian_desktop.app.commands.templates import add_template
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import publish
from shuangjian_desktop.app.queries.check import JudgedDay, check
from shuangjian_desktop.app.queries.consultations import open_case, record
from shuangjian_desktop.app.queries.notice_board import notice_board
from shuangjian_desktop.app.queries.notices import Shape
from shuangjian_desktop.domain.calendar import DayMark, MarkKind, week_of
from shuangjian_desktop.domain.consultation import Measure
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.policy import RulePolicy, Strength
from shuangjian_desktop.domain.template import Template
from shuangjian_desktop.rules.totals import DayState

_CAP, _PUNITIVE = "homework.written.cap", "homework.form.punitive"
_SEEN, _OUT = 9, 6  # classes reviewed and published on each day played


def play_usual_days(project: Project) -> None:
    """Let the lower grades be reviewed and part of them be out on Monday and Tuesday."""
    for on in week_of(project.today())[:2]:
        play_the_day(project, on)


def play_the_day(project: Project, on: date) -> None:
    """Review and publish a day in the first classes that have homework on it."""
    entries = notice_board(project, Shape.DAY, project.directory.classes(on), on)
    lower = [entry for entry in entries if entry.is_entered][:_SEEN]
    seen = [day for entry in lower for day in entry.to_review]
    project.run(review.review_days(seen, _reviewer(project), _now(project)))
    publish(project, [e.prepared for e in lower[:_OUT]], lambda: None, reason="样例")


def play_everything(project: Project) -> None:
    """Add what seldom happens in one week: a correction, a return, a lock, a consultation …"""
    monday = week_of(project.today())[0]
    _mark_and_lock(project, monday)
    _plan(project)
    items = _items(project, monday)
    subjects = {item.subject_id: item for item in items}
    for subject_id, item in list(subjects.items())[:4]:
        wanted = Template("", 3, subject_id, "练习册第＿页第＿题", item.minutes)
        project.run(add_template(wanted))
    _attach(project)
    project.run(review.return_items(items[-1:], "听写太多，请减少一半", *_signed(project)))
    project.run(remove_items([items[-2].id, items[-3].id]))
    _correct(project, monday)
    over = over_days(project, monday)
    if len(over) > 1:
        _consult(project, over[-1])
    _hold_firmly(project)


def _hold_firmly(project: Project) -> None:
    """Put out over the cap only with a reason, and punishing homework not at all."""
    for rule, strength in ((_CAP, Strength.REASON), (_PUNITIVE, Strength.BLOCK)):
        project.run(set_policy(RulePolicy(rule, Strength.WARN, strength)))


def over_days(project: Project, monday: date) -> list[JudgedDay]:
    """Return the class-days of the week that are over their limit, first days and grades first."""
    days = check(project, project.directory.classes(monday), week_of(monday)).days
    over = [day for day in days if day.totals.state is DayState.OVER]
    return sorted(over, key=lambda day: (day.class_day.day.date, day.class_day.grade))


def _items(project: Project, monday: date) -> list[HomeworkItem]:
    classes = project.directory.classes(monday)
    days = check(project, classes, week_of(monday)).days
    return [item for day in days for item in day.class_day.items]


def _correct(project: Project, on: date) -> None:
    """Change what is out already and publish it again."""
    entries = notice_board(project, Shape.DAY, project.directory.classes(on), on)
    first = next(entry for entry in entries if entry.is_entered)
    class_id = first.prepared.record.days[0].class_id
    item = next(i for i in _items(project, on) if i.class_id == class_id and i.date == on)
    fewer = item._replace(minutes=max(5, item.minutes - 5))
    project.run(change_item(fewer), reason="原时长估计过高，与任课教师核对后更正")
    again = notice_board(project, Shape.DAY, project.directory.classes(on), on)
    entry = next(e for e in again if e.prepared.record.number == first.prepared.record.number)
    project.run(review.review_days(entry.to_review, *_signed(project)))
    publish(project, [entry.prepared], lambda: None, reason="时长更正")


def _consult(project: Project, day: JudgedDay) -> None:
    case = open_case(project, day.class_day.class_id, day.class_day.day.date)
    longest = max(case.proposals, key=lambda each: each.minutes)
    agreed = [
        each._replace(measure=Measure.SCHOOL, by=case.people[0]) if each is longest else each
        for each in case.proposals
    ]
    written = record(project, case, agreed, case.people[:3], "放到课后服务第一节完成")
    project.run(hold_consultation(written, case.items))


def _mark_and_lock(project: Project, monday: date) -> None:
    exam = monday + timedelta(weeks=8)
    project.run(add_mark(DayMark(exam, exam + timedelta(4), MarkKind.EXAM, "期末考试")))
    rest = monday + timedelta(2)
    project.run(add_mark(DayMark(rest, rest, MarkKind.NO_HOMEWORK, "无作业日", (3, 4))))
    last = monday - timedelta(3)
    project.run(lock_days(last - timedelta(4), last, *_signed(project), note="上周已归档"))


def _plan(project: Project) -> None:
    term = project.directory.calendar.terms[-1]
    subjects = project.directory.subjects[:3]
    days = (1, 2, 4, 5)
    wanted = {(s.id, on): 15 if n else 25 for n, s in enumerate(subjects) for on in days}
    project.run(set_minutes(project, term.id, 3, wanted))
    project.run(set_words(project, term.id, 3, "周三无书面作业；语文以练字和阅读为主。"))


def _attach(project: Project) -> None:
    """Keep a scan beside the rulebook, as a school does with the paper it was sent."""
    paper = project.path.with_name("吉林省若干措施（学校收到的扫描件）.pdf")
    paper.write_bytes(b"%PDF-1.7 sample")
    project.run(attach_copy(project, project.rulebook, paper))
    paper.unlink()


def _reviewer(project: Project) -> str:
    return project.directory.staff[0].name


def _now(project: Project) -> str:
    return project.clock().isoformat(timespec="seconds")


def _signed(project: Project) -> tuple[str, str]:
    return _reviewer(project), _now(project)
