"""Journeys share the sweeping of the GUI tests: nothing of one lives on into the next."""

from tests.gui.conftest import swept_desk, swept_room

__all__ = ["swept_desk", "swept_room"]
