"""建校清单: what a school still lacks before its figures can be trusted, each with where it is set.

Reads the directory only; mends nothing.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.commands.setup import UNNAMED
from shuangjian_desktop.app.directory import Directory
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.calendar import school_year_of
from shuangjian_desktop.store.tables import calendar as calendar_table
from shuangjian_desktop.store.tables.school import has_published_service

SECTION, IMPORT = "section", "import"
_NOTICE_MONTH = 11


class SetupStep(NamedTuple):
    """One thing to set. `where` is (SECTION or IMPORT, its id); what may wait is not `is_needed`.

    `words` says what is there, or what goes wrong without it; `act` what to do, in a few letters.
    """

    id: str
    title: str
    is_done: bool
    words: str
    where: tuple[str, str]
    is_needed: bool = True
    act: str = ""


def setup_steps(project: Project) -> tuple[SetupStep, ...]:
    """Return every step in the order a school takes them."""
    directory, today = project.directory, project.today()
    looks: tuple[Callable[[Directory, date], SetupStep], ...] = (
        _school,
        _term,
        _classes,
        _subjects,
        _teachings,
        _holidays,
        _off_work,
        _phone,
        _roles,
    )
    found = [look(directory, today) for look in looks]
    found.insert(5, _lessons(project))
    found.insert(-1, _service(project))
    return tuple(found)


def is_complete(steps: tuple[SetupStep, ...]) -> bool:
    """Return whether nothing needed is missing."""
    return all(step.is_done for step in steps if step.is_needed)


def _school(directory: Directory, _: date) -> SetupStep:
    school = directory.school
    is_done = school.name != UNNAMED
    grades = f"{school.first_grade}–{school.last_grade}年级"
    words = f"{school.name}，{grades}" if is_done else "还没有校名；公示上要印。"
    return SetupStep("school", "学校信息", is_done, words, (SECTION, "school"))


def _term(directory: Directory, today: date) -> SetupStep:
    ahead = [term for term in directory.calendar.terms if term.last_day >= today]
    words = "还没有这个学期；没有学期，每一天都是“未确认”。"
    if ahead:
        words = f"{ahead[0].name}　{ahead[0].first_day}至{ahead[0].last_day}"
    return SetupStep("term", "学期", bool(ahead), words, (SECTION, "calendar"))


def _classes(directory: Directory, today: date) -> SetupStep:
    classes = directory.classes(today)
    grades = len({each.grade for each in classes})
    words = f"{grades}个年级，{len(classes)}个班" if classes else "本学年还没有班级；作业录不进来。"
    return SetupStep("classes", "年级与班级", bool(classes), words, (SECTION, "classes"))


def _subjects(directory: Directory, _: date) -> SetupStep:
    names = "、".join(subject.name for subject in directory.subjects[:5])
    count = len(directory.subjects)
    words = f"{count}门：{names}{'…' if count > 5 else ''}" if count else "还没有学科。"
    return SetupStep("subjects", "学科", count > 0, words, (SECTION, "subjects"))


def _teachings(directory: Directory, today: date) -> SetupStep:
    count = len(directory.teachings(today))
    words = (
        f"{count}条任课"
        if count
        else "还没有任课；不知道谁教谁，也分不出谁能录入。可导入任课一览。"
    )
    return SetupStep("teaching", "任课", count > 0, words, (IMPORT, "teaching"))


def _lessons(project: Project) -> SetupStep:
    count = calendar_table.lesson_count(project.database)
    words = f"{count}节" if count else "还没有课程表；有了它，当天没课的学科不再提示未录入。"
    return SetupStep("lessons", "课程表", count > 0, words, (IMPORT, "lessons"), is_needed=False)


def _service(project: Project) -> SetupStep:
    """Done once a plan is published; until then the words say how far it has come."""
    if has_published_service(project.database):
        return _service_step("有已发布的安排", is_done=True)
    from shuangjian_desktop.store.tables import service  # late: start-up time

    plans = service.plans(project.database)
    if not plans:
        return _service_step("还没有课后服务安排；校内可完成的作业、结束时间都看不出来。")
    slots = service.slots(project.database, plans[-1].id)
    sessions = service.sessions(project.database, plans[-1].id)
    waiting = sum(each.slot_id is None for each in sessions)
    if not slots or not sessions:
        lacks = "时段" if not slots else "活动"
        return _service_step(f"“{plans[-1].name}”的草稿里还没有{lacks}。")
    told = f"还有{waiting}次没有排" if waiting else "已排好，还没有发布"
    return _service_step(f"“{plans[-1].name}”的草稿{told}。")


def _service_step(words: str, *, is_done: bool = False) -> SetupStep:
    where = (SECTION, "service_plans")
    return SetupStep("service", "课后服务", is_done, words, where, is_needed=False)


def _holidays(directory: Directory, today: date) -> SetupStep:
    """The calendar years this school year reaches into.

    The second one's notice comes out in autumn: until November nothing is amiss without it.
    """
    year = school_year_of(today)
    missing = [each for each in (year, year + 1) if each not in directory.calendar.known_years]
    told = "、".join(f"{each}年" for each in missing)
    is_due = year in missing or today >= date(year, _NOTICE_MONTH, 1)
    words = f"{year}年、{year + 1}年的放假调休都有了"
    if missing and is_due:
        words = f"{told}的放假通知还没有录入；那一年的日子都是“未确认”，粘贴国办通知即可。"
    elif missing:
        words = f"{year}年的有了；{told}的通知一般在11月前后发布，到时粘贴即可。"
    return SetupStep(
        "holidays", "节假日", not missing, words, (SECTION, "calendar"), is_due or not missing,
        f"录入{told}放假安排",
    )  # fmt: skip


def _off_work(directory: Directory, today: date) -> SetupStep:
    known = [each for each in directory.off_works if each.since <= today]
    words = "还没有当地正常下班时间；课后服务的结束时间无从对照（第6条）。"
    if known:
        words = f"{known[-1].time:%H:%M}，{known[-1].document or '未写依据文件'}"
    return SetupStep("off_work", "下班时间", bool(known), words, (SECTION, "off_work"))


def _phone(directory: Directory, _: date) -> SetupStep:
    phone = directory.school.complaint_phone
    words = phone or "还没有监督电话；公示上要印。"
    return SetupStep("phone", "监督电话", bool(phone), words, (SECTION, "school"))


def _roles(directory: Directory, _: date) -> SetupStep:
    count = len(directory.roles)
    words = f"{count}项" if count else "还没有分配角色：现在谁都可以改一切。"
    return SetupStep("people", "人员角色", count > 0, words, (SECTION, "people"), is_needed=False)
