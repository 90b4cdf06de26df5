"""Changing who acts at the window, one's own password, and being asked once roles exist.

Opens the dialogs; who may do what is the gate's.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from shuangjian_desktop.app import people
from shuangjian_desktop.app.rights import only_looks
from shuangjian_desktop.domain.people import INSPECTOR
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.memory import Memory

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from shuangjian_desktop.app.project import Project
    from shuangjian_desktop.gui.main_window import MainWindow

FIRST_ROLES = "学校现在有了角色：从这里起，每个人按自己的角色操作。请选择您是谁。"


def change_person(window: "MainWindow", bridge: Bridge, told: str = "") -> bool:
    """Store what is being typed, then let somebody else act; False when it was given up."""
    from shuangjian_desktop.gui.dialogs.sign_in import SignInDialog  # late: start-up time

    window.commit_editors()
    if not bridge.is_open:
        return False
    dialog = SignInDialog(bridge.project, told, window)
    is_chosen = bool(dialog.exec())
    staff_id = dialog.staff_id
    dialog.deleteLater()
    if is_chosen:
        bridge.act_as(staff_id)
        remember(window.memory, bridge.project)
    window.page.focus_first()  # the editors were left for the dialog: the page's keys work again
    return is_chosen


def change_password(window: "MainWindow", bridge: Bridge) -> None:
    """Set, change or remove the password of the person acting."""
    from shuangjian_desktop.gui.dialogs.password import PasswordDialog  # late: start-up time

    window.commit_editors()
    staff_id = bridge.project.actor.staff_id
    if only_looks(bridge.project.actor):
        bridge.notify.error("督导只看不改，不用设密码；要以自己的姓名操作，请先在右上角换人。")
        return
    if staff_id is None:
        bridge.notify.error("密码是个人的；请先在右上角选择您是谁，再设密码。")
        return
    dialog = PasswordDialog(bridge, staff_id, window)
    dialog.exec()
    dialog.deleteLater()
    remember(window.memory, bridge.project)


def ask_once_there_are_roles(window: "MainWindow", bridge: Bridge) -> None:
    """Whoever worked as nobody in particular has to be somebody once the first role is given."""
    actor, project = bridge.project.actor, bridge.project
    if not actor.is_free or actor.staff_id is not None or not people.asks_who(project):
        return

    def ask() -> None:
        is_still_nobody = bridge.is_open and project.actor is actor
        if is_still_nobody and not change_person(window, bridge, FIRST_ROLES):
            bridge.act_as(None)

    QTimer.singleShot(0, window, ask)


def let_in(project: "Project", memory: Memory, parent: "QWidget | None" = None) -> None:
    """Decide who acts when a school opens: the last person here, or whoever says so.

    Giving up the question means looking only.
    """
    kept = memory.person_of(project.database.school_id)
    everybody = people.people(project) if kept else ()
    known = next((each for each in everybody if each.staff.id == kept), None)
    if known is not None and not known.has_password:
        people.act_as(project, known.staff.id)
    elif people.asks_who(project):
        from shuangjian_desktop.gui.dialogs.sign_in import SignInDialog  # late: start-up time

        dialog = SignInDialog(project, "", parent)
        is_chosen = bool(dialog.exec())
        people.act_as(project, dialog.staff_id if is_chosen else None)
        dialog.deleteLater()
        remember(memory, project)


def remember(memory: Memory, project: "Project") -> None:
    """Open as the same person next time, unless that takes a password."""
    staff_id = project.actor.staff_id
    if staff_id is None and project.actor is INSPECTOR:
        return
    has_password = staff_id is not None and people.password_hash(project, staff_id) is not None
    kept = "" if staff_id is None or has_password else staff_id
    memory.keep_person(project.database.school_id, kept)
