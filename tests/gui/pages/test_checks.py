"""检查: every clause is there; findings stand below and lead to the cell that caused them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.commands.homework import add_items
from shuangjian_desktop.app.commands.policy import set_policy
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.policy import RulePolicy, Strength
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.inspector import Inspector
from shuangjian_desktop.gui.pages.checks import ChecksPage
from shuangjian_desktop.gui.place import HOMEWORK, Place
from shuangjian_desktop.gui.runner import Runner
from tests.builders import MONDAY, class_named, enter, item, small_school
from tests.gui.desk import QuietNotify

WRITTEN_TOTAL, GUIDANCE = 1, 3  # rows of clauses 2 and 4


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def signed(project: Project) -> HomeworkItem:
    """An over-full day, and an item that asks the parents to sign."""
    asks = item(project, "三(2)", minutes=10, content="听写后请家长签字")
    enter(project, item(project, "三(1)", minutes=75), asks)
    return asks


@pytest.fixture
def page(project: Project, signed: HomeworkItem, qtbot: QtBot) -> Iterator[ChecksPage]:
    del signed
    notify = QuietNotify()
    made = ChecksPage(Bridge(project, notify), Place(MONDAY), Runner(), notify)
    qtbot.addWidget(made)
    made.resize(1000, 650)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.hide()


def line(index: QModelIndex) -> list[str]:
    return [index.siblingAtColumn(column).data() for column in range(3)]


def test_all_25_clauses_are_listed_with_how_the_school_stands(page: ChecksPage) -> None:
    assert page.tree.rowCount() == 25
    assert line(page.tree.index(WRITTEN_TOTAL, 0)) == ["第2条 书面作业总量", "▲ 有违反 1处", ""]
    assert line(page.tree.index(2, 0))[1] == "● 未发现问题"
    standings = {page.tree.index(row, 1).data() for row in range(25)}
    assert {"□ 本版本尚不检查", "— 不由学校执行"} <= standings


def test_a_school_without_classes_has_not_passed(page: ChecksPage) -> None:
    page.place.go(date=date(2020, 3, 2))  # a school year without classes
    page.refresh(None)
    standings = {page.tree.index(row, 1).data() for row in range(25)}
    assert standings == {"○ 还没有可以核对的内容", "□ 本版本尚不检查", "— 不由学校执行"}
    page.only_problems.setChecked(True)
    assert page._empty.text() == "还没有可以核对的内容。"


def test_every_standing_is_said_by_shape_word_and_colour(page: ChecksPage) -> None:
    told = {
        (
            page.tree.index(row, 1).data().split()[0],
            page.tree.index(row, 1).data(Qt.ItemDataRole.ForegroundRole).name(),
        )
        for row in range(25)
    }
    assert len({mark for mark, _ in told}) == len({row.standing for row in page.tree.rows})


def test_a_finding_stands_under_its_clause_with_its_place(page: ChecksPage) -> None:
    found = page.tree.index(0, 0, page.tree.index(WRITTEN_TOTAL, 0))
    assert line(found) == [
        "三(1)班11月23日书面作业合计75分钟，超过上限60分钟15分钟。",
        "▲ 违反",
        "三(1)　周一 11/23",
    ]


@pytest.mark.parametrize("how", ["Enter", "double click", "button"])
def test_a_finding_leads_to_the_item_that_caused_it(
    page: ChecksPage, project: Project, signed: HomeworkItem, how: str
) -> None:
    asked: list[str] = []
    page.place.page_requested.connect(asked.append)
    findings = page.tree.rows[GUIDANCE].findings
    row = next(n for n, found in enumerate(findings) if signed.id in found.item_ids)
    index = page.tree.index(row, 0, page.tree.index(GUIDANCE, 0))
    page.view.setExpanded(page.tree.index(GUIDANCE, 0), True)
    page.view.setCurrentIndex(index)
    if how == "Enter":
        QTest.keyClick(page.view, Qt.Key.Key_Return)
    elif how == "button":
        QTest.mouseClick(page._open, Qt.MouseButton.LeftButton)
    else:
        page.view.scrollTo(index)
        spot = page.view.visualRect(index).center()
        QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        QTest.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked == [HOMEWORK]
    assert page.place.class_id == class_named(project, "三(2)").id
    assert (page.place.date, page.place.item_id) == (MONDAY, signed.id)


def test_only_what_has_problems_can_be_shown(page: ChecksPage) -> None:
    page.only_problems.setChecked(True)
    titles = [page.tree.index(row, 0).data() for row in range(page.tree.rowCount())]
    assert titles == ["第1条 作业管理机制", "第2条 书面作业总量", "第4条 作业完成指导"]
    page.only_problems.setChecked(False)
    assert page.tree.rowCount() == 25


def test_enter_on_a_clause_folds_and_unfolds_it_and_it_stays_so(
    page: ChecksPage, project: Project
) -> None:
    clause = page.tree.index(WRITTEN_TOTAL, 0)
    assert page.view.isExpanded(clause)
    page.view.setCurrentIndex(clause)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert not page.view.isExpanded(clause)
    enter(project, item(project, "七(1)", minutes=95))
    page.refresh(None)
    assert page.tree.rowCount(page.tree.index(WRITTEN_TOTAL, 0)) == 2
    assert not page.view.isExpanded(page.tree.index(WRITTEN_TOTAL, 0))


def test_the_summary_counts_what_the_list_shows(page: ChecksPage) -> None:
    text = page._summary.text()
    assert text.startswith("11/23–11/29 全校，25条：▲ 有违反 1")


def test_the_tree_keeps_the_contract_of_qt(page: ChecksPage, project: Project) -> None:
    QAbstractItemModelTester(page.tree, QAbstractItemModelTester.FailureReportingMode.Fatal)
    enter(project, item(project, "七(1)", minutes=95))
    page.refresh(None)
    page.only_problems.setChecked(True)


def over_with_reason(project: Project) -> None:
    """Save an over-full day past a rule that asks for a reason."""
    cap = "homework.written.cap"
    project.run(set_policy(RulePolicy(cap, Strength.REASON, Strength.WARN)))
    project.run(add_items([item(project, "七(1)", minutes=95)]), reason="期中后补练")


def test_a_reason_stands_under_its_finding_and_in_a_branch_of_its_own(
    page: ChecksPage, project: Project
) -> None:
    over_with_reason(project)
    page.refresh(None)
    clause = page.tree.index(WRITTEN_TOTAL, 0)
    finding = page.tree.index(1, 0, clause)
    assert line(finding)[1] == "▲ 违反　已写理由"
    below = page.tree.index(0, 0, finding)
    given = f"期中后补练（当时95分钟，{project.who} 11-23 15:40）"
    words = f"越过规则保存：书面作业超过上限，理由：{given}"
    assert line(below)[0] == words
    branch = page.tree.index(25, 0)
    assert line(branch) == ["写明理由的例外", "✎ 1处", ""]
    assert line(page.tree.index(0, 0, branch)) == [words, "✎ 已写理由", "七(1)　周一 11/23"]
    QAbstractItemModelTester(page.tree, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_reason_leads_to_its_cell(page: ChecksPage, project: Project) -> None:
    over_with_reason(project)
    page.refresh(None)
    asked: list[str] = []
    page.place.page_requested.connect(asked.append)
    page.view.setCurrentIndex(page.tree.index(0, 0, page.tree.index(25, 0)))
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert asked == [HOMEWORK]
    assert page.place.class_id == class_named(project, "七(1)").id


def test_findings_are_narrowed_by_grade_and_severity(page: ChecksPage, project: Project) -> None:
    enter(project, item(project, "七(1)", minutes=95))
    page.refresh(None)
    page.filter.grade.setCurrentText("七年级")
    assert [f.class_name for f in page.tree.rows[WRITTEN_TOTAL].findings] == ["七(1)"]
    assert page._summary.text().startswith("11/23–11/29 七年级")
    page.filter.grade.setCurrentText("全部年级")
    page.filter.severity.setCurrentText("只看违反")
    assert {f.severity.value for row in page.tree.rows for f in row.findings} == {"breach"}


def test_a_month_and_free_dates_reach_further_than_the_week(
    page: ChecksPage, project: Project
) -> None:
    early = date(2026, 11, 3)
    enter(project, item(project, "三(3)", minutes=80, on=early))
    page.refresh(None)
    assert [f.date for f in page.tree.rows[WRITTEN_TOTAL].findings] == [MONDAY]
    page.filter.span.setCurrentText("这个月")
    assert [f.date for f in page.tree.rows[WRITTEN_TOTAL].findings] == [early, MONDAY]
    page.filter.span.setCurrentText("自选日期")
    page.filter.first.setDate(QDate(2026, 11, 3))
    page.filter.last.setDate(QDate(2026, 11, 3))
    assert [f.date for f in page.tree.rows[WRITTEN_TOTAL].findings] == [early]
    assert page._summary.text().startswith("11/3–11/3")


@pytest.fixture
def inspector(page: ChecksPage, qtbot: QtBot) -> Iterator[Inspector]:
    made = Inspector(page.bridge, page.place)
    qtbot.addWidget(made)
    made.show_for(page)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.hide()


def test_the_inspector_reads_the_clause_that_is_selected(
    page: ChecksPage, inspector: Inspector, project: Project
) -> None:
    page.view.setCurrentIndex(page.tree.index(WRITTEN_TOTAL, 0))
    inspector.refresh()
    shown = inspector.lines.text()
    clause = project.rulebook.clauses[2]
    assert shown.startswith("第2条 书面作业总量")
    assert clause.statement in shown
    assert "怎样检查" in shown


def test_the_inspector_reads_the_finding_with_its_clause(
    page: ChecksPage, inspector: Inspector, project: Project
) -> None:
    page.view.setCurrentIndex(page.tree.index(0, 0, page.tree.index(WRITTEN_TOTAL, 0)))
    inspector.refresh()
    shown = inspector.lines.text()
    assert "三(1)班　周一 11/23" in shown
    assert "75/60分　▲超15分钟" in shown
    assert "▲ 违反　三(1)班11月23日书面作业合计75分钟" in shown
    assert f"第2条 书面作业总量：{project.rulebook.clauses[2].statement}" in shown
    assert "依据：吉林省“双减”若干措施第2条，2021-07-24起" in shown


def test_the_inspector_follows_an_edit_a_moment_later(
    page: ChecksPage, inspector: Inspector, project: Project, qtbot: QtBot
) -> None:
    page.place.go(class_id=class_named(project, "三(3)").id)
    qtbot.waitUntil(lambda: "三(3)班" in inspector.lines.text())
    page.bridge.run(_add(item(project, "三(3)", minutes=90)))
    qtbot.waitUntil(lambda: "▲超30分钟" in inspector.lines.text())


def _add(new: HomeworkItem):  # type: ignore[no-untyped-def]
    return add_items([new])


def test_a_long_span_is_checked_beside_the_window_and_says_the_same(
    page: ChecksPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = page.board
    monkeypatch.setattr("shuangjian_desktop.gui.pages.checks.AT_ONCE", 0)
    page.refresh(None)
    assert page._summary.text() == "正在检查11/23–11/29 全校…"
    assert page.board is at_once
    qtbot.waitUntil(lambda: page.board is not at_once)
    assert at_once is not None
    assert page.board is not None
    assert page.board.rows == at_once.rows
    assert "违反" in page._summary.text()


def test_a_check_that_was_stopped_says_so_and_one_asked_for_since_is_the_one_shown(
    page: ChecksPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shuangjian_desktop.gui.pages.checks.AT_ONCE", 0)
    page.refresh(None)
    assert page._job is not None
    page._job.cancel()
    qtbot.waitUntil(lambda: page._summary.text().startswith("检查已停止"))
    page.refresh(None)
    page.filter.grade.setCurrentIndex(3)
    qtbot.waitUntil(lambda: page._job is None)
    assert page._summary.text().startswith("11/23–11/29 三年级，25条")
