"""A grade's week on A3: as few sheets as stay readable, nothing lost by saving room."""

from pathlib import Path

import pytest

from shuangjian_desktop.app.demo import DEMO_DATE, build_demo
from shuangjian_desktop.app.queries.notices import Shape, prepare
from shuangjian_desktop.reports.flow import Setting, draw, largest_fitting
from shuangjian_desktop.reports.fonts import bundled_fonts
from shuangjian_desktop.reports.grade_notice import GRADE_STEPS, grade_layout
from shuangjian_desktop.reports.notice_data import GradeWeekNotice
from shuangjian_desktop.reports.pdf import PdfFile
from shuangjian_desktop.reports.render import render_notices
from shuangjian_desktop.reports.style import SIZES
from shuangjian_desktop.reports.typeset import Typesetter
from tests.reports.notices import HEAD, LINES, grade_notice, page_texts, squeezed, text_of

TYPESETTER = Typesetter(bundled_fonts())


@pytest.fixture(scope="module")
def sample_grades(tmp_path_factory: pytest.TempPathFactory) -> dict[int, GradeWeekNotice]:
    """The sample school's grades in its own week."""
    path: Path = tmp_path_factory.mktemp("sample") / "样例.sjdb"
    project = build_demo(path)
    classes = project.directory.classes(DEMO_DATE)
    prepared = prepare(project, Shape.GRADE_WEEK, classes, DEMO_DATE)
    project.close()
    notices = [p.notice for p in prepared if isinstance(p.notice, GradeWeekNotice)]
    return dict(enumerate(notices, 1))


def setting(notice: GradeWeekNotice) -> Setting:
    return largest_fitting(GRADE_STEPS, lambda step: grade_layout(notice, step), TYPESETTER)


@pytest.mark.parametrize("grade", range(1, 7))
def test_a_primary_grade_of_three_classes_stands_on_one_sheet(
    sample_grades: dict[int, GradeWeekNotice], grade: int
) -> None:
    assert render_notices([sample_grades[grade]]).pages == 1


@pytest.mark.parametrize("grade", range(1, 10))
def test_what_a_grade_does_is_all_there_in_readable_type(
    sample_grades: dict[int, GradeWeekNotice], grade: int
) -> None:
    notice = sample_grades[grade]
    rendered = render_notices([notice])
    assert rendered.pages <= 2
    text = text_of(rendered.data)
    for day in (day for row in notice.rows for day in row.days):
        for line in day.lines:
            assert squeezed(line.content) in text
            assert f"{line.subject}{line.minutes}分钟{squeezed(line.teacher)}" in text
        assert not day.lines or f"{day.tested}分钟，上限{day.limit}分钟" in text
    items = [line for row in setting(notice).table.rows[:-1] for c in row.cells for line in c.lines]
    assert min(line.style.size for line in items if line.lead) >= SIZES["小五"]


def test_sheets_of_many_classes_are_full_from_the_first_and_signed_on_the_last() -> None:
    notice = grade_notice(20)
    rows = [
        row._replace(days=tuple(day._replace(lines=LINES * 2) for day in row.days))
        for row in notice.rows
    ]
    rendered = render_notices([notice._replace(rows=tuple(rows))])
    pages = page_texts(rendered.data)
    counts = [sum(f"三({n})班" in page for n in range(1, 21)) for page in pages]
    assert sum(counts) == 20
    assert counts[0] >= max(counts) - 1
    for number, page in enumerate(pages, 1):
        assert "三年级一周作业公示" in page
        assert f"第{number}页，共{len(pages)}页" in page
        assert ("班主任：" in page) == (number == len(pages))
        assert HEAD.code in page


def test_a_low_foot_puts_the_seal_beside_the_date() -> None:
    tight = next(step for step in GRADE_STEPS if step.tight)
    notice = grade_notice(2)
    text = drawn_text(notice, tight.size)
    assert f"{HEAD.school}（盖章）公示日期：2026年11月23日" in text


def drawn_text(notice: GradeWeekNotice, size: float) -> str:
    """The text of a notice set tight at one size."""
    step = next(step for step in GRADE_STEPS if step.tight and step.size == size)
    only = largest_fitting((step,), lambda s: grade_layout(notice, s), TYPESETTER)
    pdf = PdfFile("", "")
    draw(only, pdf, TYPESETTER)
    return text_of(pdf.finished())


def test_a_day_with_more_to_read_gets_a_wider_column() -> None:
    notice = grade_notice(3)
    fuller = [
        row._replace(days=(row.days[0]._replace(lines=LINES * 3), *row.days[1:]))
        for row in notice.rows
    ]
    tight = next(step for step in GRADE_STEPS if step.tight)
    first, *others = grade_layout(notice._replace(rows=tuple(fuller)), tight).table.columns[1:]
    assert first > max(others)
    assert min(others) > 0.35 * first
