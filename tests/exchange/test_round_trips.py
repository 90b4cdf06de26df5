"""What an export writes, an import reads back unchanged, to the byte (F41, P21, P22)."""

import re
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangjian_desktop.domain.calendar import DayException, DayKind, DayMark, MarkKind
from shuangjian_desktop.domain.class_lists import ClassEntry, GradeRef, WholeSchool
from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.domain.homework import NO_HOMEWORK, Kind, Place, Requirement, Tier
from shuangjian_desktop.domain.school import LeaveOrder, OwnLimit, SchoolSettings
from shuangjian_desktop.domain.text import clean_text
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.homework_table import HomeworkRow, read_homework
from shuangjian_desktop.exchange.lessons_table import LessonRow, read_lessons
from shuangjian_desktop.exchange.settings_file import read_settings
from shuangjian_desktop.exchange.settings_values import (
    OffWorkSection,
    SchoolSection,
    SettingsFile,
    TermSection,
)
from shuangjian_desktop.exchange.settings_writer import write_settings
from shuangjian_desktop.exchange.sheets import read_tables
from shuangjian_desktop.exchange.teaching_table import TeachingEntry, TeachingRow, read_teaching
from shuangjian_desktop.exchange.writers import write_homework, write_lessons, write_teaching

SUFFIXES = (".xlsx", ".csv")
TRICKY = "=+-@'\"#,;\t，、_x0041 \n<>&{}%字第课1A😀𬱖"
days = st.dates(date(2004, 1, 1), date(2036, 12, 31))
class_refs = st.builds(ClassRef, st.integers(1, 9), st.integers(1, 60))
subjects = st.sampled_from(["语文", "数学", "英语", "道德与法治", "信息", "综合实践", "English A"])
people = st.sampled_from(["葛源", "和雯文", "欧阳慧", "阿卜杜拉·买买提", "O'Neil Smith", "𬱖明"])
notes = st.none() | st.text(TRICKY, max_size=60).map(clean_text).filter(bool)
LOST_NUMBER = re.compile(r"\s*\d(\.\d+)?[eE]\+?\d{2,3}\s*")  # 1.2E+17 is asked about (F31)
contents = (
    (st.text(TRICKY, max_size=60) | st.text(max_size=30))
    .map(clean_text)
    .filter(lambda text: bool(text) and not LOST_NUMBER.fullmatch(text))
)
entries = st.one_of(class_refs, st.builds(GradeRef, st.integers(1, 9)))
classes: st.SearchStrategy[tuple[ClassEntry, ...]] = st.one_of(
    st.lists(entries, min_size=1, max_size=4, unique=True).map(tuple),
    st.just((WholeSchool(),)),
)
ordinary = st.builds(
    HomeworkRow,
    where=st.just(""),
    date=days,
    classes=classes,
    subject=subjects,
    content=contents,
    minutes=st.integers(0, 600),
    kind=st.sampled_from(Kind),
    requirement=st.sampled_from(Requirement),
    tier=st.none() | st.sampled_from(Tier),
    place=st.sampled_from(Place),
    teacher=st.none() | people,
    note=notes,
)
no_homework = st.builds(
    HomeworkRow,
    where=st.just(""),
    date=days,
    classes=classes,
    subject=st.just(NO_HOMEWORK),
    teacher=st.none() | people,
    note=notes,
    is_no_homework=st.just(True),
)
slots = st.sampled_from(
    [(1, time(8, 20), time(9, 0)), (2, time(9, 10), time(9, 50)), (3, None, None)]
)
lessons = st.builds(
    lambda slot, weekday, ref, subject, teacher: LessonRow(
        "", weekday, slot[0], slot[1], slot[2], ref, subject, teacher
    ),
    slots,
    st.integers(1, 7),
    class_refs,
    subjects,
    st.none() | people,
)
teaching = st.builds(
    TeachingRow,
    where=st.just(""),
    class_ref=class_refs,
    homeroom=st.none() | people,
    entries=st.lists(st.builds(TeachingEntry, subjects, people), min_size=1, unique=True).map(
        tuple
    ),
)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=40, deadline=None)
@given(rows=st.lists(ordinary | no_homework, max_size=6))
def test_homework_reads_back_as_written(suffix: str, rows: list[HomeworkRow]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"作业{suffix}"
        write_homework(rows, path)
        parsed = read_homework(path)
    assert parsed.problems == ()
    assert [replace(row, where="") for row in parsed.rows] == rows


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=40, deadline=None)
@given(rows=st.lists(lessons, min_size=1, max_size=12))
def test_lessons_read_back_as_written(suffix: str, rows: list[LessonRow]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"课程总表{suffix}"
        write_lessons(rows, path)
        parsed = read_lessons(path)
    assert parsed.problems == ()
    assert sorted(map(repr, (replace(r, where="") for r in parsed.rows))) == sorted(map(repr, rows))


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=40, deadline=None)
@given(rows=st.lists(teaching, min_size=1, max_size=6, unique_by=lambda row: row.class_ref))
def test_teaching_reads_back_as_written(suffix: str, rows: list[TeachingRow]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"任课一览{suffix}"
        write_teaching(rows, path)
        parsed = read_teaching(path)
    assert not parsed.has_errors
    assert not parsed.has_questions
    for row, back in zip(rows, parsed.rows, strict=True):
        assert (back.class_ref, back.homeroom) == (row.class_ref, row.homeroom)
        assert sorted(back.entries) == sorted(row.entries)


texts = st.text(TRICKY.replace("\n", "\\"), min_size=1, max_size=30).map(
    lambda text: clean_text(text, fold_lines=True)
)
maybe_text = st.none() | texts.filter(bool)
own_limits = st.builds(
    lambda since, grades, minutes, document: OwnLimit(since, *grades, minutes, document),
    days,
    st.sampled_from([(1, 9), (3, 3), (3, 6)]),
    st.integers(0, 600),
    texts.filter(bool),
)
own_days = st.builds(
    DayException,
    days,
    st.sampled_from([DayKind.SCHOOL, DayKind.MAKE_UP]),
    texts.filter(bool),
    st.none() | st.integers(1, 7),
) | st.builds(
    DayException,
    days,
    st.sampled_from([DayKind.HOLIDAY, DayKind.BREAK]),
    texts.filter(bool),
    st.none(),
)
marks = st.builds(
    lambda first, length, *rest: DayMark(first, first + timedelta(days=length), *rest),
    days,
    st.integers(0, 9),
    st.sampled_from(MarkKind),
    texts.filter(bool),
    st.sampled_from([(), (3,), (7, 8, 9)]),
    maybe_text,
)
maybe_minute = st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59))


