"""What else comes into a week: a message, a block with faults, homework that comes too late."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLabel, QTreeView, QWidget

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.gui.dialogs.paste_dialog import PasteDialog
from shuangjian_desktop.gui.dialogs.reason_dialog import ReasonDialog
from shuangjian_desktop.gui.pages.checks import ChecksPage
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from shuangjian_desktop.gui.pages.today import TodayPage
from shuangjian_desktop.gui.sections.locks import LocksSection
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, class_named, small_school
from tests.journeys.lead import Answer, Lead, being, sitting
from tests.journeys.rooms import enter_room
from tests.journeys.schools import LEAD, grade_of_ten

pytestmark = pytest.mark.journey
MESSAGE = """各位家长好，今天（11月23日）作业：
语文：1.练习册第32页 15分钟 2.读课文三遍 10分钟
数学：口算两页20分钟
英语：无
请按时完成！"""


def test_a_message_of_the_class_group_becomes_a_day(tmp_path: Path) -> None:
    project = small_school(tmp_path)
    project.close()
    with sitting("班级群消息", project.path) as lead:
        page = _stand_in(lead, "三(1)", 0, 0)
        lead.copy(MESSAGE)
        lead.expect(_look("粘贴3项"))
        lead.key("Ctrl+V")
        assert _told(lead) == [("练习册第32页", 15), ("读课文三遍", 10), ("口算两页", 20)]
        assert page.model.day(0).totals.tested <= 60
        lead.picture("消息进了一天")
        lead.key("Ctrl+Z")
        assert _told(lead) == []


def test_a_block_with_bad_cells_is_shown_first_and_is_one_step(tmp_path: Path) -> None:
    """F6, F7, F8, P12, P13, P15"""
    project = grade_of_ten(tmp_path)
    project.close()
    bad = ("a 二十—三十分钟", "练习册 -5", "第3题 9999", "1e3")
    seen: list[str] = []
    with sitting("带错的表", None) as lead:
        lead.expect(being(LEAD))
        lead.open(project.path)
        lead.key("Ctrl+2")
        lead.key("Ctrl+G")
        lead.copy(*_block_with(bad))

        def look(lead: Lead, dialog: QWidget) -> None:
            assert isinstance(dialog, PasteDialog)
            lead.picture("有错的格", dialog)
            seen.extend(line.texts[3] + line.said for line in dialog.lines.rows if line.sign)
            lead.press_button("跳过这些，粘贴201项", dialog)

        lead.expect(look)
        lead.key("Ctrl+V")
        for each in bad:
            assert any(each.split()[0] in text for text in seen), (each, seen)
        assert any("四(11)班" in text for text in seen), seen
        count = "SELECT COUNT(*) FROM homework"
        assert lead.project.database.rows(count)[0][0] == 201
        lead.picture("好的都在")
        lead.key("Ctrl+Z")
        assert lead.project.database.rows(count)[0][0] == 0


def test_a_block_too_large_for_the_week_loses_nothing_silently(tmp_path: Path) -> None:
    """F7"""
    project = small_school(tmp_path)
    project.close()
    with sitting("贴出界", project.path) as lead:
        _stand_in(lead, "三(1)", 3, 5)
        lead.copy("\r\n".join("\t".join(f"第{r}{c}题 5" for c in range(4)) for r in range(4)))
        seen: list[str] = []

        def look(lead: Lead, dialog: QWidget) -> None:
            assert isinstance(dialog, PasteDialog)
            seen.append(dialog.summary.text())
            lead.picture("出界的格", dialog)
            lead.press_button("跳过这些，粘贴4项", dialog)

        lead.expect(look)
        lead.key("Ctrl+V")
        assert "还有12处不完整，在下面补全就能粘贴；其余4项可以。" in seen[0], seen
        lead.key("Ctrl+Z")
        assert not lead.project.database.rows("SELECT id FROM homework")


def test_late_work_and_a_locked_month_ask_why_and_stay_in_sight(tmp_path: Path) -> None:
    project = small_school(tmp_path)
    project.run(Command("准备", _cut_off, kind="setup"))
    project.close()
    with sitting("迟交和锁定", project.path) as lead:
        _stand_in(lead, "三(1)", 0, 0)
        lead.expect(_because("已过录入截止时间15:00", "临时调课，刚刚定下"))
        lead.write("练习册第32页 20")
        lead.key("Return")
        assert _told(lead) == [("练习册第32页", 20)]
        lead.picture("迟交")
        room = enter_room(lead, LocksSection)
        lead.press_button("整月")
        lead.press_button("锁定")
        assert len(room.model.rows) == 1
        lead.picture("锁定了十一月")
        _stand_in(lead, "三(2)", 1, 2)
        lead.expect(_because("已经锁定", "核对时发现漏了一项"))
        lead.write("口算一页 10")
        lead.key("Return")
        wednesday = MONDAY + timedelta(days=2)
        assert _told(lead, "三(2)", wednesday) == [("口算一页", 10)]
        lead.key("Ctrl+1")
        lead.key("Ctrl+Home")
        page = lead.page(TodayPage)
        lead.wait_until(lambda: page.acts and page.acts.late, "what is read behind")
        assert any(need.late for need in page.unfinished.model.rows)
        assert page.acts is not None
        assert "锁定" in page.acts.locked.text()
        lead.picture("今日看得见")
        lead.key("Ctrl+5")
        lead.page(ChecksPage)
        said = _whole_tree(lead)
        lead.picture("检查看得见")
        assert "临时调课，刚刚定下" in said, said
        assert "核对时发现漏了一项" in said, said


def _cut_off(writer: Writer) -> None:
    writer.insert("setting", {"key": "entry_cut_off", "value": "15:00:00"})


def _because(asked: str, why: str) -> Answer:
    def answer(lead: Lead, dialog: QWidget) -> None:
        assert isinstance(dialog, ReasonDialog)
        told = " ".join(label.text() for label in dialog.findChildren(QLabel))
        assert asked in told, told
        lead.write(why)
        lead.picture("理由", dialog)
        lead.key("Return")

    return answer


def _whole_tree(lead: Lead) -> str:
    tree = lead.find(QTreeView)
    assert isinstance(tree, QTreeView)
    model = tree.model()
    said: list[str] = []

    def walk(parent: QModelIndex) -> None:
        for row in range(model.rowCount(parent)):
            columns = range(model.columnCount(parent))
            said.extend(str(model.index(row, column, parent).data()) for column in columns)
            walk(model.index(row, 0, parent))

    walk(tree.rootIndex())
    return "\n".join(said)


def _stand_in(lead: Lead, name: str, row: int, column: int) -> HomeworkPage:
    lead.key("Ctrl+2")
    lead.go_to_class(name)
    page = lead.page(HomeworkPage)
    lead.click_cell(page.view, page.model.index(row, column))
    return page


def _look(button: str) -> Answer:
    def answer(lead: Lead, dialog: QWidget) -> None:
        lead.picture("粘贴预览", dialog)
        told = [b.text() for b in dialog.findChildren(QWidget) if hasattr(b, "text")]
        assert any(button in str(text) for text in told), told
        lead.key("Return")

    return answer


def _told(lead: Lead, name: str = "三(1)", on: date = MONDAY) -> list[tuple[str, int]]:
    class_id = class_named(lead.project, name).id
    day = judged_day(lead.project, class_id, on).class_day
    return [(i.content, i.minutes) for i in sorted(day.items, key=lambda i: i.position)]


def _block_with(bad: tuple[str, ...]) -> tuple[str, str]:
    """Return 200 good cells, bad ones, a class that is not there; the class cell is merged."""
    days = ("星期一", "星期二", "星期三", "星期四", "星期五")
    subjects = ("语文", "数学", "英语", "科学")
    rows, html = [["班级", "学科", *days]], []
    for number in range(1, 12):
        for place, subject in enumerate(subjects):
            if number == 11 and place:
                continue
            cells = [f"第{number}{place}{day}题 5分钟" for day in range(5)]
            rows.append([f"四({number})班" if place == 0 else "", subject, *cells])
    rows.append(["四(1)班", "道法", *bad, "读一读 5"])
    for number, row in enumerate(rows):
        first = f'<td rowspan="4">{row[0]}</td>' if 0 < number <= 40 and row[0] else ""
        first = f"<td>{row[0]}</td>" if number == 0 or number > 40 else first
        html.append(f"<tr>{first}{''.join(f'<td>{cell}</td>' for cell in row[1:])}</tr>")
    text = "\r\n".join("\t".join(row) for row in rows) + "\r\n"
    return text, f"<html><body><table>{''.join(html)}</table></body></html>"
