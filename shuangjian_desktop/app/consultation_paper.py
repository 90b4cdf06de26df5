"""Records of 二次会商 onto paper: shaped, rendered, written to a PDF file.

Knows nothing of windows; the pages are drawn by reports/.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shuangjian_desktop import safe_files
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.consultation import Consultation

if TYPE_CHECKING:  # reportlab loads when the first page is rendered: start-up time
    from shuangjian_desktop.reports.consultation_sheet import ConsultationSheet
    from shuangjian_desktop.reports.render import RenderedPdf


def sheets(project: Project, records: Sequence[Consultation]) -> "tuple[ConsultationSheet, ...]":
    """Return records with school, class and clause in words, ready for any thread."""
    from shuangjian_desktop.reports.consultation_sheet import ConsultationSheet

    directory = project.directory
    found = []
    for record in records:
        school_class = directory.class_by_id(record.class_id, record.date)
        stage = directory.school.stage(school_class.grade)
        book = project.rulebooks.in_force(record.date)
        figure = book.written_limit(school_class.grade, stage, record.date)
        week = directory.calendar.week_number(record.date)
        found.append(
            ConsultationSheet(
                directory.school.name,
                school_class.title,
                f"第{week}周" if week is not None else "",
                f"{book.short_title}第{figure.clause}条" if figure else "学校自定",
                record,
            )
        )
    return tuple(found)


def render(told: "tuple[ConsultationSheet, ...]") -> "RenderedPdf":
    """Return one PDF of the records; touches no database."""
    from shuangjian_desktop.reports.consultation_sheet import render_consultations

    return render_consultations(told)


def export(told: "tuple[ConsultationSheet, ...]", out: Path) -> int:
    """Write records as one PDF and return its pages; any thread. UserError when it cannot be."""
    pdf = render(told)
    safe_files.replace_atomically(out, pdf.data)
    return pdf.pages


def file_name(project: Project, records: Sequence[Consultation]) -> str:
    """Return a safe file name for one PDF of these records."""
    first = records[0]
    title = project.directory.class_by_id(first.class_id, first.date).title
    more = f"等{len(records)}份" if len(records) > 1 else ""
    return safe_files.safe_file_name(f"{title}{first.date:%Y-%m-%d}二次会商记录{more}", ".pdf")
