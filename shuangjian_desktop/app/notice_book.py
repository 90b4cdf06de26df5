"""Every version of every notice put out: what it printed, and whether that is still so.

Reads only. A version is printed again from what was kept, never from the homework of today (F44).
"""

from hashlib import sha256
from typing import NamedTuple

from shuangjian_desktop.app.commands.notices import IssuedNotice, ReviewedDay
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.notices import PreparedNotice, kept_notices
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.reports.notice_data import Notice
from shuangjian_desktop.store.tables import notices as notices_table
from shuangjian_desktop.store.tables.notices import PublishedNotice

SAME, CHANGED, NOT_KEPT = "与留存一致", "与留存不一致", "没有留存内容"


class Version(NamedTuple):
    """One version as recorded; `notice` is what it printed, None when that was not kept."""

    record: PublishedNotice
    notice: Notice | None
    verdict: str

    @property
    def can_be_printed(self) -> bool:
        return self.notice is not None and self.verdict == SAME


def versions(project: Project, number: str) -> tuple[Version, ...]:
    """Return every version of a notice, newest first, each held against its digest."""
    records = notices_table.versions(project.database, number)
    kept = kept_notices(project, records)
    verdicts = _verdicts(project, records)
    return tuple(Version(r, kept.get(r.id), verdicts[r.id]) for r in reversed(records))


def reprint(project: Project, version: Version) -> PreparedNotice:
    """Return a version ready to be printed again just as it was; nothing new is recorded."""
    record, notice = version.record, version.notice
    if notice is None or not version.can_be_printed:
        raise UserError(
            f"公示{record.number}第{record.version}版{version.verdict}，不能再印；"
            "请用最近的备份核对，或按现在的内容重新公示。"
        )
    days = tuple(
        ReviewedDay(class_id, on, code)
        for class_id, on, code in notices_table.covered_days(project.database, record.id)
    )
    issued = IssuedNotice(
        record.shape, record.scope, record.first_date, record.number, record.version,
        record.published_on, record.code, days, record.rulebook or "", record.reason,
        is_reprint=True,
    )  # fmt: skip
    title = f"{record.number}第{record.version}版作业公示"
    return PreparedNotice(notice, issued, title, False, True, True)


def unsound_notices(project: Project) -> tuple[list[str], int]:
    """Return the versions whose kept content is not what was put out, and how many were looked at.

    What was put out before the second layout kept no content and is passed over.
    """
    records = [r for r in notices_table.versions(project.database) if r.content_sha256]
    verdicts = _verdicts(project, records)
    bad = [f"{r.number}第{r.version}版" for r in records if verdicts[r.id] != SAME]
    return bad, len(records)


def _verdicts(project: Project, records: list[PublishedNotice]) -> dict[str, str]:
    contents = notices_table.contents(project.database, [record.id for record in records])
    return {record.id: _verdict(record, contents.get(record.id)) for record in records}


def _verdict(record: PublishedNotice, content: bytes | None) -> str:
    if record.content_sha256 is None:
        return NOT_KEPT
    is_same = content is not None and sha256(content).hexdigest() == record.content_sha256
    return SAME if is_same else CHANGED
