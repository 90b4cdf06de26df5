"""Play what people of the sample school did: plans, reviews, notices, a consultation, drafts.

Told by resources/demo/desk.toml and done by the window's own commands; gets around no gate.
"""

import tomllib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from shuangjian_desktop import paths
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.consultation import hold_consultation
from shuangjian_desktop.app.commands.drafts import schedule_release
from shuangjian_desktop.app.commands.homework import add_items, change_item
from shuangjian_desktop.app.commands.locks import lock_days
from shuangjian_desktop.app.commands.notices import ReviewedDay
from shuangjian_desktop.app.commands.plan import approve_plan, audit_plan, set_minutes, set_words
from shuangjian_desktop.app.commands.review import return_items, review_days
from shuangjian_desktop.app.commands.templates import add_template
from shuangjian_desktop.app.demo_service import begin_next_version, swap_once
from shuangjian_desktop.app.people import act_as
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import publish
from shuangjian_desktop.app.queries.check import check
from shuangjian_desktop.app.queries.codes import day_code
from shuangjian_desktop.app.queries.consultations import open_case, record
from shuangjian_desktop.app.queries.notices import Shape, prepare
from shuangjian_desktop.app.queries.plan import PlanBoard, plan_board
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.consultation import Measure
from shuangjian_desktop.domain.homework import HomeworkItem, Kind, Place, Status
from shuangjian_desktop.domain.ids import HomeworkId, StaffId, SubjectId, new_id
from shuangjian_desktop.domain.people import Role
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.domain.template import Template

Act = dict[str, Any]


def play(project: Project) -> None:
    """Do everything desk.toml tells, in its order; whoever acted and the clock are put back."""
    told = tomllib.loads(paths.resource("demo", "desk.toml").read_text(encoding="utf-8"))
    clock, actor = project.clock, project.actor
    for template in told["template"]:
        project.run(add_template(_template(project, template))._replace(kind="setup"))
    try:
        for act in told["act"]:
            at: datetime = act["at"]
            project.clock = partial(_stand_still, at)
            if "who" in act:
                act_as(project, _staff(project, act["who"]))
            _PLAYERS[act["do"]](project, act)
    finally:
        project.clock, project.actor = clock, actor


def _stand_still(at: datetime) -> datetime:
    return at


def _plan(project: Project, act: Act) -> None:
    grade, term = act["grade"], _board(project, act).term
    project.run(set_minutes(project, term.id, grade, _plan_cells(project, grade)))
    project.run(set_words(project, term.id, grade, act["words"]))


def _audit(project: Project, act: Act) -> None:
    project.run(_for_good(audit_plan(project, _board(project, act), act["who"])))


def _approve(project: Project, act: Act) -> None:
    project.run(approve_plan(project, _board(project, act), act["who"]))


def _lock(project: Project, act: Act) -> None:
    at = project.clock().isoformat(timespec="seconds")
    lock = lock_days(act["first"], act["last"], project.who, at, note=act["note"])
    project.run(_for_good(lock))


def _review(project: Project, act: Act) -> None:
    """Let the lead of each grade pass what is handed in and within its limit."""
    at = project.clock().isoformat(timespec="seconds")
    leads = [each for each in project.directory.roles if each.role is Role.GRADE_LEAD]
    for lead in leads:
        if lead.grade is None or lead.grade not in act.get("grades", (lead.grade,)):
            continue
        actor = act_as(project, lead.staff_id)
        classes = project.directory.grade_classes(lead.grade, act["days"][0])
        days = [
            ReviewedDay(day.class_day.class_id, day.class_day.day.date, day_code(day.class_day))
            for day in check(project, classes, act["days"]).days
            if day.class_day.progress is Progress.SUBMITTED and not day.totals.over_by
        ]
        if days:
            project.run(review_days(days, actor.name, at, reviewer_id=actor.staff_id))


def _publish(project: Project, act: Act) -> None:
    """Put the days' notices out as if on paper: recorded and kept, no file is written."""
    for on in act["days"]:
        wanted = act.get("classes")
        classes = [
            each for each in project.directory.classes(on) if not wanted or each.name in wanted
        ]
        notices = [each for each in prepare(project, Shape.DAY, classes, on) if not each.is_empty]
        publish(project, notices, lambda: None, reason=act.get("reason"))


