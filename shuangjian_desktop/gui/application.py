"""Makes the QApplication: style, palette, fonts, language, and what happens when we err.

Knows no window and no school.
"""

import gc
import os
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

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
_FINISH_AFTER_MS = 250
_OWN_FONTS = ("NotoSansSC-Regular.cut.ttf", "NotoSansSC-Bold.cut.ttf")


def make_application(argv: list[str]) -> QApplication:
    """Return the one application, dressed; its fonts never depend on the system's guess (P6)."""
    _choose_input_method()
    # As an argument: QApplication.setStyle would load all of QStyle's enums (8 ms at start).
    application = QApplication([*argv[:1], "-style", "Fusion", *argv[1:]])
    application.setApplicationName("shuangjian")
    application.setApplicationDisplayName("双减作业与公示")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    application.styleHints().setColorScheme(Qt.ColorScheme.Light)
    application.setPalette(theme.palette())
    application.setFont(base_font())
    QTimer.singleShot(_FINISH_AFTER_MS, application, lambda: finish_application(application))
    return application


def base_font() -> QFont:
    """Return the window's font in theme's size; our own is loaded when the PC has none of ours."""
    if not any(QFontDatabase.hasFamily(family) for family in FAMILIES):
        for name in _OWN_FONTS:
            QFontDatabase.addApplicationFont(str(paths.resource("fonts", name)))
    font = QFont(list(FAMILIES))
    font.setPointSizeF(theme.FONT_POINTS)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


def _choose_input_method() -> None:
    """WORKAROUND: the wheel has no fcitx plugin; fcitx answers ibus clients too (P5)."""
    if sys.platform == "linux" and os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"


def finish_application(application: QApplication) -> None:
    """Add what the first picture can do without: Qt's own words in Chinese, the wheel guard.

    And let garbage be collected again: the start went without (see __main__).
    """
    from shuangjian_desktop.gui.garbage import GarbageTimer  # late: start-up time, as are the next
    from shuangjian_desktop.gui.qt_words import speak_chinese
    from shuangjian_desktop.gui.wheel_guard import WheelGuard

    speak_chinese(application)
    application.installEventFilter(WheelGuard(application))
    gc.freeze()
    GarbageTimer(application)


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
