"""Begin an after-school plan, copy an earlier one, change its dates and wishes, delete a draft.

Publishing and revising are app/service/commands/versions; what is published stays as it was.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.naming import read_name
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.guard import (
    draft_row_of,
    plan_row_of,
    plan_words,
    refuse_other_year,
)
from shuangjian_desktop.domain.calendar import school_year_of
from shuangjian_desktop.domain.ids import ServicePlanId, new_id
from shuangjian_desktop.domain.service import PlanState, ServicePlan, Slot
from shuangjian_desktop.domain.wishes import USUAL_WISHES, Weight, Wish
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Row, Writer
from shuangjian_desktop.store.tables.service import plan_row, slot_row

MOST_NAME = 50
_PARTS = ("session", "activity", "slot")
"""What belongs to a plan, in the order it can be deleted in."""


class PlanDates(NamedTuple):
    """A plan's name and days; `until` None = until a newer one."""

    name: str
    since: date
    until: date | None = None


def usual_dates(project: Project) -> PlanDates:
    """Return the name and days a new plan would have: the rest of this term, or the next."""
    today = project.today()
    ahead = [t for t in project.directory.calendar.terms if t.last_day >= today]
    if not ahead:
        return PlanDates("课后服务", today)
    return PlanDates(f"{ahead[0].name}课后服务", max(ahead[0].first_day, today), ahead[0].last_day)


def new_plan(dates: PlanDates, slots: Iterable[Slot] = ()) -> tuple[ServicePlanId, Command]:
    """Return (id, command) that begins an empty draft with some time slots (see usual_slots)."""
    plan_id, checked = ServicePlanId(new_id()), _checked(dates)
    rows = [slot_row(slot) | {"plan_id": plan_id} for slot in slots]

    def apply(writer: Writer) -> None:
        _refuse_name(writer, checked.name)
        writer.insert("service_plan", plan_row(ServicePlan(plan_id, *checked)), row_id=plan_id)
        for row in rows:
            writer.insert("slot", row)

    return plan_id, Command(f"新建课后服务安排{checked.name}", apply)


def copy_plan(
    project: Project, source: ServicePlanId, dates: PlanDates
) -> tuple[ServicePlanId, Command]:
    """Return (id, command) that begins a draft with all that another plan has.

    In a later school year each class becomes the one of its grade and number; activities of
    classes that are no more, and people who have left, stay behind, as does what was accepted
    past the rules: that was for then.
    """
    plan_id, checked = ServicePlanId(new_id()), _checked(dates)

    def apply(writer: Writer) -> None:
        earlier = plan_row_of(writer, source)
        _refuse_name(writer, checked.name)
        plan = plan_row(ServicePlan(plan_id, *checked)) | {"wishes": earlier["wishes"]}
        writer.insert("service_plan", plan, row_id=plan_id)
        _Copy(project, writer, source, plan_id, checked.since).run()

    return plan_id, Command(f"新建课后服务安排{checked.name}", apply)


def change_plan(project: Project, plan: ServicePlan, dates: PlanDates) -> Command:
    """Give a draft other dates or, in its first version, another name.

    Of a published plan only the last day may change, and no day that is over.
    """
    checked, today = _checked(dates), project.today()

    def apply(writer: Writer) -> None:
        row = plan_row_of(writer, plan.id)
        if row["state"] == PlanState.PUBLISHED:
            _refuse_past(row, checked, today)
        elif checked.name != row["name"]:
            if row["version"] > 1:
                raise UserError(
                    f"{plan_words(row)}是修订稿，名称要和前面各版一样，没有改动；可以改日期。"
                )
            _refuse_name(writer, checked.name)
        refuse_other_year(writer, plan.id, row, checked.since)
        until = checked.until.isoformat() if checked.until else None
        values = {"name": checked.name, "since": checked.since.isoformat(), "until": until}
        writer.update("service_plan", plan.id, values)

    return Command("修改课后服务安排的名称和日期", apply)