@settings(max_examples=60, deadline=None)
@given(
    school=st.builds(
        SchoolSection,
        name=maybe_text,
        complaint_phone=maybe_text,
        boarding=st.none() | st.booleans(),
        first_grade=st.just(1),
        last_grade=st.sampled_from([6, 9]),
        primary_grades=st.sampled_from([None, 5, 6]),
    ),
    document=maybe_text,
    own_days=st.lists(own_days, max_size=3, unique_by=lambda day: day.date),
    marks=st.lists(marks, max_size=3),
    values=st.builds(
        SchoolSettings,
        weekend_limit_minutes=st.none() | st.integers(0, 600),
        in_school_share_primary=st.none() | st.floats(0, 1),
        in_school_share_junior=st.none() | st.floats(0, 1),
        service_minimum_minutes=st.none() | st.integers(0, 600),
        evening_latest=st.none() | st.just(time(20, 30)),
        entry_cut_off=maybe_minute,
        next_week_weekday=st.none() | st.integers(1, 7),
        next_week_time=maybe_minute,
        pupils_per_adult=st.none() | st.integers(1, 200),
        gate_interval_minutes=st.none() | st.integers(1, 30),
        leave_order=st.none() | st.sampled_from(LeaveOrder),
        own_limits=st.lists(own_limits, max_size=2, unique_by=lambda x: x[:3]).map(tuple),
    ),
)
def test_settings_read_back_as_written(
    school: SchoolSection,
    document: str | None,
    values: SchoolSettings,
    own_days: list[DayException],
    marks: list[DayMark],
) -> None:
    file = SettingsFile(
        school,
        (TermSection("第一学期", date(2026, 8, 24), date(2027, 1, 15), document),),
        (OffWorkSection(date(2026, 10, 8), time(17), document, (1, 2, 3)),),
        values,
        tuple(own_days),
        tuple(marks),
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "设置.toml"
        write_settings(file, path)
        parsed = read_settings(path)
    assert parsed.problems == ()
    assert parsed.rows == (file,)


FORMULAS = ['=HYPERLINK("http://x")', "+86", "@x", "-1", "'=1", "#REF!", '"引号"', "_x0041_"]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_looks_like_a_formula_stays_a_text(
    tmp_path: Path, suffix: str, text: str
) -> None:
    row = HomeworkRow("", date(2026, 11, 23), (ClassRef(3, 1),), "语文", text, 20, note=text)
    path = tmp_path / f"作业{suffix}"
    write_homework([row], path)
    assert replace(read_homework(path).rows[0], where="") == row


def test_a_csv_cell_never_starts_with_what_a_spreadsheet_calculates(tmp_path: Path) -> None:
    for text in FORMULAS[:4]:
        path = tmp_path / "作业.csv"
        row = HomeworkRow("", date(2026, 11, 23), (ClassRef(3, 1),), "语文", text, 20)
        write_homework([row], path)
        raw = path.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        assert f"'{text}".replace('"', '""') in raw.decode("utf-8-sig")


def test_a_workbook_holds_no_formula_and_keeps_classes_as_text(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "作业.xlsx"
    row = HomeworkRow("", date(2026, 3, 1), (ClassRef(3, 1),), "语文", "=1+1", 20)
    write_homework([row], path)
    sheet = openpyxl.load_workbook(path)["作业"]
    assert (sheet["D2"].data_type, sheet["D2"].value) == ("s", "=1+1")
    assert (sheet["B2"].number_format, sheet["B2"].value) == ("@", "三(1)")
    assert sheet.column_dimensions["B"].number_format == "@"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_rows_give_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    import time as clock

    row = HomeworkRow("", date(2026, 11, 23), (ClassRef(3, 1),), "语文", "抄写", 20)
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    write_homework([row], first)
    clock.sleep(2.1)  # zip entries have a resolution of two seconds
    write_homework([row], second)
    assert first.read_bytes() == second.read_bytes()


def test_nothing_to_write_and_odd_names_are_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有课程表"):
        write_lessons([], tmp_path / "a.xlsx")
    with pytest.raises(UserError, match="没有任课安排"):
        write_teaching([], tmp_path / "a.xlsx")
    with pytest.raises(UserError, match=r"\.xlsx或\.csv"):
        write_homework([], tmp_path / "a.xls")
    write_homework([], tmp_path / "a.xlsx")
    assert read_homework(tmp_path / "a.xlsx").rows == ()
    assert len(read_tables(tmp_path / "a.xlsx")[0].rows) == 1
