"""Typed identifiers of every stored thing: uuid text, always led by the school's own id.

Knows nothing of how they are stored.
"""

from typing import NewType

SchoolId = NewType("SchoolId", str)
ClassId = NewType("ClassId", str)
SubjectId = NewType("SubjectId", str)
StaffId = NewType("StaffId", str)
TermId = NewType("TermId", str)
HomeworkId = NewType("HomeworkId", str)
LessonId = NewType("LessonId", str)
NoticeId = NewType("NoticeId", str)
RoomId = NewType("RoomId", str)
ServicePlanId = NewType("ServicePlanId", str)
SlotId = NewType("SlotId", str)
ActivityId = NewType("ActivityId", str)
SessionId = NewType("SessionId", str)
ServiceChangeId = NewType("ServiceChangeId", str)
BusyTimeId = NewType("BusyTimeId", str)
EndExceptionId = NewType("EndExceptionId", str)
ContingencyId = NewType("ContingencyId", str)
GateId = NewType("GateId", str)


def new_id() -> str:
    """Return a fresh uuid4 as 36 characters of text; never derived from the clock (F18)."""
    from uuid import uuid4  # late: start-up time, it asks the platform who it is

    return str(uuid4())
