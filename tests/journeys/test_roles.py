"""Who may do what: a teacher with a password, her own subject, and a review by somebody else."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.passwords import hashed
from shuangjian_desktop.app.queries.history import newest_steps
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.gui.dialogs.review_dialog import ReviewDialog
from shuangjian_desktop.gui.dialogs.sign_in import SignInDialog
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from shuangjian_desktop.gui.pages.today import TodayPage
from shuangjian_desktop.rules.class_day import ClassDay
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, class_named
from tests.journeys.lead import Lead, being, keys, pressing, refusal, sitting
from tests.journeys.rooms import labels
from tests.journeys.schools import LEAD, school_with_people

pytestmark = pytest.mark.journey
TEACHER, SECRET = "秦月", "abc12345"
CHINESE, MATHS, ENGLISH = range(3)
MON = 0


def test_a_teacher_types_her_own_subject_and_another_passes_it(tmp_path: Path) -> None:
    project = school_with_people(tmp_path)

    def teacher(writer: Writer) -> None:
        staff_id = writer.insert("staff", {"name": TEACHER, "suffix": None})
        writer.insert("credential", {"staff_id": staff_id, "hash": hashed(SECRET, SECRET)})
        english = writer.find("subject", name="英语")[0][0]
        for name in ("三(2)", "三(3)"):
            where = {"class_id": class_named(project, name).id, "subject_id": english}
            row_id = writer.find("teaching", **where)[0][0]
            writer.update("teaching", row_id, {"staff_id": staff_id})

    project.run(Command("准备", teacher, kind="setup"))
    project.close()
    with sitting("各人的事", None) as lead:
        lead.expect(_signs_in)
        lead.open(project.path)
        _sees_her_own_classes_first(lead)
        _types_only_english(lead)
        _has_it_reviewed(lead)
        _cannot_pass_what_he_wrote(lead)
        _every_step_says_who(lead)


def _signs_in(lead: Lead, dialog: object) -> None:
    """By initials; the password wrong once, then right."""
    assert isinstance(dialog, SignInDialog)
    lead.write("qy")
    assert dialog.person is not None
    assert dialog.person.label == TEACHER
    line = lead.find(QLineEdit, "密码")
    lead.key("Return")
    lead.write("wrong123")
    lead.key("Return")
    lead.wait_until(lambda: dialog.password.said.text() and line.isEnabled(), "the refusal")
    assert "密码不对" in dialog.password.said.text()
    lead.picture("密码不对", dialog)
    lead.write(SECRET)
    lead.key("Return")
    lead.wait_until(lambda: not dialog.isVisible(), "being let in")


def _sees_her_own_classes_first(lead: Lead) -> None:
    assert lead.project.actor.name == TEACHER
    page = lead.page(TodayPage)
    lead.wait_until(lambda: page.acts is not None, "acts of 今日")
    told = [need.day.class_day.class_name for need in page.unfinished.model.rows]
    assert told == ["三(2)", "三(3)"], "her own alone"
    assert lead.window._top.person.text().startswith(TEACHER)
    lead.picture("只看我的")
    page.unfinished.view.setFocus()
    lead.key("Return")


def _types_only_english(lead: Lead) -> None:
    page = lead.page(HomeworkPage)
    view = page.view
    assert page.bar.where.text() == "三(2)班"
    lead.click_cell(view, view.model().index(CHINESE, MON))
    lead.said.clear()
    lead.write("x")
    assert lead.said, "one sentence says whose cell it is"
    lead.picture("别人的学科")
    lead.copy("抄写生字 20")
    lead.key("Ctrl+V")
    paste = lead.page(HomeworkPage).acts.actions["paste"]
    assert not paste.isEnabled()
    assert "只能看" in paste.toolTip()
    assert not _day(lead).items
    lead.click_cell(view, view.model().index(ENGLISH, MON))
    lead.write("Unit 5 20")
    lead.key("Return")
    assert [(i.content, i.minutes) for i in _day(lead).items] == [("Unit 5", 20)]
    assert _day(lead).progress is Progress.SUBMITTED
    lead.picture("自己的学科")


def _has_it_reviewed(lead: Lead) -> None:
    lead.key("Ctrl+1")
    lead.expect(_has_nothing_to_review)
    lead.key("R")
    assert _day(lead).progress is Progress.SUBMITTED
    lead.expect(being(LEAD))
    lead.key("Ctrl+Shift+P")
    lead.expect(keys("A", "Escape"), pressing("全部通过"))
    lead.key("R")
    assert _day(lead).progress is Progress.REVIEWED
    lead.picture("已审")


def _has_nothing_to_review(lead: Lead, dialog: object) -> None:
    assert isinstance(dialog, ReviewDialog)
    assert not dialog.model.rows
    assert "审核由班主任、年级组长或教务来做" in labels(dialog)
    lead.key("P")
    lead.key("Escape")


def _cannot_pass_what_he_wrote(lead: Lead) -> None:
    lead.key("Ctrl+2")
    lead.go_to_class("三(3)")
    view = lead.page(HomeworkPage).view
    lead.click_cell(view, view.model().index(CHINESE, MON))
    lead.write("古诗一首 10")
    lead.key("Return")
    lead.key("Ctrl+1")
    lead.expect(keys("P"), refusal("不能再由本人"))
    lead.key("R")
    assert _day(lead, "三(3)").progress is Progress.SUBMITTED


def _every_step_says_who(lead: Lead) -> None:
    told = [(line.who, line.words) for line in newest_steps(lead.project, 10)]
    assert any(who == TEACHER and "作业" in words for who, words in told), told
    assert any(who == LEAD and "审核" in words for who, words in told), told


def _day(lead: Lead, name: str = "三(2)") -> ClassDay:
    return judged_day(lead.project, class_named(lead.project, name).id, MONDAY).class_day
