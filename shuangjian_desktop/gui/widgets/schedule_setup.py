"""The left side of 排课: what will be done, the wishes and their weights, how long, which seed.

Shows a task and tells what was chosen; computes and stores nothing.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.service.queries.task import Task
from shuangjian_desktop.domain.service import ServicePlan
from shuangjian_desktop.domain.wishes import Weight, Wish
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.widgets.plain import label, link
from shuangjian_desktop.gui.widgets.setting_fields import Choice

_WEIGHTS = tuple((weight.words, weight) for weight in Weight)
_SECONDS = (("10秒", 10.0), ("30秒", 30.0), ("1分钟", 60.0), ("3分钟", 180.0), ("10分钟", 600.0))
_USUAL_SECONDS = 60.0
_ANEW, _FEW = "全部排，照顾愿望", "尽量少动现在的安排"
_MOST_SEED = 2**31 - 1


class ScheduleSetup(QWidget):
    """`wished` carries (wish, weight), `accepted_asked` comes for the list of relaxed rules."""

    wished = Signal(object, object)
    accepted_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = label(is_bold=True, points=theme.TITLE_POINTS)
        self.task = label()
        self.version = label(ink=theme.WARNING)
        self.accepted = link("")
        self.wishes: dict[Wish, Choice] = {wish: Choice(wish.value, _WEIGHTS) for wish in Wish}
        self.manner = Choice("怎样排", ((_ANEW, False), (_FEW, True)))
        self.seconds = Choice("最多算多久", _SECONDS)
        self.seconds.show_value(_USUAL_SECONDS)
        self.seed = QSpinBox()
        self.seed.setRange(0, _MOST_SEED)
        self.seed.setValue(1)
        self.seed.setAccessibleName("起点数，同一个数，同一个结果")
        self.more = QToolButton()
        self._seed_row = QWidget()
        self.may_start = True
        self.start = QPushButton("开始排课(&S)")
        self.start.setDefault(True)
        self._is_asked = False
        self._build()

    def show_task(self, task: Task, plan: ServicePlan, accepted: int, version: str) -> None:
        """Show what is to be done; `version` says what becomes of a published plan."""
        self.head.setText(task.title)
        self.task.setText(_task_words(task))
        self.version.setText(version)
        self.version.setVisible(bool(version))
        self.accepted.setText(f"已放宽的规则 {accepted} 条…" if accepted else "没有放宽过规则")
        self.accepted.setEnabled(bool(accepted))
        for wish, choice in self.wishes.items():
            choice.show_value(plan.weights[wish])
        if not self._is_asked:
            self._is_asked = True
            self.manner.setCurrentIndex(int(_has_few_waiting(task)))

    def lock(self, is_locked: bool) -> None:
        """While something is computed nothing of what it was asked may be changed."""
        fields = (*self.wishes.values(), self.manner, self.seconds)
        for field in (*fields, self.seed, self.start, self.accepted):
            field.setEnabled(not is_locked)
        self.start.setEnabled(self.may_start and not is_locked)
        self._follow_manner()
        if not is_locked:
            self.accepted.setEnabled(self.accepted.text().endswith("…"))

    @property
    def few_changes(self) -> bool:
        """Return whether the fewest changes are sought, not the lowest cost."""
        return bool(self.manner.chosen())

    def chosen_seconds(self) -> float:
        chosen = self.seconds.chosen()
        assert isinstance(chosen, float)
        return chosen

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        for part in (self.head, self.task, self.version, self.accepted):
            column.addWidget(part)
        column.addSpacing(theme.SMALL)
        manner = QHBoxLayout()
        words = QLabel("怎样排(&H)")
        words.setBuddy(self.manner)
        manner.addWidget(words)
        manner.addWidget(self.manner, 1)
        column.addLayout(manner)
        self.manner.currentIndexChanged.connect(self._follow_manner)
        column.addWidget(label("规则一定遵守；排得开时再照顾：", is_bold=True))
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(theme.TINY)
        for wish, choice in self.wishes.items():
            choice.activated.connect(lambda _=0, wish=wish: self._tell(wish))
            form.addRow(wish.value, choice)
        column.addLayout(form)
        column.addWidget(label("“重要”抵三个“一般”，“很重要”抵九个。", ink=theme.MUTED))
        column.addSpacing(theme.SMALL)
        column.addLayout(self._time_row())
        column.addWidget(self._seed_row)
        column.addStretch(1)
        column.addWidget(self.start)

    def _time_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        words = QLabel("最多算(&T)")
        words.setBuddy(self.seconds)
        row.addWidget(words)
        row.addWidget(self.seconds)
        row.addStretch(1)
        self.more.setText("更多")
        self.more.setCheckable(True)
        self.more.setAutoRaise(True)
        self.more.toggled.connect(self._seed_row.setVisible)
        row.addWidget(self.more)
        inner = QHBoxLayout(self._seed_row)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(label("起点数", wraps=False))
        inner.addWidget(self.seed)
        inner.addWidget(label("同一个数，同一个结果", ink=theme.MUTED), 1)
        self._seed_row.hide()
        return row

    def _follow_manner(self) -> None:
        """Where little is to be moved, wishes have no say."""
        has_say = self.manner.isEnabled() and not self.few_changes
        for choice in self.wishes.values():
            choice.setEnabled(has_say)

    def _tell(self, wish: Wish) -> None:
        self.wished.emit(wish, self.wishes[wish].chosen())


def _has_few_waiting(task: Task) -> bool:
    """Return whether most of a plan stands and only a little waits: then little should be moved."""
    waiting = task.sessions - task.placed
    return 0 < waiting <= task.sessions // 4


def _task_words(task: Task) -> str:
    lines = [f"要排{task.classes}个班的{task.sessions}次活动，分在{task.slots}个时段。"]
    held = "没有锁定的" if not task.locked else f"锁定的{task.locked}次不动"
    waiting = task.sessions - task.placed
    stands = f"待排{waiting}次" if waiting else "现在都排着"
    lines.append(f"{stands}，{held}。")
    rooms = f"、专用场地{task.rooms}个" if task.rooms else ""
    lines.append(f"可带活动的{task.people}人{rooms}。")
    return "\n".join(lines)
