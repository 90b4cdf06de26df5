"""Whom or what a name typed on the command line means: somebody who serves, a room.

Knows names only; what they have to do is app/service/queries/sheets.
"""

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.ids import RoomId, StaffId
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.tables import service_people as people_table


def person_called(project: Project, called: str) -> StaffId:
    """Return the person of that name; UserError for nobody, and for namesakes."""
    staff = project.directory.staff
    exact = [person for person in staff if person.label == called]
    found = exact or [person for person in staff if person.name == called]
    near = [person.label for person in staff if called and called in person.label]
    if not found and near:
        raise UserError(f"没有叫“{called[:20]}”的人；名单里有{'、'.join(near[:8])}，请写全姓名。")
    if not found:
        raise UserError(f"没有叫“{called[:20]}”的教师或校外人员；请写全姓名。")
    if len(found) > 1:
        labels = "、".join(person.label for person in found)
        raise UserError(f"有{len(found)}位叫“{called[:20]}”（{labels}）；请写明是哪一位。")
    return found[0].id


def room_called(project: Project, called: str) -> RoomId:
    """Return the room of that name; UserError names those there are."""
    rooms = people_table.rooms(project.database)
    for room in rooms:
        if room.name == called:
            return room.id
    there = "、".join(room.name for room in rooms[:12])
    hint = f"学校有{there}" if there else "学校还没有场地，请先在学校页添加"
    raise UserError(f"没有叫“{called[:20]}”的场地；{hint}。")
