"""A case after sessions alone have moved: only what stands elsewhere is made anew.

Knows how a place is told by a row; everything else of a case is app/service/case.
"""

from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, room_ids, slot_ids
from shuangjian_desktop.app.service.content import with_sessions
from shuangjian_desktop.domain.ids import SessionId
from shuangjian_desktop.domain.service import Session
from shuangjian_desktop.planning.problem import Place
from shuangjian_desktop.store.tables import service as service_table

_ALONE = frozenset({"session", "reason"})
_KEPT = ("parity", "accepted", "activity_id", "number", "plan_id")


def followed(project: Project, case: Case, changes: Changes) -> Case | None:
    """Return the case after a step that moved or locked sessions; None = it must be read anew."""
    if changes.seq is None or not changes.kinds <= _ALONE:
        return None
    among = service_table.sessions(project.database, case.plan.id, changes.ids)
    fresh = {session.id: session for session in among}
    numbers = {was.id: n for n, was in enumerate(case.sessions) if was.id in changes.ids}
    if fresh.keys() != numbers.keys():
        return None
    placed, works, sessions = list(case.placed), list(case.problem.works), list(case.sessions)
    places = _Places(case)
    for session_id, number in numbers.items():
        session, was = fresh[session_id], case.sessions[number]
        if any(getattr(session, name) != getattr(was, name) for name in _KEPT):
            return None
        sessions[number], placed[number] = session, places.of(session)
        locked = placed[number] if session.is_locked else None
        works[number] = works[number]._replace(locked=locked)
    return case._replace(
        content=with_sessions(case.content, fresh),
        problem=case.problem._replace(works=tuple(works)),
        placed=tuple(placed),
        sessions=tuple(sessions),
    )


def moved_sessions(before: Case, after: Case) -> tuple[SessionId, ...]:
    """Return the sessions that stand elsewhere, or differently, than before."""
    was = {session.id: session for session in before.sessions}
    return tuple(s.id for s in after.sessions if was.get(s.id) != s)


class _Places:
    """Who or what is not known to the case is left out, as when it was made."""

    def __init__(self, case: Case) -> None:
        self._slots, self._rooms = slot_ids(case), room_ids(case)
        self._people = {one: number for number, one in enumerate(case.people)}

    def of(self, session: Session) -> Place | None:
        if session.slot_id not in self._slots:
            return None
        return Place(
            self._slots[session.slot_id],
            self._rooms.get(session.room_id) if session.room_id else None,
            tuple(sorted(self._people[one] for one in session.staff if one in self._people)),
        )
