"""Calendars of those who serve after school, as files for a phone: one person's, or everybody's.

Knows nothing of windows; what is in them is app/service/queries/series.
"""

from shuangjian_desktop import safe_files
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.papers import Paper, Progress
from shuangjian_desktop.app.service.queries.series import PlanSeries
from shuangjian_desktop.domain.ids import ServicePlanId, StaffId
from shuangjian_desktop.exchange.service_calendar import PersonCalendar, calendar_bytes


def calendar_of(project: Project, plan_id: ServicePlanId, staff_id: StaffId) -> Paper:
    """Return one person's .ics; UserError for a draft, and for somebody without sessions."""
    series = PlanSeries(project, plan_id)
    return _paper(series.calendar(staff_id), series.warnings)


def calendars(
    project: Project, plan_id: ServicePlanId, progress: Progress | None = None
) -> list[Paper]:
    """Return an .ics for everybody who serves."""
    series = PlanSeries(project, plan_id)
    found = []
    for done, person in enumerate(series.people, 1):
        found.append(_paper(series.calendar(person), series.warnings))
        if progress:
            progress(done, len(series.people))
    return found


def _paper(told: PersonCalendar, warnings: tuple[str, ...]) -> Paper:
    name = safe_files.safe_file_name(told.name, ".ics")
    return Paper(name, calendar_bytes(told), 1, warnings)
