"""Change who works at the school: add, rename, leave, give roles, set passwords.

Every command refuses in one sentence and leaves all as it was; who may run it is the gate's.
"""

from collections.abc import Iterable
from datetime import date

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.naming import read_name, refuse_if_named
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.ids import StaffId, new_id
from shuangjian_desktop.domain.people import Role, RoleHolding
from shuangjian_desktop.domain.school import Staff
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Writer

MOST_NAME, MOST_SUFFIX = 50, 10


def new_staff(name: str, suffix: str = "") -> tuple[StaffId, Command]:
    """Return (id, command) that adds one person; UserError for a name nobody could have."""
    staff_id = StaffId(new_id())
    values = _named(name, suffix)

    def apply(writer: Writer) -> None:
        _refuse_namesake(writer, values, None)
        writer.insert("staff", values, row_id=staff_id)

    return staff_id, Command(f"添加教职工{values['name']}", apply)


def rename_staff(person: Staff, name: str, suffix: str = "") -> Command:
    """Change a name and what tells the person from a namesake (F12)."""
    values = _named(name, suffix)

    def apply(writer: Writer) -> None:
        _refuse_namesake(writer, values, person.id)
        writer.update("staff", person.id, values)

    return Command(f"修改教职工{person.label}", apply)


def give_roles(person: Staff, holdings: Iterable[RoleHolding]) -> Command:
    """Make the person's given roles exactly these; 年级组长 needs the grade led.

    UserError for 督导 with another role: who only looks has nothing to do besides.
    """
    wanted = {(each.role.value, each.grade) for each in holdings}
    if (Role.INSPECTOR.value, None) in wanted and len(wanted) > 1:
        raise UserError("督导只看不改，不能再兼别的角色，没有改动；请只勾一样。")

    def apply(writer: Writer) -> None:
        held = {
            (row["role"], row["grade"]): row_id
            for row_id, row in writer.find("role", staff_id=person.id)
        }
        for key, row_id in held.items():
            if key not in wanted:
                writer.delete("role", row_id)
        for role, grade in sorted(wanted - set(held), key=str):
            writer.insert("role", {"staff_id": person.id, "role": role, "grade": grade})

    return Command(f"设置{person.label}的角色", apply)


def save_person(
    person: Staff, name: str, suffix: str, holdings: Iterable[RoleHolding] | None
) -> Command:
    """Name and roles of one form as one step; no roles given leaves them as they are."""
    renaming = rename_staff(person, name, suffix)
    giving = None if holdings is None else give_roles(person, holdings)

    def apply(writer: Writer) -> None:
        renaming.apply(writer)
        if giving:
            giving.apply(writer)

    return Command(renaming.label, apply)


def leave_school(project: Project, person: Staff, on: date) -> Command:
    """Let somebody go: out of every list, roles given back; what they wrote keeps their name."""

    def apply(writer: Writer) -> None:
        own = [c.title for c in project.directory.classes(on) if c.homeroom == person.id]
        classes = {c.id: c.title for c in project.directory.classes(on)}
        taught = [t for t in project.directory.teachings(on) if t.staff_id == person.id]
        places = [f"{title}班主任" for title in own]
        places += sorted({f"{classes.get(t.class_id, '')}任课" for t in taught})
        if places:
            raise UserError(
                f"{person.label}还是{_listed(places)}，没有改动；"
                "请先在“年级与班级”里换成接任的教师，再办离校。"
            )
        for row_id, _ in writer.find("role", staff_id=person.id):
            writer.delete("role", row_id)
        writer.update("staff", person.id, {"left_on": on.isoformat()})

    return Command(f"{person.label}离校", apply)


def come_back(person: Staff) -> Command:
    """Take somebody who left into the lists again."""

    def apply(writer: Writer) -> None:
        row = {"name": person.name, "suffix": person.suffix}
        _refuse_namesake(writer, row, person.id)
        writer.update("staff", person.id, {"left_on": None})

    return Command(f"{person.label}返校", apply)


def delete_staff(project: Project, person: Staff) -> Command:
    """Delete somebody nothing names; UserError says where they are named."""

    def apply(writer: Writer) -> None:
        refuse_if_named(project, "staff", person.id, person.label, "可以改用“离校”。")
        for row_id, _ in writer.find("role", staff_id=person.id):
            writer.delete("role", row_id)
        writer.delete("staff", person.id)

    return Command(f"删除教职工{person.label}", apply)


def set_password(person: Staff, hash_: str | None) -> Command:
    """Set, change or (None) remove a password; takes effect at once and is never undone."""

    def apply(writer: Writer) -> None:
        known = writer.find("credential", staff_id=person.id)
        if hash_ is None:
            for row_id, _ in known:
                writer.delete("credential", row_id)
        elif known:
            writer.update("credential", known[0][0], {"hash": hash_})
        else:
            writer.insert("credential", {"staff_id": person.id, "hash": hash_})

    verb = "清除" if hash_ is None else "设置"
    return Command(f"{verb}{person.label}的密码", apply, kind="fixed")


def _named(name: str, suffix: str) -> dict[str, str | None]:
    return {
        "name": read_name(name, what="姓名", limit=MOST_NAME),
        "suffix": read_name(suffix, what="区分", limit=MOST_SUFFIX, may_be_empty=True) or None,
    }


def _refuse_namesake(
    writer: Writer, values: dict[str, str | None], staff_id: StaffId | None
) -> None:
    label = f"{values['name']}{values['suffix'] or ''}"
    for row_id, row in writer.find("staff"):
        is_same = f"{row['name']}{row['suffix'] or ''}" == label
        if is_same and row_id != staff_id and not row["left_on"]:
            raise UserError(
                f"已经有一位“{label}”，没有改动；请在“区分”里写上分得开的字，如“大”“小”或任教学科。"
            )


def _listed(places: list[str], most: int = 4) -> str:
    more = f"等{len(places)}处" if len(places) > most else ""
    return "、".join(places[:most]) + more
