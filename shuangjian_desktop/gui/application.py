"""Makes the QApplication: style, palette, fonts, language, and what happens when we err.

Knows no window and no school.
"""

import os
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox

from shuangjian_desktop import paths
from shuangjian_desktop.gui import theme

FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "HarmonyOS Sans SC",
)
OWN_FAMILY = "Noto Sans SC"
_OWN_FONTS = ("NotoSansSC-Regular.cut.ttf", "NotoSansSC-Bold.cut.ttf")


def make_application(argv: list[str]) -> QApplication:
    """Return the one application, dressed; its fonts never depend on the system's guess (P6)."""
    _choose_input_method()
    application = QApplication(argv)
    application.setApplicationName("shuangjian")
    application.setApplicationDisplayName("双减作业与公示")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    application.setStyle("Fusion")
    application.styleHints().setColorScheme(Qt.ColorScheme.Light)
    application.setPalette(theme.palette())
    application.setFont(base_font())
    # None of these three is needed for the first picture.
    QTimer.singleShot(0, application, lambda: _finish(application))
    return application


def base_font(points: float = theme.FONT_POINTS) -> QFont:
    """Return the font of the window; the program's own is loaded when the PC has none of ours."""
    if not any(QFontDatabase.hasFamily(family) for family in FAMILIES):
        for name in _OWN_FONTS:
            QFontDatabase.addApplicationFont(str(paths.resource("fonts", name)))
    font = QFont(list(FAMILIES))
    font.setPointSizeF(points)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


def _choose_input_method() -> None:
    """WORKAROUND: the wheel has no fcitx plugin; fcitx answers ibus clients too (P5)."""
    if sys.platform == "linux" and os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"


def _finish(application: QApplication) -> None:
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)
    application.installEventFilter(WheelGuard(application))


class WheelGuard(QObject):
    """The wheel never changes a value in passing: it scrolls what lies behind (P11)."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel:
            return False
        if not isinstance(watched, QComboBox | QAbstractSpinBox):
            return False
        event.ignore()
        return True


def catch_bugs(tell: Callable[[str], None]) -> None:
    """Log what nobody caught and show it by `tell(details)`; the program goes on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        import traceback  # late: start-up time

        details = "".join(traceback.format_exception(kind, error, trace))
        _log(details)
        tell(details)

    sys.excepthook = hook


def _log(details: str) -> None:
    from datetime import datetime  # late: start-up time

    print(details, file=sys.stderr)  # noqa: T201  a terminal is where a developer looks first
    try:
        path = paths.log_dir() / "errors.log"
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S}\n{details}\n")
    except OSError:
        return
