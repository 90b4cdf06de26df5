"""One's own password: set, change or remove it. Hashed on another thread.

Keeps nothing that was typed.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app import passwords, people
from shuangjian_desktop.app.commands.people import set_password
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.runner import IsCancelled, Progress, Runner
from shuangjian_desktop.gui.widgets.password_line import PasswordLine


class PasswordDialog(QDialog):
    """The present password is asked for first where there is one."""

    def __init__(self, bridge: Bridge, staff_id: StaffId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._staff = next(s for s in bridge.project.directory.staff if s.id == staff_id)
        self._is_removing = False
        self._runner = Runner(self)
        kept = people.password_hash(bridge.project, staff_id)
        self.setWindowTitle(f"{self._staff.label}的密码")
        self.old = PasswordLine(self, "现在的密码(&O)")
        self.new, self.again = _line("新密码"), _line("再输一遍")
        self.said = QLabel()
        self._build(has_password=kept is not None)
        self.old.ask_for(staff_id, kept)
        self.old.right.connect(self._store)

    def done(self, result: int) -> None:
        self.old.stop()
        self._runner.stop()
        super().done(result)

    def _save(self) -> None:
        self._is_removing = False
        self._go_on()

    def _remove(self) -> None:
        self._is_removing = True
        self._go_on()

    def _go_on(self) -> None:
        self.said.clear()
        if self.old.is_asked:
            self.old.check()
        else:
            self._store()

    def _store(self) -> None:
        if self._is_removing:
            self._run(None)
            return
        new, again = self.new.text(), self.again.text()

        def work(_: Progress, __: IsCancelled) -> str:
            return passwords.hashed(new, again)

        job = self._runner.start("保存密码", work)
        job.done.connect(self._run)
        job.failed.connect(self._refuse)

    def _run(self, hash_: object) -> None:
        if self._bridge.run(set_password(self._staff, str(hash_) if hash_ else None)) is not None:
            self._bridge.notify.say("密码已清除。" if hash_ is None else "密码已保存。")
            self.accept()

    def _refuse(self, error: object) -> None:
        self.said.setText(str(error))
        self.new.clear()
        self.again.clear()
        self.new.setFocus()

    def _build(self, *, has_password: bool) -> None:
        words = QLabel(
            f"密码{passwords.SHORTEST}个字符以上，只在这所学校的文件里有效；忘记时由教务清除。"
            "密码只防冒用名字，不给文件加密。"
        )
        for label in (words, self.said):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        palette = self.said.palette()
        palette.setColor(self.said.foregroundRole(), theme.OVER)
        self.said.setPalette(palette)
        form = QFormLayout()
        form.addRow("新密码(&N)", self.new)
        form.addRow("再输一遍(&A)", self.again)
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        save = buttons.addButton("保存密码", role.ActionRole)
        save.setDefault(True)
        save.clicked.connect(self._save)
        if has_password:
            remove = buttons.addButton("清除密码(&D)", role.DestructiveRole)
            remove.setAutoDefault(False)
            remove.clicked.connect(self._remove)
        buttons.addButton("取消", role.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SMALL)
        column.addWidget(words)
        column.addWidget(self.old)
        column.addLayout(form)
        column.addWidget(self.said)
        column.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("字") * 28)


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setMaxLength(passwords.LONGEST)
    line.setAccessibleName(name)
    return line
