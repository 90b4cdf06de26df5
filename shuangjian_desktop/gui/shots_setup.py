"""Pictures of the dialogs that set up after-school service, each opened as a person opens it.

Begins a plan of its own to have something to open, and takes it back.
"""

from shuangjian_desktop.app.service.commands.activities import NEW_ACTIVITY, new_activities
from shuangjian_desktop.app.service.commands.plans import new_plan, usual_dates
from shuangjian_desktop.app.service.commands.rooms import new_room
from shuangjian_desktop.app.service.queries.usual_slots import usual_slots
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import Activity, SessionKind
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.pages.school import SchoolPage
from shuangjian_desktop.gui.sections.gates import GatesSection
from shuangjian_desktop.gui.sections.service_plans import ServicePlansSection
from shuangjian_desktop.gui.sections.service_rooms import ServiceRoomsSection
from shuangjian_desktop.gui.sections.service_staff import ServiceStaffSection
from shuangjian_desktop.gui.shots_stage import Stage, settle

_PLAN, _ROOM = "图片里的课后服务", "图片里的机房"


def draw_service_setup(stage: Stage) -> None:
    """Take every dialog of 课后安排, 课后人员, 课后场地 and 校门与放学."""
    bridge = stage.window.page.bridge
    plan_id = _begin(bridge)
    _of_plans(stage, plan_id)
    _of_people(stage)
    _of_rooms(stage)
    _of_gates(stage)
    for _ in range(3):
        bridge.undo()


def _begin(bridge: Bridge) -> ServicePlanId:
    """Begin a plan with usual slots and tutoring for every class."""
    project = bridge.project
    dates = usual_dates(project)._replace(name=_PLAN)
    plan_id, beginning = new_plan(dates, usual_slots(project, ServicePlanId(""), dates.since))
    groups = [(each.id,) for each in project.directory.classes(dates.since)]
    tutoring = Activity(NEW_ACTIVITY, plan_id, SessionKind.TUTORING, "", (), per_week=5)
    for command in (
        beginning,
        new_activities(tutoring, groups)[1],
        new_room(_ROOM, "机房", 48)[1],
    ):
        bridge.run(command)
    return plan_id


def _of_plans(stage: Stage, plan_id: ServicePlanId) -> None:
    section = _section(stage, "service_plans")
    assert isinstance(section, ServicePlansSection)
    section.stand_on(plan_id)
    for act in ("add", "edit", "publish"):
        stage.modal(f"dialog-service-plan-{act}", section.plans.buttons[act].click)
    stage.modal("dialog-service-slots", section.slots.buttons["slots"].click)
    for number, panel in enumerate((section.activities, section.wishes, section.exceptions), 1):
        section.tabs.setCurrentWidget(panel)
        stage.take(f"school-service-plan-{number}")
    section.activities.table.selectRow(0)
    for act in ("add", "edit"):
        stage.modal(f"dialog-activity-{act}", section.activities.buttons[act].click)
    stage.modal("dialog-end-exception", section.exceptions.buttons["add"].click)
    section.tabs.setCurrentIndex(0)


def _of_people(stage: Stage) -> None:
    section = _section(stage, "service_staff")
    assert isinstance(section, ServiceStaffSection)
    for act in ("add", "edit", "busy"):
        stage.modal(f"dialog-service-staff-{act}", section.buttons[act].click)


def _of_rooms(stage: Stage) -> None:
    section = _section(stage, "service_rooms")
    assert isinstance(section, ServiceRoomsSection)
    for act in ("add", "classrooms", "edit"):
        stage.modal(f"dialog-room-{act}", section.buttons[act].click)


def _of_gates(stage: Stage) -> None:
    section = _section(stage, "gates")
    assert isinstance(section, GatesSection)
    for act in ("add", "edit"):
        stage.modal(f"dialog-gate-{act}", section.buttons[act].click)


def _section(stage: Stage, section_id: str) -> Page | None:
    stage.window.page.place.open_section(section_id)
    settle()
    page = stage.window.page
    assert isinstance(page, SchoolPage)
    return page.section
