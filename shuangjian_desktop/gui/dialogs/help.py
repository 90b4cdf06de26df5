"""帮助: one page of plain words for each page of the window, with an index and a search; and 关于.

Shows the files of resources/help and the table of keys; opens no address and asks no network.
"""

import re
from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

import shuangjian_desktop
from shuangjian_desktop import paths
from shuangjian_desktop.app import pinyin
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.notify import TITLE
from shuangjian_desktop.gui.pages.catalogue import PAGES
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.sections.catalogue import SECTIONS

SHORTCUTS = "shortcuts"
START = "start"
_ENDING = ".md"
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)
Keys = Sequence[tuple[str, str]]


def topics() -> tuple[str, ...]:
    """Return the topics in reading order: the beginning, the pages, the sections, the keys."""
    sections = (section_topic(each.id) for each in SECTIONS)
    wanted = (START, *(each.id for each in PAGES), *sections)
    known = {path.stem for path in paths.resource("help").glob(f"*{_ENDING}")}
    return (*(topic for topic in wanted if topic in known), SHORTCUTS)


def topic_of(page: Page) -> str:
    """Return the topic of what a person looks at: the page, or the section of 学校 on top."""
    section = getattr(page, "section", None)
    wanted = section_topic(section.page_id) if isinstance(section, Page) else page.page_id
    return wanted if wanted in topics() else page.page_id


def section_topic(section_id: str) -> str:
    """Return the topic of a section: its id, but where a page has the same one."""
    is_page = any(section_id == each.id for each in PAGES)
    return f"{section_id}-section" if is_page else section_id


@cache
def text_of(topic: str) -> str:
    """Return the Markdown of a topic; "" for one that is not shipped."""
    path = paths.resource("help", f"{topic}{_ENDING}")
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def title_of(topic: str) -> str:
    """Return the heading of a topic."""
    if topic == SHORTCUTS:
        return "快捷键"
    found = _HEADING.search(text_of(topic))
    return found.group(1) if found else topic


class HelpDialog(QDialog):
    """The index on the left, the topic on the right; typing narrows the index."""

    def __init__(self, topic: str, keys: Keys, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("帮助")
        self._keys = keys
        self.search = QLineEdit()
        self.search.setAccessibleName("在帮助里搜索")
        self.search.setPlaceholderText("搜索，可写拼音首字母")
        self.search.setMaxLength(100)
        self.index = QListWidget()
        self.index.setAccessibleName("帮助目录")
        self.text = _Text()
        self.text.setAccessibleName("帮助内容")
        for each in topics():
            line = QListWidgetItem(title_of(each))
            line.setData(0x0100, each)  # Qt.ItemDataRole.UserRole
            self.index.addItem(line)
        self.index.currentItemChanged.connect(self._show)
        self.search.textChanged.connect(self._narrow)
        self._build()
        self.open_topic(topic)
        self.text.setFocus()

    def open_topic(self, topic: str) -> None:
        """Show a topic; the first one when it is not there."""
        rows = [n for n in range(self.index.count()) if self._topic(n) == topic]
        self.index.setCurrentRow(rows[0] if rows else 0)

    def _build(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.index, 1)
        split = QSplitter()
        split.addWidget(side)
        split.addWidget(self.text)
        split.setStretchFactor(1, 1)
        height = self.fontMetrics().height()
        split.setSizes([10 * height, 32 * height])
        buttons = QDialogButtonBox()
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(split)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.SMALL)
        layout.addLayout(row, 1)
        layout.addWidget(buttons)
        self.resize(42 * height, 28 * height)

    def _topic(self, row: int) -> str:
        return str(self.index.item(row).data(0x0100))

    def _show(self, line: QListWidgetItem | None) -> None:
        if line is None:
            return
        topic = str(line.data(0x0100))
        self.text.setMarkdown(keys_table(self._keys) if topic == SHORTCUTS else text_of(topic))

    def _narrow(self, typed: str) -> None:
        asked = pinyin.typed(typed)
        rows = range(self.index.count())
        for row in rows:
            topic = self._topic(row)
            text = keys_table(self._keys) if topic == SHORTCUTS else text_of(topic)
            is_found = (
                not asked or asked in pinyin.typed_whole(text)
                or pinyin.rank(asked, title_of(topic)) is not None
            )  # fmt: skip
            self.index.item(row).setHidden(not is_found)
        shown = [row for row in rows if not self.index.item(row).isHidden()]
        if shown and self.index.currentRow() not in shown:
            self.index.setCurrentRow(shown[0])


class _Text(QTextBrowser):
    """Shows text only: no picture, no address, nothing from outside is ever loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        del kind, name
        return None


def keys_table(keys: Keys) -> str:
    """Return the table of keys as Markdown."""
    rows = "\n".join(f"| {_cell(key)} | {_cell(what)} |" for key, what in keys)
    return f"# 快捷键\n\n| 按键 | 作用 |\n|---|---|\n{rows}\n"


def _cell(text: str) -> str:
    return re.sub(r"([\\|*_<>`#\[\]])", r"\\\1", text)


def about_text() -> str:
    """Return the words of 关于."""
    return (
        f"{TITLE}　{shuangjian_desktop.__version__}\n\n"
        "统计各班每天的作业时长，对照上限，生成公示。数据只在本机，不联网。\n"
        "条款表述是对公开文件的概括，以学校手中的正式文件为准。"
    )
