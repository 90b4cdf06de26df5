"""Small believable notices for the tests of this folder, and the text of a PDF read back."""

from collections.abc import Iterable
from datetime import date, timedelta

import pypdfium2

from shuangjian_desktop.reports.notice_data import (
    ClassRow,
    ClassWeekNotice,
    DayNotice,
    GradeWeekNotice,
    NoticeDay,
    NoticeHead,
    NoticeLine,
    NoticeState,
)

MONDAY = date(2026, 11, 23)
HEAD = NoticeHead(
    school="青溪镇中心小学",
    term="2026—2027学年第一学期",
    week_number=14,
    number="2026-1123-0301",
    version=1,
    published_on=MONDAY,
    code="K7QF-M2TX",
    complaint_phone="0437-0000000",
    rulebook_title="若干措施",
    clause=2,
)
LINES = (
    NoticeLine("语文", "《语文练习册》第42页第1—5题", "书面", "必做", "", "家庭", 15, "王秀兰"),
    NoticeLine("数学", "《伴你学》第38页；口算20道", "书面", "必做", "A", "校内", 20, "李建国"),
    NoticeLine("英语", "Copy the words on P.52", "书面", "选做", "", "家庭", 10, "张敏", "自愿"),
    NoticeLine("科学", "观察一种植物的叶子", "实践", "必做", "", "家庭", 8, "赵海燕"),
)


def day(
    lines: Iterable[NoticeLine] = LINES,
    state: NoticeState = NoticeState.ENTERED,
    on: date = MONDAY,
    label: str = "上课",
    limit: int | None = 60,
) -> NoticeDay:
    lines = tuple(lines)
    required = [line for line in lines if line.requirement == "必做"]
    written = [line for line in required if line.kind == "书面"]
    total = sum(line.minutes for line in written)
    in_school = sum(line.minutes for line in written if line.place == "校内")
    return NoticeDay(
        date=on,
        day_label=label,
        state=state,
        lines=lines,
        written=total,
        written_home=total - in_school,
        optional=sum(line.minutes for line in lines if line.requirement == "选做"),
        other=sum(line.minutes for line in required if line.kind != "书面"),
        in_school=in_school,
        take_home=total - in_school,
        tested=total,
        limit=limit,
        over=limit is not None and total > limit,
    )


def day_notice(lines: Iterable[NoticeLine] = LINES, **given: object) -> DayNotice:
    return DayNotice(HEAD, "三(1)班", False, day(lines, **given))  # type: ignore[arg-type]


def empty_notice(state: NoticeState, label: str = "上课") -> DayNotice:
    return DayNotice(HEAD, "三(1)班", False, day((), state, label=label))


def week_days(seed: int = 0) -> tuple[NoticeDay, ...]:
    turned = (*LINES[seed % 4 :], *LINES[: seed % 4])
    return tuple(day(turned[: 2 + n % 3], on=MONDAY + timedelta(days=n)) for n in range(5))


def week_notice(class_title: str = "三(1)班", seed: int = 0) -> ClassWeekNotice:
    return ClassWeekNotice(HEAD, class_title, False, week_days(seed))


def grade_notice(classes: int = 3) -> GradeWeekNotice:
    rows = tuple(ClassRow(f"三({n})班", week_days(n)) for n in range(1, classes + 1))
    return GradeWeekNotice(HEAD, "三年级", False, rows)


def with_content(text: str, **more: object) -> DayNotice:
    return day_notice([LINES[0]._replace(content=text, **more), *LINES[1:]])  # type: ignore[arg-type]


def page_texts(data: bytes) -> list[str]:
    """Return the text of each page as a reader would copy it, without any space."""
    document = pypdfium2.PdfDocument(data)
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def text_of(data: bytes) -> str:
    return "".join(page_texts(data))


def squeezed(text: str) -> str:
    return "".join(text.split())
