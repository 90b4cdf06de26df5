"""Qt's own words in Chinese: file and print dialogs, buttons, key names.

Knows no window; loaded after the first picture and before any dialog: start-up time.
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from shuangjian_desktop import paths

_NAME = "qt_rest_zh_CN"


def speak_chinese(application: QCoreApplication) -> tuple[QTranslator, ...]:
    """Install Qt's Chinese and, over it, what it leaves in English; done once, then empty."""
    if application.findChild(QTranslator, _NAME) is not None:
        return ()
    qts_own = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    made = []
    for name, folder in (("qtbase_zh_CN", qts_own), (_NAME, str(paths.resource("i18n")))):
        translator = QTranslator(application)
        translator.setObjectName(name)
        if translator.load(name, folder):
            application.installTranslator(translator)
        made.append(translator)
    return tuple(made)
