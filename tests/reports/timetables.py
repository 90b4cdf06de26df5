"""Small believable timetables for the tests of this folder, and one of 60 classes."""

from datetime import date, time

from shuangjian_desktop.reports.service_data import (
    AcceptedEnd,
    ClassLine,
    EarlyEnd,
    EndRule,
    Ends,
    PaperHead,
    PaperSession,
    PaperTime,
    SchoolSheet,
    WeekSheet,
    Whose,
)

HEAD = PaperHead(
    "青溪镇中心小学",
    "2026-2027学年度第一学期课后服务",
    2,
    date(2026, 8, 31),
    date(2027, 1, 15),
    date(2026, 11, 23),
    is_draft=False,
    clause="若干措施第6条",
)
RULE = EndRule((1, 2, 3, 4, 5), time(17), "市政府办公室国庆节放假通知", date(2026, 10, 8))
ENDS = Ends((1, 2, 3, 4, 5), (RULE,))
EARLY = ENDS._replace(early=(EarlyEnd("三(1)班", (5,), time(15, 20)),))
ACCEPTED = ENDS._replace(
    accepted=(
        AcceptedEnd("全校", 5, date(2027, 1, 15), "周五校车提前发车。", "校长办公会", "纪要9号"),
    )
)
SPANS = (
    (time(15, 40), time(16, 20), "第1节"),
    (time(16, 25), time(17, 5), "第2节"),
    (time(17, 10), time(17, 50), "第3节"),
)
TIMES = tuple(PaperTime(day, *span) for day in range(1, 6) for span in SPANS)
NAMES = (
    "葛源", "齐琪晨", "和雯文", "费倩源", "萧芬怡",
    "喻希彤", "殷岱松", "章涵竹", "窦宁松", "昌思明",
)  # fmt: skip
LONG_NAME = "阿卜杜热西提·阿卜杜外力·买买提明江·吐尔逊阿吉木拉提"
RARE_NAME = "𬱖䶮㛃"


def week(first: int = 0, *, weeks: bool = False) -> tuple[PaperSession, ...]:
    """Return a full week; with `weeks` Wednesday has a club each in odd and even weeks."""
    found = []
    for n, at in enumerate(TIMES):
        when = (at.weekday, at.starts, at.ends)
        if weeks and at.weekday == 3 and at.name == "第2节":
            found.append(PaperSession(*when, "合唱", "社团", "", ("章涵竹",), "音乐教室", "单周"))
            found.append(PaperSession(*when, "足球", "社团", "", ("李教练",), "操场", "双周"))
            continue
        title = "作业辅导" if at.name == "第1节" else "阅读"
        found.append(PaperSession(*when, title, "", "", (NAMES[(first + n) % 10],), ""))
    return tuple(found)


def class_sheet(**fields: object) -> WeekSheet:
    plain = WeekSheet(HEAD, Whose.CLASS, "三(1)班", TIMES, week(weeks=True), ENDS)
    return plain._replace(**fields)  # type: ignore[arg-type]


def school_sheet(classes: int, whole: str = "", **fields: object) -> SchoolSheet:
    """Return a school of six grades with that many classes together; `whole` its name."""
    each = -(-classes // 6)
    lines = []
    for n in range(classes):
        grade, number = divmod(n, each)
        name = f"{'一二三四五六'[grade]}({number + 1})"
        lines.append(ClassLine(name, grade + 1, week(n, weeks=True)))
    plain = SchoolSheet(HEAD, whole, TIMES, tuple(lines), ENDS)
    return plain._replace(**fields)  # type: ignore[arg-type]