def _consult(project: Project, act: Act) -> None:
    case = open_case(project, _class(project, act).id, act["date"])
    told = {_item(project, act | each).id: each for each in act["proposal"]}
    proposals = [
        each._replace(measure=Measure(told[each.item_id]["measure"]), by=told[each.item_id]["by"])
        if each.item_id in told
        else each
        for each in case.proposals
    ]
    closed = record(project, case, proposals, act["agreed_by"], act["words"])
    project.run(hold_consultation(closed, case.items))


def _change(project: Project, act: Act) -> None:
    item = _item(project, act)
    changed = item._replace(content=act["content"], minutes=act["minutes"])
    project.run(change_item(changed), reason=act["reason"])


def _return(project: Project, act: Act) -> None:
    at = project.clock().isoformat(timespec="seconds")
    project.run(return_items([_item(project, act)], act["reason"], project.who, at))


def _draft(project: Project, act: Act) -> None:
    directory, school_class = project.directory, _class(project, act)
    subject_id = _subject(project, act["subject"])
    draft = HomeworkItem(
        HomeworkId(new_id()),
        school_class.id,
        act["date"],
        subject_id,
        act["content"],
        act["minutes"],
        place=Place(act["place"]),
        staff_id=directory.teacher(school_class.id, subject_id, act["date"]),
        status=Status.DRAFT,
    )
    project.run(add_items([draft]))
    if "release" in act:
        project.run(schedule_release(project, [draft], act["release"]))


def _next_service(project: Project, act: Act) -> None:
    del act
    begin_next_version(project)


def _swap_service(project: Project, act: Act) -> None:
    swap_once(project, _class(project, act).id, act["date"], act["titles"], act["reason"])


_PLAYERS: dict[str, Callable[[Project, Act], None]] = {
    "plan": _plan,
    "audit": _audit,
    "approve": _approve,
    "lock": _lock,
    "review": _review,
    "publish": _publish,
    "consult": _consult,
    "change": _change,
    "return": _return,
    "draft": _draft,
    "next-service": _next_service,
    "swap-service": _swap_service,
}


def _for_good(command: Command) -> Command:
    """Let undo stop before it: nobody's first Ctrl+Z in the sample takes a lock off."""
    return command._replace(kind="setup")


def _template(project: Project, told: Act) -> Template:
    return Template(
        "",
        told.get("grade"),
        _subject(project, told["subject"]),
        told["content"],
        told["minutes"],
        Kind(told.get("kind", Kind.WRITTEN)),
        place=Place(told.get("place", Place.HOME)),
    )


def _board(project: Project, act: Act) -> PlanBoard:
    term = project.directory.calendar.term(project.today())
    if term is None:
        raise LookupError(f"desk.toml: no term on {project.today()}")
    return plan_board(project, term, act["grade"])


def _plan_cells(project: Project, grade: int) -> dict[tuple[SubjectId, int], int | None]:
    text = paths.resource("demo", "plans.csv").read_text(encoding="utf-8-sig")
    cells: dict[tuple[SubjectId, int], int | None] = {}
    for line in text.splitlines()[1:]:
        its_grade, subject, *minutes = line.split(",")
        if int(its_grade) == grade:
            subject_id = _subject(project, subject)
            cells |= {(subject_id, day): int(said) for day, said in enumerate(minutes, 1) if said}
    return cells


def _item(project: Project, act: Act) -> HomeworkItem:
    items = judged_day(project, _class(project, act).id, act["date"]).class_day.items
    return next(item for item in items if item.content.startswith(act["begins"]))


def _class(project: Project, act: Act) -> SchoolClass:
    return next(c for c in project.directory.classes(act["date"]) if c.name == act["class"])


def _subject(project: Project, name: str) -> SubjectId:
    return next(subject.id for subject in project.directory.subjects if subject.name == name)


def _staff(project: Project, label: str) -> StaffId:
    return next(person.id for person in project.directory.staff if person.label == label)
