"""What a notice says on paper is what the data say, whatever its shape."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest

from shuangjian_desktop.errors import Cancelled
from shuangjian_desktop.reports.notice_data import (
    ClassWeekNotice,
    DayNotice,
    Notice,
    NoticeDay,
    NoticeState,
)
from shuangjian_desktop.reports.render import render_notices
from tests.reports.notices import (
    HEAD,
    LINES,
    MONDAY,
    day,
    day_notice,
    empty_notice,
    grade_notice,
    page_texts,
    squeezed,
    text_of,
    week_days,
    week_notice,
    with_content,
)


def days_of(notice: Notice) -> list[NoticeDay]:
    if isinstance(notice, DayNotice):
        return [notice.day]
    if isinstance(notice, ClassWeekNotice):
        return list(notice.days)
    return [day for row in notice.rows for day in row.days]


@pytest.mark.parametrize("notice", [day_notice(), week_notice(), grade_notice()])
def test_the_text_read_back_is_the_data(notice: Notice) -> None:
    text = text_of(render_notices([notice]).data)
    for shown in days_of(notice):
        for line in shown.lines:
            for word in (line.subject, line.content, line.teacher, line.note, line.tier):
                assert squeezed(word) in text
            assert str(line.minutes) in text
        assert f"{shown.written}分钟，上限{shown.limit}分钟" in text
    for word in (
        HEAD.school,
        HEAD.term,
        HEAD.number,
        HEAD.code,
        "第14周",
        "第1版",
        "《若干措施》第2条",
    ):
        assert squeezed(word) in text
    for word in (
        "班主任：",
        "年级组长：",
        "教务处：",
        "监督电话：0437-0000000",
        "公示日期：2026年11月23日",
    ):
        assert word in text


def test_the_totals_of_a_day_are_told_in_plain_words() -> None:
    text = text_of(render_notices([day_notice()]).data)
    assert "书面作业合计35分钟，上限60分钟（《若干措施》第2条），未超限。" in text
    assert "书面作业中校内完成20分钟，带回家15分钟。" in text
    assert "书面选做作业10分钟" in text
    assert "其他作业8分钟" in text


def test_too_much_is_said_by_a_sign_and_a_word_not_by_colour_alone() -> None:
    lines = [LINES[0]._replace(minutes=75)]
    said = text_of(render_notices([day_notice(lines)]).data)
    assert "▲超限：书面作业合计75分钟，上限60分钟（《若干措施》第2条），超出15分钟。" in said
    week = week_notice()._replace(days=(day(lines), *week_days()[1:]))
    assert "▲超限15分钟" in text_of(render_notices([week]).data)


@pytest.mark.parametrize(
    ("state", "label", "said"),
    [
        (NoticeState.NONE, "上课", "今日无作业"),
        (NoticeState.MISSING, "上课", "尚未录入"),
        (NoticeState.NO_SCHOOL, "放假 国庆节", "放假国庆节"),
        (NoticeState.NO_SCHOOL, "周末", "周末"),
        (NoticeState.UNCONFIRMED, "未确认", "节假日安排未确认"),
    ],
)
def test_a_day_without_lines_says_why(state: NoticeState, label: str, said: str) -> None:
    assert said in text_of(render_notices([empty_notice(state, label)]).data)
    empty = day((), state, on=MONDAY, label=label)
    week = week_notice()._replace(days=(empty, *week_days()[1:]))
    assert said in text_of(render_notices([week]).data)
    grade = grade_notice()
    grade = grade._replace(rows=(grade.rows[0]._replace(days=week.days), *grade.rows[1:]))
    assert said in text_of(render_notices([grade]).data)


def test_a_week_without_a_single_item_is_still_a_sheet() -> None:
    days = tuple(
        day((), NoticeState.NO_SCHOOL, MONDAY + timedelta(n), "放假 国庆节") for n in range(7)
    )
    rendered = render_notices([week_notice()._replace(days=days)])
    assert rendered.pages == 1
    assert text_of(rendered.data).count("放假国庆节") == 7


@pytest.mark.parametrize("lines", [(), LINES[3:]])
def test_grades_one_and_two_say_that_no_written_homework_is_set(lines: tuple[object, ...]) -> None:
    state = NoticeState.ENTERED if lines else NoticeState.NONE
    shown = day(lines, state, limit=0)  # type: ignore[arg-type]
    notice = DayNotice(HEAD, "一(1)班", True, shown)
    assert "一、二年级不布置书面家庭作业" in text_of(render_notices([notice]).data)
    week = ClassWeekNotice(HEAD, "一(1)班", True, (shown,) * 5)
    assert "一、二年级不布置书面家庭作业" in text_of(render_notices([week]).data)


def test_a_missing_telephone_is_said_to_be_missing() -> None:
    notice = day_notice()._replace(head=HEAD._replace(complaint_phone=None))
    assert "监督电话：（未填写）" in text_of(render_notices([notice]).data)


def test_a_make_up_day_keeps_its_real_weekday_and_says_what_it_is() -> None:
    shown = day(on=date(2026, 10, 10), label="调休上班 国庆节")
    text = text_of(render_notices([DayNotice(HEAD, "三(1)班", False, shown)]).data)
    assert "2026年10月10日星期六（调休上班国庆节）" in text


@pytest.mark.parametrize(
    "text",
    ['<img src="http://example.com/a.png">', "&nbsp;&lt;", "a<b>c</b>", "(括号\\反斜杠)", "<para>"],
)
def test_user_text_is_printed_literally(text: str) -> None:
    assert squeezed(text) in text_of(render_notices([with_content(text)]).data)


def test_the_same_data_give_the_same_bytes_whatever_was_drawn_before() -> None:
    first = render_notices([week_notice(), day_notice()]).data
    render_notices([grade_notice(), with_content("先印别的𬱖")])
    assert render_notices([week_notice(), day_notice()]).data == first


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "import sys;from tests.reports.notices import *;"
        "from shuangjian_desktop.reports.render import render_notices;"
        "sys.stdout.buffer.write(render_notices([week_notice(), grade_notice()]).data)"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {render_notices([week_notice(), grade_notice()]).data}


def test_the_file_names_its_language_title_and_author_and_is_tagged() -> None:
    data = render_notices([day_notice()]).data
    document = pypdfium2.PdfDocument(data)
    try:
        described = document.get_metadata_dict()
        assert document.is_tagged()
    finally:
        document.close()
    assert described["Title"] == "青溪镇中心小学三(1)班作业公示"
    assert described["Author"] == "青溪镇中心小学"
    assert b"/Lang (zh-CN)" in data
    for kind in (b"/S /H1", b"/S /Table", b"/S /TR", b"/S /TH", b"/S /TD"):
        assert kind in data


def test_every_font_is_embedded() -> None:
    data = render_notices([day_notice()]).data
    assert data.count(b"/Type /FontDescriptor") == data.count(b"/FontFile2") == 3
    assert b"Helvetica" not in data


@pytest.mark.parametrize(
    ("notice", "millimetres"),
    [(day_notice(), (210, 297)), (week_notice(), (297, 210)), (grade_notice(), (420, 297))],
)
def test_each_kind_has_its_paper(notice: Notice, millimetres: tuple[int, int]) -> None:
    document = pypdfium2.PdfDocument(render_notices([notice]).data)
    try:
        width, height = document[0].get_size()
    finally:
        document.close()
    assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == millimetres


def test_many_notices_make_one_file_in_order_with_progress() -> None:
    told: list[tuple[int, int]] = []
    notices = [week_notice(f"三({n})班", n) for n in range(1, 4)]
    rendered = render_notices(notices, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert rendered.pages == 3
    for n, text in enumerate(page_texts(rendered.data), 1):
        assert f"三({n})班一周作业公示" in text


def test_a_long_job_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        render_notices([day_notice()], is_cancelled=lambda: True)
    with pytest.raises(ValueError, match="no notices"):
        render_notices([])
