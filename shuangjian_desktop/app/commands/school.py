"""Change what the school says of itself and the figures it sets: name, grades, cut-off, shares.

Every value is checked by itself with one sentence; the window shows the same sentence beside it.
"""

from datetime import date

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.dismissal import MOST_INTERVAL_MINUTES
from shuangjian_desktop.domain.school import School, SchoolSettings, grade_name
from shuangjian_desktop.domain.text import read_text
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables.school import school_years, settings_rows

MAX_NAME = 100
MAX_PHONE = 100
MOST_MINUTES = 600
MOST_PUPILS_PER_ADULT = 200


def save_school(project: Project, school: School) -> Command:
    """Store name, telephone, boarding and grades; UserError for a value that cannot be."""
    checked = _checked_school(project, school)
    values = {
        "name": checked.name,
        "complaint_phone": checked.complaint_phone,
        "boarding": int(checked.boarding),
        "first_grade": checked.first_grade,
        "last_grade": checked.last_grade,
        "primary_grades": checked.primary_grades,
    }

    def apply(writer: Writer) -> None:
        writer.update("school", school.id, values)

    return Command("修改学校信息", apply)


def save_settings(settings: SchoolSettings) -> Command:
    """Store the school's own figures; one that is None is no longer set.

    Limits by grade have commands of their own in app/commands/policy.
    """
    _check_settings(settings)
    wanted = settings_rows(settings)

    def apply(writer: Writer) -> None:
        stored = {row["key"]: row_id for row_id, row in writer.find("setting")}
        for key in SchoolSettings._fields:
            if key in stored and key not in wanted:
                writer.delete("setting", stored[key])
            elif key in stored:
                writer.update("setting", stored[key], {"value": wanted[key]})
            elif key in wanted:
                writer.insert("setting", {"key": key, "value": wanted[key]})

    return Command("修改学校设置", apply)


def _checked_school(project: Project, school: School) -> School:
    name = _text(school.name, "学校名称", MAX_NAME)
    if not name:
        raise UserError("学校名称是空的，没有改动；请填写校名，公示上要印。")
    phone = _text(school.complaint_phone or "", "监督电话", MAX_PHONE) or None
    if phone and not any(letter.isdigit() for letter in phone):
        raise UserError("监督电话里没有数字，没有改动；请写号码，如0431-12345678。")
    if not 1 <= school.first_grade <= school.last_grade <= 9:
        raise UserError("起始年级不能高于最高年级，没有改动；请重新选择。")
    for grade in _grades_with_classes(project):
        if grade not in school.grades:
            raise UserError(f"本学年还有{grade_name(grade)}的班级，没有改动；请先移走这些班级。")
    return school._replace(name=name, complaint_phone=phone)


def _grades_with_classes(project: Project) -> list[int]:
    """The grades of the newest school year that has classes: old years stay as they were."""
    years = school_years(project.database)
    if not years:
        return []
    classes = project.directory.classes(date(years[-1], 9, 1))
    return sorted({each.grade for each in classes})


def _check_settings(settings: SchoolSettings) -> None:
    for name, minutes in (
        ("周末和假日书面上限", settings.weekend_limit_minutes),
        ("课后服务时长", settings.service_minimum_minutes),
    ):
        if minutes is not None and not 0 <= minutes <= MOST_MINUTES:
            raise UserError(f"{name}要在0到{MOST_MINUTES}分钟之间，没有改动；请改正。")
    for name, share in (
        ("小学校内完成比例", settings.in_school_share_primary),
        ("初中校内完成比例", settings.in_school_share_junior),
    ):
        if share is not None and not 0 <= share <= 1:
            raise UserError(f"{name}要在0到100之间，没有改动；请改正。")
    pupils = settings.pupils_per_adult
    if pupils is not None and not 1 <= pupils <= MOST_PUPILS_PER_ADULT:
        raise UserError(
            f"每人照看的学生要在1到{MOST_PUPILS_PER_ADULT}之间，没有改动；请改正，或选“不设”。"
        )
    interval = settings.gate_interval_minutes
    if interval is not None and not 1 <= interval <= MOST_INTERVAL_MINUTES:
        raise UserError(f"两批放学的间隔要在1到{MOST_INTERVAL_MINUTES}分钟之间，没有改动；请改正。")
    weekday, at = settings.next_week_weekday, settings.next_week_time
    if weekday is not None and not 1 <= weekday <= 7:
        raise UserError("下周作业的截止要选星期一到星期日；请重新选择。")
    if weekday is None and at is not None:
        raise UserError("下周作业的截止只写了时间，没有写星期几；请选星期几。")


def _text(raw: str, name: str, limit: int) -> str:
    reading = read_text(raw, name=name, limit=limit, fold_lines=True)
    if reading.value is None:
        raise UserError(reading.problem or f"{name}无法保存。")
    return reading.value
