"""The true preview of one notice: its finished PDF as pictures, with zoom, pages and warnings.

Knows no list and no button that puts anything out; a notice comes in, `ready` says it is shown.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.printing import PAPER_MM
from shuangjian_desktop.app.queries.notices import PreparedNotice, Shape
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.icons import icon
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.views.page_view import PageView, Zoom
from shuangjian_desktop.gui.views.preview_source import Preview, PreviewSource, key_of

_SHOWN_WARNINGS = 2


class NoticePreview(QWidget):
    """`ready` comes when the pictures of the wanted notice are on the screen, `failed` when not.

    `step_wanted` is the one step an empty notice offers: go and enter homework.
    """

    ready = Signal()
    failed = Signal(object)
    step_wanted = Signal()

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = PreviewSource(runner, self)
        self.view = PageView(self)
        self._notice: PreparedNotice | None = None
        self._shown: Preview | None = None
        self._build()
        self.source.ready.connect(self._show_preview)
        self.source.failed.connect(self._say_failed)
        self.view.resolution_changed.connect(self._want)
        self.view.page_changed.connect(self._tell_page)
        self.view.scale_changed.connect(self._tell_scale)

    def show_notice(self, notice: PreparedNotice) -> None:
        """Show a notice; one that would print the same as the one on the screen is left alone."""
        self._stack.setCurrentWidget(self._sheet)
        same = self._notice is not None and key_of(self._notice) == key_of(notice)
        self._notice = notice
        self.view.setAccessibleName(f"预览：{notice.title}")
        if same and self._shown is not None:
            return
        self._shown = None
        self._warnings.hide()
        self.view.set_paper(PAPER_MM[Shape(notice.record.shape)])
        self._want()

    def show_words(self, sentence: str, step: str = "") -> None:
        """Show why there is no sheet, and the one step that helps (a button, when given)."""
        self._notice = self._shown = None
        self.source.drop()
        self._words.setText(sentence)
        self._step.setText(step)
        self._step.setVisible(bool(step))
        self._stack.setCurrentWidget(self._empty)

    @property
    def is_ready(self) -> bool:
        """Return whether what is wanted is on the screen, sharp."""
        if self._notice is None:
            return True
        return self._shown is not None and abs(self._shown.dpi - self.view.resolution) < 1.0

    def _build(self) -> None:
        self._sheet = QWidget(self)
        inner = QVBoxLayout(self._sheet)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.TINY)
        self._warnings = _label(self._sheet)
        self._warnings.setWordWrap(True)
        self._warnings.setAutoFillBackground(True)
        palette = self._warnings.palette()
        palette.setColor(palette.ColorRole.Window, theme.WARNING_FILL)
        palette.setColor(palette.ColorRole.WindowText, theme.WARNING)
        self._warnings.setPalette(palette)
        self._warnings.setMargin(theme.TINY)
        self._warnings.hide()
        inner.addWidget(self._warnings)
        inner.addWidget(self.view, 1)
        inner.addLayout(self._build_bar())
        self._empty = self._build_empty()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._sheet)

    def _build_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(theme.TINY)
        self._zooms = QButtonGroup(self)
        for zoom in (Zoom.WIDTH, Zoom.PAGE, Zoom.ACTUAL):
            button = QToolButton(self._sheet)
            button.setText(zoom.value)
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.clicked.connect(partial(self.view.set_zoom, zoom))
            self._zooms.addButton(button, list(Zoom).index(zoom))
            bar.addWidget(button)
        for text, steps, name in (("－", -1, "缩小"), ("＋", 1, "放大")):
            button = self._tool(name, partial(self.view.zoom_by, steps))
            button.setText(text)
            bar.addWidget(button)
        self._scale = _label(self._sheet)
        bar.addWidget(self._scale)
        bar.addStretch(1)
        self._state = _label(self._sheet)
        bar.addWidget(self._state)
        self._back = self._tool("上一页", partial(self._turn, -1), "previous")
        self._where = _label(self._sheet)
        self._forth = self._tool("下一页", partial(self._turn, 1), "next")
        for widget in (self._back, self._where, self._forth):
            bar.addWidget(widget)
        return bar

    def _build_empty(self) -> QWidget:
        empty = QWidget(self)
        box = QVBoxLayout(empty)
        self._words = _label(empty)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._step = QPushButton(empty)
        self._step.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._step.clicked.connect(self.step_wanted)
        box.addStretch(2)
        box.addWidget(self._words)
        box.addSpacing(theme.SMALL)
        box.addWidget(self._step, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
        return empty

    def _tool(self, name: str, act: partial, icon_name: str = "") -> QToolButton:
        button = QToolButton(self._sheet)
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        if icon_name:
            button.setIcon(icon(icon_name))
        button.clicked.connect(act)
        return button

    def _want(self) -> None:
        if self._notice is None or not self.view.isVisible() or self.is_ready:
            return
        if self._shown is None:
            self._state.setText("正在生成预览…")
        self.source.want(self._notice, self.view.resolution)

    def _show_preview(self, preview: Preview) -> None:
        if self._notice is None or preview.key != key_of(self._notice):
            return
        self._shown = preview
        self._state.clear()
        self.view.set_images(preview.pages)
        self._tell_page(self.view.page)
        self._show_warnings(preview.pdf.warnings)
        if self.is_ready:
            self.ready.emit()

    def _show_warnings(self, warnings: tuple[str, ...]) -> None:
        more = len(warnings) - _SHOWN_WARNINGS
        lines = [f"▲ {warning}" for warning in warnings[:_SHOWN_WARNINGS]]
        if more > 0:
            lines.append(f"另有{more}条提醒，打印或导出前会全部列出。")
        self._warnings.setText("\n".join(lines))
        self._warnings.setVisible(bool(lines))

    def _say_failed(self, error: BaseException) -> None:
        self._state.setText("预览没有生成")
        self.failed.emit(error)

    def _turn(self, pages: int) -> None:
        self.view.go_to(self.view.page + pages)

    def _tell_page(self, page: int) -> None:
        pages = self.view.pages
        self._where.setText(f"第{page + 1}页 共{pages}页" if self._shown else "")
        self._back.setEnabled(page > 0)
        self._forth.setEnabled(page < pages - 1)
        for widget in (self._back, self._forth):
            widget.setVisible(pages > 1)

    def _tell_scale(self, scale: float) -> None:
        self._scale.setText(f"{scale * 100:.0f}%")
        self._zooms.setExclusive(False)
        for button in self._zooms.buttons():
            button.setChecked(list(Zoom)[self._zooms.id(button)] is self.view.zoom)
        self._zooms.setExclusive(self.view.zoom is not Zoom.FREE)


def _label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
