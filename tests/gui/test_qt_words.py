"""What Qt itself says is Chinese before any dialog opens, whatever the system's language."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton

from shuangjian_desktop import paths
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.qt_words import speak_chinese


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[tuple[QTranslator, ...]]:
    _silence(qapp)
    made = speak_chinese(qapp)
    yield made
    _silence(qapp)


def _silence(application: QApplication) -> None:
    for translator in application.findChildren(QTranslator):
        application.removeTranslator(translator)
        translator.setParent(None)


def test_both_sets_of_words_are_found(chinese: tuple[QTranslator, ...]) -> None:
    assert [translator.isEmpty() for translator in chinese] == [False, False]


def test_a_second_time_nothing_is_loaded(
    chinese: tuple[QTranslator, ...], qapp: QApplication
) -> None:
    assert speak_chinese(qapp) == ()


def test_a_file_dialog_has_no_english_word(chinese: tuple[QTranslator, ...]) -> None:
    dialog = QFileDialog(None, "打开学校文件", "", "学校文件 (*.sjdb)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    buttons = [button.text() for button in dialog.findChildren(QPushButton)]
    assert labels == ["查找范围(&I)：", "文件名称(&N)：", "文件类型(&T)："]
    assert buttons == ["打开(&O)", "取消"]
    dialog.deleteLater()


@pytest.mark.parametrize(
    ("keys", "shown"), [("Alt+Left", "Alt+←"), ("Ctrl+Return", "Ctrl+Enter"), ("Ctrl+D", "Ctrl+D")]
)
def test_keys_are_named_as_they_are_printed(
    chinese: tuple[QTranslator, ...], keys: str, shown: str
) -> None:
    assert QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) == shown


def test_a_box_before_the_first_picture_is_chinese_too(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    _silence(qapp)
    seen: list[str] = []

    def look(box: QMessageBox) -> int:
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
        seen.extend(button.text() for button in box.buttons())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    Notify().error("打不开学校文件。")
    _silence(qapp)
    assert seen == ["确定"]


def test_the_compiled_words_are_those_of_the_source() -> None:
    compiled = QTranslator()
    assert compiled.load("qt_rest_zh_CN", str(paths.resource("i18n")))
    source = ET.parse(paths.resource("i18n", "qt_rest_zh_CN.ts"))
    count = 0
    for context in source.iter("context"):
        for message in context.iter("message"):
            found = compiled.translate(str(context.findtext("name")), message.findtext("source"))
            assert found == message.findtext("translation")
            count += 1
    assert count > 5


def test_qts_own_translation_is_still_shipped() -> None:
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert QTranslator().load("qtbase_zh_CN", folder)