def set_wishes(plan: ServicePlan, weights: Mapping[Wish, Weight]) -> Command:
    """Say how much each wish matters in a draft; wishes not named stay."""
    wanted = plan.weights | dict(weights)
    said = tuple((wish, wanted[wish]) for wish in Wish if wanted[wish] != USUAL_WISHES[wish])

    def apply(writer: Writer) -> None:
        draft_row_of(writer, plan.id)
        told = plan_row(plan._replace(wishes=said))["wishes"]
        writer.update("service_plan", plan.id, {"wishes": told})

    return Command("修改排课愿望", apply)


def delete_plan(plan: ServicePlan) -> Command:
    """Delete a draft with its slots, activities and sessions; a published plan is kept."""

    def apply(writer: Writer) -> None:
        row = plan_row_of(writer, plan.id)
        if row["state"] == PlanState.PUBLISHED:
            raise UserError(
                f"{plan_words(row)}已经发布，要留作记录，不能删除；可以改它的结束日期。"
            )
        for table in _PARTS:
            for row_id, _ in writer.find(table, plan_id=plan.id):
                writer.delete(table, row_id)
        writer.delete("service_plan", plan.id)

    return Command(f"删除课后服务安排草稿{plan.title}", apply)


class _Copy:
    """Takes what belongs to one plan over into another of another name."""

    def __init__(
        self,
        project: Project,
        writer: Writer,
        source: ServicePlanId,
        target: ServicePlanId,
        since: date,
    ) -> None:
        self._writer, self._source, self._target = writer, source, target
        year = school_year_of(since)
        places = {(r["grade"], r["number"]): i for i, r in writer.find("class", school_year=year)}
        rows = dict(writer.find("class"))
        self._classes: dict[str, str] = {
            row_id: places[row["grade"], row["number"]]
            for row_id, row in rows.items()
            if (row["grade"], row["number"]) in places
        }
        self._here = {each.id for each in project.directory.staff if not each.left_on}
        self._ids: dict[str, str] = {}

    def run(self) -> None:
        for row_id, row in self._writer.find("slot", plan_id=self._source):
            self._ids[row_id] = self._put("slot", row)
        for row_id, row in self._writer.find("activity", plan_id=self._source):
            classes = [
                self._classes[one] for one in row["class_ids"].split() if one in self._classes
            ]
            if classes:
                mapped = row | {"class_ids": " ".join(classes), "staff": self._known(row["staff"])}
                self._ids[row_id] = self._put("activity", mapped)
        for _, row in self._writer.find("session", plan_id=self._source):
            if row["activity_id"] in self._ids:
                mapped = {key: self._ids.get(row[key]) for key in ("activity_id", "slot_id")}
                self._put(
                    "session",
                    row
                    | mapped
                    | {"staff": self._known(row["staff"]), "root": None, "accepted": None},
                )

    def _put(self, table: str, row: Row) -> str:
        return self._writer.insert(table, row | {"plan_id": self._target})

    def _known(self, staff: str | None) -> str | None:
        return " ".join(one for one in (staff or "").split() if one in self._here) or None


def _checked(dates: PlanDates) -> PlanDates:
    name = read_name(dates.name, what="安排名称", limit=MOST_NAME)
    if dates.until is not None and dates.until < dates.since:
        raise UserError(
            f"结束日期{dates.until.isoformat()}早于开始日期{dates.since.isoformat()}，"
            "没有改动；请改日期。"
        )
    return dates._replace(name=name)


def _refuse_name(writer: Writer, name: str) -> None:
    if writer.find("service_plan", name=name):
        raise UserError(f"已经有“{name}”，没有改动；请换一个名称，或“修订”那一个。")


def _refuse_past(row: Row, dates: PlanDates, today: date) -> None:
    if (dates.name, dates.since.isoformat()) != (row["name"], row["since"]):
        raise UserError(
            f"{plan_words(row)}已经发布，只能改结束日期，没有改动；要改别的请先“修订”。"
        )
    was_until = date.fromisoformat(row["until"]) if row["until"] else None
    for until in (was_until, dates.until):
        if until is not None and until < today and was_until != dates.until:
            raise UserError(
                f"{plan_words(row)}在今天以前的日子要保持原样，没有改动；结束日期请写今天或以后。"
            )
