"""Slips for those affected alone: of a new version of the plan, and of what is booked for days.

Shapes for paper; what changes is found by service_versions and app/service/moves.
"""

from collections.abc import Iterable

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.dates import RealDays
from shuangjian_desktop.app.service.moves import Moved, moves
from shuangjian_desktop.app.service.queries.versions import Affected, Comparison
from shuangjian_desktop.domain.ids import ClassId, StaffId
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.reports.service_data import ChangeLine, ChangeSlip
from shuangjian_desktop.store.tables import service_days as days_table


def version_slips(
    project: Project, found: Comparison, reason: str = "", only: Iterable[Affected] | None = None
) -> tuple[ChangeSlip, ...]:
    """Return a slip per person and class that the newer version touches, or for some of them."""
    wanted = (*found.people, *found.classes) if only is None else tuple(only)
    names = project.directory.staff_names
    return tuple(
        ChangeSlip(
            f"{names.get(one.staff_id, one.name)}老师" if one.staff_id else f"{one.name}班",
            tuple(_line(each.title, each.was, each.now) for each in one.changes),
            found.new.since,
            reason or "课后服务安排修订",
            found.new.title,
        )
        for one in wanted
    )


def slips_for_changes(project: Project, swap_ids: Iterable[str]) -> tuple[ChangeSlip, ...]:
    """Return a slip per person and class that some bookings touch; UserError when all are gone."""
    chosen = frozenset(swap_ids)
    booked = [c for c in days_table.all_changes(project.database) if c.swap_id in chosen]
    if not booked:
        raise UserError("这些预约已被取消，没有可印的通知条；请刷新后再选。")
    after = RealDays(project)
    found = moves(RealDays(project, (), chosen), after, {change.date for change in booked})
    slips = []
    for to, own in _by_receiver(project, found):
        dates = sorted({on for each in own for on in each.dates})
        plan = after.on(dates[0]).plan
        reasons = dict.fromkeys(each.reason for each in own if each.reason)
        lines = tuple(_line(each.title, each.was, each.now) for each in own)
        told = plan.title if plan else ""
        slips.append(
            ChangeSlip(to, lines, dates[0], "；".join(reasons), told, is_one_day=len(dates) == 1)
        )
    return tuple(slips)


def _by_receiver(project: Project, found: tuple[Moved, ...]) -> list[tuple[str, list[Moved]]]:
    """Return what changes for each person, by name, then for each class."""
    names = project.directory.staff_names
    people: dict[StaffId, list[Moved]] = {}
    classes: dict[ClassId, list[Moved]] = {}
    for each in found:
        for one in each.staff:
            people.setdefault(one, []).append(each)
        for class_id in each.class_ids:
            classes.setdefault(class_id, []).append(each)
    known = {c.id: c.name for each in found for c in project.directory.classes(each.on)}
    told = sorted(
        ((f"{names.get(one, '')}老师", own) for one, own in people.items()), key=lambda e: e[0]
    )
    return [*told, *((f"{name}班", classes[one]) for one, name in known.items() if one in classes)]


def _line(title: str, was: str, now: str) -> ChangeLine:
    """Return a line that names what changes once: on the side there is."""
    return ChangeLine(f"{title} {was}", now) if was else ChangeLine("", f"{title} {now}")
