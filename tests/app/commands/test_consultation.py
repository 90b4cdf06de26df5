"""二次会商: one step that changes the day and writes down before, after and who agreed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app import consultation_paper
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.consultation import hold_consultation
from shuangjian_desktop.app.commands.homework import change_item, remove_items
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.consultations import Case, month, open_case, outcome, record
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.consultation import Measure, Proposal
from shuangjian_desktop.domain.review import HandlingAct
from shuangjian_desktop.errors import Conflict, UserError
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import review as review_table
from tests.builders import MONDAY, class_named, enter, item, small_school


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    enter(
        opened,
        item(opened, subject="语文", minutes=35, position=1),
        item(opened, subject="数学", minutes=30, position=2),
        item(opened, subject="英语", minutes=20, position=3),
    )
    yield opened
    opened.close()


def case_of(project: Project, name: str = "三(1)") -> Case:
    return open_case(project, class_named(project, name).id, MONDAY)


def total(project: Project) -> int:
    return judged_day(project, class_named(project, "三(1)").id, MONDAY).totals.tested


def proposals(case: Case, *measures: tuple[Measure, int]) -> tuple[Proposal, ...]:
    return tuple(
        kept._replace(measure=measure, minutes=minutes, by="王31")
        for kept, (measure, minutes) in zip(case.proposals, measures, strict=True)
    )


@pytest.mark.parametrize(
    ("measures", "after"),
    [
        (((Measure.KEEP, 35), (Measure.KEEP, 30), (Measure.KEEP, 20)), 85),
        (((Measure.MINUTES, 20), (Measure.KEEP, 30), (Measure.KEEP, 20)), 70),
        (((Measure.KEEP, 35), (Measure.OPTIONAL, 30), (Measure.KEEP, 20)), 55),
        (((Measure.KEEP, 35), (Measure.KEEP, 30), (Measure.REMOVE, 20)), 65),
        # from grade 3 the cap is on all written work, wherever it is done [§2]
        (((Measure.SCHOOL, 35), (Measure.KEEP, 30), (Measure.KEEP, 20)), 85),
    ],
)
def test_the_total_follows_what_is_proposed(
    project: Project, measures: tuple[tuple[Measure, int], ...], after: int
) -> None:
    case = case_of(project)
    assert outcome(project, case, proposals(case, *measures)).totals.tested == after
    assert total(project) == 85


def hold(project: Project) -> None:
    case = case_of(project)
    agreed = proposals(case, (Measure.MINUTES, 25), (Measure.OPTIONAL, 30), (Measure.REMOVE, 20))
    written = record(project, case, agreed, ("王31", "李组长"), "英语挪到周三")
    project.run(hold_consultation(written, case.items))


def test_saving_changes_the_day_and_writes_the_record_in_one_step(project: Project) -> None:
    hold(project)
    assert total(project) == 25
    (kept,) = month(project, MONDAY)
    assert (kept.before.total, kept.after.total, kept.before.limit) == (85, 25, 60)
    assert [i.subject for i in kept.before.items] == ["语文", "数学", "英语"]
    assert [i.requirement for i in kept.after.items] == ["必做", "选做"]
    assert (kept.agreed_by, kept.words) == (("王31", "李组长"), "英语挪到周三")
    ids = [kept.class_id]
    acts = [h.act for h in review_table.handlings(project.database, ids, MONDAY, MONDAY)]
    assert acts == [HandlingAct.CONSULT]
    project.undo()
    assert (total(project), month(project, MONDAY)) == (85, ())


def test_a_record_needs_somebody_who_agreed_and_something_agreed_upon(project: Project) -> None:
    case = case_of(project)
    with pytest.raises(UserError, match="至少选一位"):
        hold_consultation(record(project, case, case.proposals, (), ""), case.items)
    with pytest.raises(UserError, match="还没有任何一项要调整"):
        hold_consultation(record(project, case, case.proposals, ("王31",), ""), case.items)


def test_an_item_gone_meanwhile_leaves_everything_as_it_was(project: Project) -> None:
    """F20: the day is read again rather than half changed."""
    case = case_of(project)
    agreed = proposals(case, (Measure.MINUTES, 25), (Measure.KEEP, 30), (Measure.REMOVE, 20))
    project.run(remove_items([case.items[2].id]))
    with pytest.raises(Conflict):
        project.run(hold_consultation(record(project, case, agreed, ("王31",), ""), case.items))
    assert (total(project), month(project, MONDAY)) == (65, ())


def test_a_day_solved_without_it_is_written_down_from_the_journal(project: Project) -> None:
    items = case_of(project).items
    project.run(change_item(items[0]._replace(minutes=10)))
    assert total(project) == 60
    case = case_of(project)
    assert case.is_past
    assert case.before.totals.tested == 85
    assert [p.measure for p in case.proposals] == [Measure.MINUTES, Measure.KEEP, Measure.KEEP]
    project.run(hold_consultation(record(project, case, case.proposals, ("王31",), "")))
    (kept,) = month(project, MONDAY)
    assert (kept.before.total, kept.after.total, total(project)) == (85, 60, 60)


def test_a_day_that_was_never_over_needs_none(project: Project) -> None:
    with pytest.raises(UserError, match="没有超过上限，不用会商"):
        case_of(project, "三(2)")


def test_who_would_sit_at_the_table_stands_in_the_order_of_subjects(project: Project) -> None:
    """班主任 first, each person once, whatever order the file keeps them in."""
    writers = {"英语": "戊老师", "数学": "丁老师", "语文": "丙老师", "体育": "乙老师"}
    project.run(Command("换教师", lambda writer: _teachers(project, writer, writers)))
    assert case_of(project).people == ("王31", "丙老师", "丁老师", "戊老师", "乙老师")


def _teachers(project: Project, writer: Writer, names: dict[str, str]) -> None:
    directory, class_id = project.directory, class_named(project, "三(1)").id
    subjects = {name: subject_id for subject_id, name in directory.subject_names.items()}
    for subject, name in names.items():
        staff_id = writer.insert("staff", {"name": name, "suffix": None})
        ids = {"class_id": class_id, "subject_id": subjects[subject], "staff_id": staff_id}
        writer.insert("teaching", ids)


def test_records_are_listed_by_the_month_of_their_day(project: Project) -> None:
    hold(project)
    assert len(month(project, MONDAY.replace(day=1))) == 1
    assert month(project, MONDAY.replace(month=12)) == ()


def test_the_record_becomes_one_page_with_lines_to_sign_on(
    project: Project, tmp_path: Path
) -> None:
    from pypdfium2 import PdfDocument

    hold(project)
    kept = month(project, MONDAY)
    sheets = consultation_paper.sheets(project, kept)
    assert consultation_paper.export(sheets, tmp_path / "记录.pdf") == 1
    document = PdfDocument(tmp_path / "记录.pdf")
    text = document[0].get_textpage().get_text_range()
    document.close()
    for words in (
        "测试学校作业二次会商记录",
        "▲85分钟，上限60分钟，超出25分钟。",
        "25分钟，上限60分钟，未超限。",
        "王31、李组长",
        "英语挪到周三",
        "年级组长签字：",
        "（删除）",
    ):
        assert words in text
    again = consultation_paper.render(sheets)
    assert again.data == (tmp_path / "记录.pdf").read_bytes()
    assert consultation_paper.file_name(project, kept) == "三(1)班2026-11-23二次会商记录.pdf"
