"""The table of the window's actions: what they are called, their keys, what they do.

Builds no widget; pages keep the keys of their own grids.
"""

from typing import TYPE_CHECKING

from shuangjian_desktop.gui.actions import EDIT, FILE, GO, HELP, Spec
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.files import Files
from shuangjian_desktop.gui.pages.catalogue import PAGES
from shuangjian_desktop.gui.place import Place

if TYPE_CHECKING:
    from shuangjian_desktop.app.queries.history import UndoState
    from shuangjian_desktop.gui.main_window import MainWindow


def window_specs(
    window: "MainWindow", bridge: Bridge, place: Place, files: Files
) -> tuple[Spec, ...]:
    """Return every action of the window, in the order of the menus."""
    return (
        *_file_specs(window, files),
        *_edit_specs(window, bridge),
        *_person_specs(window, bridge),
        *_page_specs(place),
        *_go_specs(window, place),
        *_find_specs(window, bridge, place),
        *_help_specs(window, files),
    )


def undo_texts(state: "UndoState") -> tuple[str, str]:
    """Return 撤销“修改作业” and 重做“…”; "" for what cannot be done."""
    return (
        f"撤销“{state.undo_label}”" if state.undo_label is not None else "",
        f"重做“{state.redo_label}”" if state.redo_label is not None else "",
    )


def _file_specs(window: "MainWindow", files: Files) -> tuple[Spec, ...]:
    return (
        Spec("new", "新建学校(&N)…", files.new_file, ("Ctrl+N",), menu=FILE),
        Spec("open", "打开(&O)…", files.open_file, ("Ctrl+O",), menu=FILE),
        Spec("import", "导入(&I)…", files.import_tables, ("Ctrl+I",), menu=FILE, starts_group=True),
        Spec("export", "导出(&E)…", files.export_tables, ("Ctrl+E",), menu=FILE),
        Spec("quit", "退出(&Q)", window.close, ("Ctrl+Q",), menu=FILE, starts_group=True),
    )


def _edit_specs(window: "MainWindow", bridge: Bridge) -> tuple[Spec, ...]:
    undo, redo = ("Ctrl+Z",), ("Ctrl+Y", "Ctrl+Shift+Z")
    return (
        Spec("undo", "撤销", bridge.undo, undo, icon="undo", menu=EDIT),
        Spec("redo", "重做", bridge.redo, redo, icon="redo", menu=EDIT),
        Spec("refresh", "重新读取(&R)", window.refresh, ("F5",), menu=EDIT, starts_group=True),
    )


def _person_specs(window: "MainWindow", bridge: Bridge) -> tuple[Spec, ...]:
    def change() -> None:
        from shuangjian_desktop.gui.person_acts import change_person  # late: start-up time

        change_person(window, bridge)

    def password() -> None:
        from shuangjian_desktop.gui.person_acts import change_password  # late: start-up time

        change_password(window, bridge)

    return (
        Spec("person", "换人(&W)…", change, ("Ctrl+Shift+P",), menu=EDIT, starts_group=True),
        Spec("password", "我的密码(&M)…", password, menu=EDIT),
    )


def _page_specs(place: Place) -> tuple[Spec, ...]:
    def opener(page_id: str) -> Spec:
        entry = next(entry for entry in PAGES if entry.id == page_id)
        return Spec(
            f"page_{page_id}",
            entry.title,
            lambda: place.go(page=page_id),
            (f"Ctrl+{PAGES.index(entry) + 1}",),
            icon=entry.icon,
            menu=GO,
        )

    return tuple(opener(entry.id) for entry in PAGES)


def _go_specs(window: "MainWindow", place: Place) -> tuple[Spec, ...]:
    return (
        Spec(
            "previous_week",
            "上一周",
            place.previous_week,
            ("Alt+Left",),
            menu=GO,
            starts_group=True,
            short="‹",
        ),
        Spec("next_week", "下一周", place.next_week, ("Alt+Right",), menu=GO, short="›"),
        Spec("today", "今天", place.today, ("Ctrl+Home",), menu=GO),
        Spec(
            "inspector", "检视栏(&P)", window.toggle_inspector, ("F4",), menu=GO, starts_group=True
        ),
    )


def _find_specs(window: "MainWindow", bridge: Bridge, place: Place) -> tuple[Spec, ...]:
    def search() -> None:
        from shuangjian_desktop.gui.dialogs import palette  # late: start-up time

        palette.search(bridge, place, window.actions_, window)

    def commands() -> None:
        from shuangjian_desktop.gui.dialogs import palette  # late: start-up time

        palette.command_palette(window.page, place, window.actions_, window.memory, window)

    def setup() -> None:
        place.open_section("setup")

    return (
        Spec("search", "搜索(&S)…", search, ("Ctrl+F",), icon="search", menu=GO, starts_group=True),
        Spec("palette", "命令(&K)…", commands, ("Ctrl+K",), menu=GO),
        Spec("setup", "建校清单(&B)", setup, menu=GO),
        Spec("display", "显示设置(&D)…", window.choose_display, menu=GO, starts_group=True),
    )


def _help_specs(window: "MainWindow", files: Files) -> tuple[Spec, ...]:
    def show_help(topic: str = "") -> None:
        from shuangjian_desktop.gui.dialogs.help import HelpDialog, topic_of  # late: start-up

        keys = (*window.actions_.shortcut_table(), *window.page.keys)
        dialog = HelpDialog(topic or topic_of(window.page), keys, window)
        dialog.exec()
        dialog.deleteLater()

    def show_page_help() -> None:
        show_help()

    def about() -> None:
        from shuangjian_desktop.gui.dialogs.help import about_text  # late: start-up time

        files.notify.tell(about_text())

    return (
        Spec("help", "本页帮助(&H)", show_page_help, ("F1",), menu=HELP),
        Spec("shortcuts", "快捷键(&K)", lambda: show_help("shortcuts"), ("Ctrl+F1",), menu=HELP),
        Spec("about", "关于(&A)", about, menu=HELP),
    )
