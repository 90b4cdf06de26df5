"""What changes by itself while the window stands open is shown when it does: 到点自动提交, 截止."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.commands.drafts import schedule_release
from shuangjian_desktop.app.commands.homework import add_items
from shuangjian_desktop.app.commands.school import save_settings
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.gui import moments as room
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.moments import Moments
from tests.builders import MONDAY, class_named, fixed_clock, item, small_school
from tests.gui.desk import QuietNotify

MIDNIGHT = datetime(2026, 11, 24)  # noqa: DTZ001 - local time, as every clock here


@dataclass
class Sitting:
    """A clock that the test moves, and what the pages were told."""

    project: Project
    bridge: Bridge
    moments: Moments
    now: datetime
    told: list[Changes] = field(default_factory=list)


@pytest.fixture
def sitting(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sitting]:
    del qtbot
    monkeypatch.setattr(room, "_BEHIND_MS", 1)
    project = small_school(tmp_path)
    bridge = Bridge(project, QuietNotify())
    made = Sitting(project, bridge, Moments(bridge, bridge), fixed_clock())
    project.clock = lambda: made.now
    bridge.changed.connect(made.told.append)
    yield made
    made.moments._timer.stop()
    project.close()


def draft_until(sitting: Sitting, minutes: int) -> None:
    draft = item(sitting.project)._replace(status=Status.DRAFT)
    sitting.bridge.run(add_items([draft]))
    at = sitting.now + timedelta(minutes=minutes)
    sitting.bridge.run(schedule_release(sitting.project, [draft], at))


def progress(sitting: Sitting) -> Progress:
    class_id = class_named(sitting.project, "三(1)").id
    return judged_day(sitting.project, class_id, MONDAY).class_day.progress


def test_a_draft_is_handed_in_on_the_screen_when_its_time_comes(
    sitting: Sitting, qtbot: QtBot
) -> None:
    draft_until(sitting, 20)
    qtbot.waitUntil(lambda: sitting.moments.next == fixed_clock() + timedelta(minutes=20))
    assert progress(sitting) is Progress.DRAFT
    sitting.told.clear()
    sitting.now += timedelta(minutes=20)
    sitting.moments.look()
    assert [changes.touches(EVERYTHING) for changes in sitting.told] == [True]
    assert progress(sitting) is Progress.SUBMITTED
    assert sitting.moments.next == MIDNIGHT


def test_before_its_time_nothing_is_told(sitting: Sitting) -> None:
    draft_until(sitting, 20)
    sitting.moments.arm()
    sitting.told.clear()
    sitting.now += timedelta(minutes=19)
    sitting.moments.look()
    assert sitting.told == []
    assert sitting.moments._timer.remainingTime() <= 63_000  # Qt's coarse timers: 5 %


def test_the_end_of_entry_is_a_moment_too(sitting: Sitting) -> None:
    settings = sitting.project.directory.settings
    sitting.bridge.run(save_settings(settings._replace(entry_cut_off=time(16, 30))))
    sitting.moments.arm()
    assert sitting.moments.next == datetime(2026, 11, 23, 16, 30)  # noqa: DTZ001


def test_what_is_being_typed_is_not_pulled_away(sitting: Sitting) -> None:
    sitting.moments.arm()
    sitting.bridge.set_typing(True)
    sitting.now = MIDNIGHT
    sitting.moments.look()
    assert sitting.told == []
    sitting.bridge.set_typing(False)
    sitting.moments.look()
    assert len(sitting.told) == 1
