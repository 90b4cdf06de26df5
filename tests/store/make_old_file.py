"""How tests/old_files/0.2.0.sjdb was made: python -m tests.store.make_old_file FOLDER.

Kept to show what stands in it. The file itself is never made anew: that it is old is its worth.
"""

import sys
from datetime import date, datetime
from pathlib import Path

from shuangjian_desktop.app import passwords
from shuangjian_desktop.app.commands import calendar, consultation, drafts, locks, plan, policy
from shuangjian_desktop.app.commands.attachments import attach_copy
from shuangjian_desktop.app.commands.homework import change_item
from shuangjian_desktop.app.commands.notices import ReviewedDay
from shuangjian_desktop.app.commands.people import give_roles, set_password
from shuangjian_desktop.app.commands.review import return_items, review_days
from shuangjian_desktop.app.commands.templates import add_template
from shuangjian_desktop.app.people import act_as
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import publish
from shuangjian_desktop.app.queries.codes import day_code
from shuangjian_desktop.app.queries.consultations import open_case, record
from shuangjian_desktop.app.queries.notices import Shape, prepare
from shuangjian_desktop.app.queries.plan import plan_board
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.calendar import DayMark, MarkKind
from shuangjian_desktop.domain.consultation import Measure
from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.people import Role, RoleHolding
from shuangjian_desktop.domain.policy import RulePolicy, Strength
from shuangjian_desktop.domain.school import OwnLimit, Staff
from shuangjian_desktop.domain.template import Template
from tests.builders import MONDAY, class_named, enter, item, small_school

TUESDAY = date(2026, 11, 24)
PASSWORD = "songhua-2026"
COPY = b"%PDF-1.4 not a real one, but kept to the byte"
AT = "2026-11-23T15:40:00"


def make(folder: Path) -> Path:
    """Write the file with every table of its layout in use; return its path."""
    project = small_school(folder, name="旧版学校")
    for act in (_people, _rules, _calendar, _homework, _plan, _papers, _states, _undone):
        act(project)
    project.close()
    return project.path


def _person(project: Project, name: str) -> Staff:
    return next(each for each in project.directory.staff if each.name == name)


def _people(project: Project) -> None:
    office, lead = _person(project, "王71"), _person(project, "王31")
    project.run(give_roles(office, [RoleHolding(office.id, Role.OFFICE)]))
    project.run(give_roles(lead, [RoleHolding(lead.id, Role.GRADE_LEAD, 3)]))
    project.run(set_password(office, passwords.hashed(PASSWORD, PASSWORD)))


def _rules(project: Project) -> None:
    firm = RulePolicy("homework.written.cap", Strength.WARN, Strength.REASON)
    project.run(policy.set_policy(firm))
    limit = OwnLimit(date(2026, 9, 1), 7, 7, 80, "校务会议纪要")
    project.run(policy.set_own_limit(project, limit))
    copy = project.path.with_name("正式文本.pdf")
    copy.write_bytes(COPY)
    project.run(attach_copy(project, project.rulebook, copy))
    copy.unlink()
    project.run(locks.lock_days(date(2026, 9, 1), date(2026, 9, 30), "王71", AT, note="9月归档"))


def _calendar(project: Project) -> None:
    exam = DayMark(MONDAY, TUESDAY, MarkKind.EXAM, "期中考试", (7,))
    project.run(calendar.add_mark(exam))


def _homework(project: Project) -> None:
    full = [
        item(project, "三(2)", "语文", 30),
        item(project, "三(2)", "数学", 40, content="口算"),
    ]
    enter(project, item(project, "三(1)", minutes=25), item(project, "七(1)", minutes=40), *full)
    reason = "主题活动，只此一次"
    enter(project, item(project, "一(1)", minutes=10, content="写一句话"), reason=reason)
    subject = project.directory.subjects[0].id
    project.run(add_template(Template("", 3, subject, "练习册第＿页", 20)))
    case = open_case(project, class_named(project, "三(2)").id, MONDAY)
    proposals = [
        each._replace(measure=Measure.OPTIONAL, by="王32") if each.item_id == full[1].id else each
        for each in case.proposals
    ]
    held = record(project, case, proposals, ["王32", "王31"], "口算改为选做")
    project.run(consultation.hold_consultation(held, case.items))


def _plan(project: Project) -> None:
    term = project.directory.calendar.term(MONDAY)
    assert term is not None
    subject = project.directory.subjects[0].id
    lead = _person(project, "王31")
    act_as(project, lead.id)
    cells = {(subject, weekday): 20 for weekday in range(1, 6)}
    project.run(plan.set_minutes(project, term.id, 3, cells))
    act_as(project, _person(project, "王71").id)
    project.run(plan.audit_plan(project, plan_board(project, term, 3), "王71"))
    project.run(plan.approve_plan(project, plan_board(project, term, 3), "王71"))


def _papers(project: Project) -> None:
    """Review 三(1), hang its notice, correct it: two versions with all they print."""
    school_class = class_named(project, "三(1)")
    office = _person(project, "王71")
    for reason in (None, "页码写错"):
        day = judged_day(project, school_class.id, MONDAY).class_day
        if reason:
            changed = day.items[0]._replace(content="练习册第33页")
            project.run(change_item(changed), reason=reason)
            day = judged_day(project, school_class.id, MONDAY).class_day
        seen = ReviewedDay(school_class.id, MONDAY, day_code(day))
        project.run(review_days([seen], office.name, AT, reviewer_id=office.id))
        publish(project, prepare(project, Shape.DAY, [school_class], MONDAY), lambda: None)


def _states(project: Project) -> None:
    draft = item(project, "三(3)", on=TUESDAY, status=Status.DRAFT, due=date(2026, 11, 26))
    enter(project, draft)
    project.run(drafts.schedule_release(project, [draft], datetime(2026, 11, 24, 7, 30)))  # noqa: DTZ001
    back = item(project, "三(2)", "英语", 10, on=TUESDAY)
    enter(project, back)
    project.run(return_items([back], "请写明页码", project.who, AT))


def _undone(project: Project) -> None:
    """Leave one step taken back, that a newer program can do again."""
    enter(project, item(project, "七(1)", "英语", 5, content="听读"))
    project.undo()


if __name__ == "__main__":
    print(make(Path(sys.argv[1])))  # noqa: T201 - said to whoever made it
