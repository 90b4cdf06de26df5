"""A whole grade's week by paste and review: ten classes, seven subjects, five days, few presses."""

from datetime import timedelta
from html import escape
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel

from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.gui.dialogs.paste_dialog import PasteDialog
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from tests.builders import MONDAY, class_named
from tests.journeys.lead import Lead, being, pressing, sitting
from tests.journeys.schools import (
    CLASSES_OF_GRADE,
    LEAD,
    OFFICE,
    SUBJECTS_OF_GRADE,
    grade_of_ten,
)

pytestmark = pytest.mark.journey
MOST_PRESSES = 40
DAYS = ("星期一", "星期二", "星期三", "星期四", "星期五")


def test_a_grades_week_is_entered_and_reviewed_in_forty_presses(tmp_path: Path) -> None:
    project = grade_of_ten(tmp_path)
    project.close()
    with sitting("年级一周", None) as lead:
        lead.expect(being(LEAD))
        lead.open(project.path)
        lead.copy(*_as_excel_does(_sheet()))
        lead.start()
        lead.key("Ctrl+2")
        lead.key("Ctrl+G")
        lead.picture("空的总览")
        lead.expect(_look_and_paste)
        lead.key("Ctrl+V")
        assert len(_items(lead)) == 350
        entered = lead.presses
        lead.picture("粘贴以后")
        assert set(_progress(lead)) == {Progress.SUBMITTED}
        lead.expect(being("zzr"))  # 赵主任 by initials: who entered it all may not be who passes it
        lead.key("Ctrl+Shift+P")
        lead.key("Ctrl+1")
        lead.expect(_pass_the_week, pressing("全部通过"))
        lead.key("R")
        assert set(_progress(lead)) == {Progress.REVIEWED}
        told = f"粘贴{entered}次，审核{lead.presses - entered}次，共{lead.presses}次按键和点击"
        print(told)  # noqa: T201 - the count is what this journey is about
        assert lead.presses <= MOST_PRESSES, told
        lead.key("Ctrl+2")
        lead.picture("都已审")
        assert lead.project.actor.name == OFFICE
        page = lead.page(HomeworkPage)
        assert page.heat is not None
        _one_step_takes_all_back(lead)


def _look_and_paste(lead: Lead, dialog: object) -> None:
    assert isinstance(dialog, PasteDialog)
    told = dialog.summary.text()
    assert "共350项可以粘贴。" in told, told
    assert "50个班天都不超过上限" in told, told
    lead.picture("粘贴预览", dialog)
    lead.key("Return")


def _pass_the_week(lead: Lead, dialog: object) -> None:
    scope = lead.find(QComboBox, "范围")
    lead.key("Alt+F")
    assert scope.hasFocus()
    lead.key("Down")
    lead.wait_until(lambda: "50" in " ".join(x.text() for x in dialog.findChildren(QLabel)))  # type: ignore[attr-defined]
    lead.picture("审核一周", dialog)  # type: ignore[arg-type]
    lead.press_button("全部通过（A）", dialog)  # type: ignore[arg-type]
    lead.key("Escape")


def _one_step_takes_all_back(lead: Lead) -> None:
    lead.expect(being(LEAD))
    lead.key("Ctrl+Shift+P")
    lead.key("Ctrl+Z")
    assert not _items(lead)


def _sheet() -> list[list[str]]:
    """Return what teachers pass round: a class a block, subjects down, days across."""
    rows = [["班级", "学科", *DAYS]]
    for number in CLASSES_OF_GRADE:
        for place, subject in enumerate(SUBJECTS_OF_GRADE):
            cells = [
                f"{subject}练习第{number}-{place + 1}页第{day}题 {5 + day % 2}分钟"
                for day in range(5)
            ]
            rows.append([f"四({number})班" if place == 0 else "", subject, *cells])
    return rows


def _as_excel_does(rows: list[list[str]]) -> tuple[str, str]:
    """Return a block as text and as HTML, with the class merged down over its subjects."""
    text = "\r\n".join("\t".join(row) for row in rows) + "\r\n"
    lines = []
    for number, row in enumerate(rows):
        cells = [escape(cell) for cell in row]
        span = len(SUBJECTS_OF_GRADE)
        if number == 0:
            first = f"<td>{cells[0]}</td>"
        else:
            first = f'<td rowspan="{span}">{cells[0]}</td>' if cells[0] else ""
        lines.append(f"<tr>{first}{''.join(f'<td>{cell}</td>' for cell in cells[1:])}</tr>")
    table = "".join(lines)
    html = f"<html><body><!--StartFragment--><table>{table}</table><!--EndFragment--></body></html>"
    return text, html


def _days(lead: Lead) -> list:
    ids = [class_named(lead.project, f"四({number})").id for number in CLASSES_OF_GRADE]
    dates = [MONDAY + timedelta(days=day) for day in range(5)]
    return [judged_day(lead.project, each, on).class_day for each in ids for on in dates]


def _items(lead: Lead) -> list:
    return [item for day in _days(lead) for item in day.items]


def _progress(lead: Lead) -> list[Progress]:
    return [day.progress for day in _days(lead)]
