"""The kinds of tables that can be imported and exported: the words of the command line.

Plain names; knows nothing of their columns.
"""

from enum import StrEnum


class TableKind(StrEnum):
    """KIND of `import` and `export`."""

    SETTINGS = "settings"
    LESSONS = "lessons"
    TEACHING = "teaching"
    HOMEWORK = "homework"
    SERVICE = "service"
    HOLIDAYS = "holidays"
    HOLIDAY_NOTICE = "holiday-notice"


KIND_WORDS = {
    TableKind.SETTINGS: "学校设置",
    TableKind.TEACHING: "任课一览",
    TableKind.LESSONS: "课程总表",
    TableKind.HOMEWORK: "作业",
    TableKind.SERVICE: "课后服务安排表",
    TableKind.HOLIDAYS: "放假安排",
    TableKind.HOLIDAY_NOTICE: "放假通知",
}
"""What a person calls each kind, in the order a new school imports them."""

ROW_WORDS = {
    "school": "学校",
    "setting": "设置",
    "term": "学期",
    "off_work": "下班时间",
    "class": "班级",
    "subject": "学科",
    "staff": "教职工",
    "teaching": "任课",
    "lesson": "课程表",
    "homework": "作业",
    "no_homework": "无作业",
    "public_year": "放假年份",
    "day_exception": "校历安排",
    "day_mark": "校历标注",
    "public_day": "放假和调休日",
    "own_limit": "本校上限",
    "service_plan": "课后服务安排",
    "slot": "课后时段",
    "activity": "课后活动",
    "session": "课后活动场次",
    "room": "场地",
    "service_staff": "人员条件",
    "busy_time": "不便时间",
    "end_exception": "结束例外",
}
"""What a person calls the rows an import counts."""

SEVERITY_WORDS = {"error": "错误", "question": "请确认", "warning": "提醒"}
"""What a person calls how grave a problem of an import is."""
