"""A message of the class group without minutes: completed in the preview, undone in one step."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.gui.dialogs.paste_dialog import PasteDialog
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from tests.builders import MONDAY, class_named, enter, item, small_school
from tests.journeys.lead import Lead, sitting

pytestmark = pytest.mark.journey
MESSAGE = """【今日作业】
语文：1.抄写生字15分钟 2.背诵古诗二首
数学 练习册P12
美术：画一幅秋天
请家长督促！"""


def test_a_message_without_minutes_is_completed_in_the_preview(tmp_path: Path) -> None:
    """P1, P4, P15, F6"""
    project = small_school(tmp_path)
    for days, minutes in enumerate((20, 25, 25, 30), 7):
        old = {"on": MONDAY - timedelta(days), "content": f"练习册第{days}页"}
        enter(project, item(project, "三(2)", "数学", minutes, **old))
    project.close()
    with sitting("补全粘贴", project.path) as lead:
        lead.key("Ctrl+2")
        lead.go_to_class("三(1)")
        page = lead.page(HomeworkPage)
        lead.click_cell(page.view, page.model.index(0, 0))
        lead.copy(MESSAGE)
        lead.expect(_complete)
        lead.start()
        lead.key("Ctrl+V")
        assert _told(lead) == [
            ("抄写生字", 15),
            ("背诵古诗二首", 10),
            ("练习册P12", 25),
            ("画一幅秋天", 5),
        ]
        assert any("已粘贴4项，2处没有粘贴；撤销是一步。" in said for said in lead.said)
        lead.picture("补全的都在")
        lead.key("Ctrl+Z")
        assert _told(lead) == []
        lead.picture("一步撤销")


def _complete(lead: Lead, dialog: QWidget) -> None:
    """Minutes typed, minutes as offered, a subject through an input method; never the mouse."""
    assert isinstance(dialog, PasteDialog)
    lead.picture("缺分钟", dialog)
    assert "其余1项可以。" in dialog.summary.text()
    assert "15/60分" in dialog.summary.text()
    lead.write("10")
    lead.key("Return")
    assert "其余2项可以。" in dialog.summary.text()
    assert "25/60分" in dialog.summary.text()
    assert "过去4次相近作业：中位25分" in dialog.hint.text()
    lead.picture("有参考", dialog)
    lead.key("Alt+Down")
    lead.key("Return")
    assert "50/60分" in dialog.summary.text()
    lead.compose("kexue", "科学")
    lead.picture("输入学科", dialog)
    lead.key("Return")
    lead.write("5")
    lead.key("Return")
    lead.picture("补全以后", dialog)
    assert "已补全3处" in dialog.summary.text()
    lead.key("Ctrl+Return")


def _told(lead: Lead) -> list[tuple[str, int]]:
    class_id = class_named(lead.project, "三(1)").id
    day = judged_day(lead.project, class_id, MONDAY).class_day
    return [(i.content, i.minutes) for i in sorted(day.items, key=lambda i: i.position)]
