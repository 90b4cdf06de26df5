"""Nothing of one test lives on into the next: what is to be deleted is deleted, at the end all."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def swept_desk(qapp: QApplication) -> Iterator[None]:
    yield
    _sweep()


@pytest.fixture(scope="session", autouse=True)
def swept_room(qapp: QApplication) -> Iterator[None]:
    """Python's own objects go while the application is still there."""
    yield
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    _sweep()
    gc.collect()
    _sweep()


def _sweep() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
