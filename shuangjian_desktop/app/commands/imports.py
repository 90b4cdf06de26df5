"""Import one file: read it, merge it in one step, or say by cell why not; dry run included.

All or nothing: an error or an open question leaves the school as it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from shuangjian_desktop.app.changes import NOTHING, Changes
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.import_holidays import settle_clashes
from shuangjian_desktop.app.commands.import_tables import READERS, Incoming
from shuangjian_desktop.app.commands.merge import Merger, Tally, Watch
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.clashes import Clashing
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.domain.calendar import SchoolCalendar
from shuangjian_desktop.exchange.problems import Problem, ProblemList
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables.imports import imported_at

_TITLES = {
    TableKind.SETTINGS: "导入学校设置",
    TableKind.LESSONS: "导入课程总表",
    TableKind.TEACHING: "导入任课一览",
    TableKind.HOMEWORK: "导入作业",
    TableKind.SERVICE: "导入课后服务安排表",
    TableKind.HOLIDAYS: "导入放假安排",
    TableKind.HOLIDAY_NOTICE: "导入放假通知",
}
_OF_THE_CALENDAR = (TableKind.HOLIDAYS, TableKind.HOLIDAY_NOTICE, TableKind.SETTINGS)


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or would do: row counts by table, and every problem by cell.

    `clashing` is the homework in the way of holidays, None for tables of other things.
    """

    kind: TableKind
    dry_run: bool
    created: dict[str, int] = field(default_factory=dict)
    updated: dict[str, int] = field(default_factory=dict)
    unchanged: dict[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    accepted: bool = False
    changes: Changes = NOTHING
    clashing: Clashing | None = None

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    @property
    def is_importable(self) -> bool:
        """Whether nothing stands in the way: no error, no question still open."""
        open_question = any(p.severity == "question" for p in self.problems) and not self.accepted
        return not self.has_errors and not open_question


class _TakenBack(Exception):
    """Rolls the transaction back: a dry run, or a problem met while merging."""


def import_file(  # noqa: PLR0913 - each is a choice of its own
    project: Project,
    kind: TableKind,
    path: Path,
    *,
    dry_run: bool = False,
    accept_questions: bool = False,
    again: bool = False,
    school_year: int | None = None,
    reason: str | None = None,
    moves: Mapping[date, date] | None = None,
    watch: Watch | None = None,
) -> ImportReport:
    """Import a file; UserError when it cannot be read at all, else a report with what happened.

    The same file a second time, known by its content, changes nothing unless `again`.
    `moves` says where homework in the way of holidays goes, `{}` that it stays; None = a question.
    `watch` is told how far it is and may raise Cancelled until the very end: nothing is changed.
    """
    incoming, before = READERS[kind](project, path, school_year), project.directory.calendar
    known = None if again else _import_of(project, kind, incoming.digest)
    draft = _Draft(kind, incoming, dry_run, accept_questions)

    def apply(writer: Writer) -> None:
        merger = Merger(writer, draft.tally, watch)
        merger.reached(0, 0)
        incoming.merge(merger, draft.said)
        merger.reached(0, 0)
        draft.settle(project, before, writer, moves)
        if dry_run or known or not draft.report().is_importable:
            raise _TakenBack
        _remember(writer, project, kind, incoming, path)

    changes = NOTHING
    try:
        changes = project.run(Command(_TITLES[kind], apply, asks_policy=False), reason=reason)
    except _TakenBack:
        if known and draft.report().is_importable:
            draft.leave_alone(path.name, known)
    return replace(draft.report(), changes=changes)


class _Draft:
    """An import under way: what is counted and said so far."""

    def __init__(self, kind: TableKind, incoming: Incoming, dry_run: bool, accepted: bool) -> None:
        self.said = ProblemList()
        self.tally = Tally()
        self.clashing: Clashing | None = None
        self._about = (kind, dry_run)
        self._read = incoming.problems
        self._accepted = accepted

    def settle(
        self,
        project: Project,
        before: SchoolCalendar,
        writer: Writer,
        moves: Mapping[date, date] | None,
    ) -> None:
        """See to the homework a new calendar would leave on days without lessons."""
        if self._about[0] in _OF_THE_CALENDAR:
            self.clashing = settle_clashes(project, before, writer, self.said, moves)

    def leave_alone(self, name: str, known: str) -> None:
        """Count everything as unchanged: this very file went in at `known`."""
        self.tally = self.tally.as_unchanged()
        self.said.warning(
            name,
            f"这个文件在{known}已经导入过，没有再写入；"
            "需要覆盖之后的修改请选“再导入一次”（命令行加 --again）。",
        )

    def report(self) -> ImportReport:
        """Return the state of things; nothing is counted while something stands in the way."""
        problems = (*self._read, *self.said.all())
        bare = ImportReport(
            *self._about, problems=problems, accepted=self._accepted, clashing=self.clashing
        )
        if not bare.is_importable:
            return bare
        counts = (dict(self.tally.created), dict(self.tally.updated), dict(self.tally.unchanged))
        return ImportReport(*self._about, *counts, problems, self._accepted, clashing=self.clashing)


def _import_of(project: Project, kind: TableKind, digest: str) -> str | None:
    """Return when a file of this content was imported, or None."""
    at = imported_at(project.database, kind.value, digest)
    return at.replace("T", " ") if at else None


def _remember(
    writer: Writer, project: Project, kind: TableKind, incoming: Incoming, path: Path
) -> None:
    if not writer.changes:
        return
    now = project.clock().isoformat(timespec="seconds")
    key = {"kind": kind.value, "sha256": incoming.digest}
    found = writer.find("import_file", **key)
    if found:
        writer.update("import_file", found[0][0], {"imported_at": now, "name": path.name})
    else:
        writer.insert("import_file", key | {"imported_at": now, "name": path.name})
