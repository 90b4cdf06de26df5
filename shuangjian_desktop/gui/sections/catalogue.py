"""The sections of 学校: what each is called, what it is for, and where its code is.

A section is a Page of its own; its module is imported when it is first asked for.
"""

from dataclasses import dataclass
from importlib import import_module

from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner

_ROOM = "shuangjian_desktop.gui.sections"


@dataclass(frozen=True, slots=True)
class Entry:
    """One section. `module` and `page` say where its Page is; `about` one line for search."""

    id: str
    title: str
    about: str
    module: str
    page: str


SECTIONS: tuple[Entry, ...] = (
    Entry("setup", "建校清单", "还缺什么，去哪里设置", "setup", "SetupSection"),
    Entry("school", "学校信息", "校名、电话、年级、截止时间和自定的数", "school", "SchoolSection"),
    Entry(
        "calendar", "学期与校历", "学年日历、放假安排、调休、考试周", "calendar", "CalendarSection"
    ),
    Entry("off_work", "下班时间", "当地正常下班时间和依据的文件", "off_work", "OffWorkSection"),
    Entry("classes", "年级与班级", "班级、班主任和任课教师", "classes", "ClassesSection"),
    Entry("subjects", "学科", "学科的名称和顺序", "subjects", "SubjectsSection"),
    Entry("people", "教职工与角色", "名单、角色、离校、密码", "people", "PeopleSection"),
    Entry("policy", "保存规则", "违反规则时能不能保存、能不能公示", "policy", "PolicySection"),
    Entry("rulebook", "规则库", "25条、各年级上限、规则和依据文件", "rulebook", "RulebookSection"),
    Entry(
        "plan",
        "学期作业规划",
        "各年级各学科每天的书面作业分钟，审核批准，与实际对照",
        "plan",
        "PlanSection",
    ),
    Entry(
        "templates",
        "作业模板",
        "各年级各学科常用作业的样子，留出要填的空",
        "templates",
        "TemplatesSection",
    ),
    Entry(
        "consultations",
        "二次会商",
        "超限作业的会商记录，按月列出，可以打印",
        "consultations",
        "ConsultationsSection",
    ),
    Entry(
        "service_plans",
        "课后安排",
        "课后服务的各版安排、时段、活动、愿望，发布和修订，结束时间的例外",
        "service_plans",
        "ServicePlansSection",
    ),
    Entry(
        "service_staff",
        "课后人员",
        "谁可以带课后服务，证件有效期、上限、弹性上班、不能来的时间、校外人员",
        "service_staff",
        "ServiceStaffSection",
    ),
    Entry(
        "service_rooms",
        "课后场地",
        "课后服务用的教室、机房、操场，类型和容纳人数",
        "service_rooms",
        "ServiceRoomsSection",
    ),
    Entry(
        "gates",
        "校门与放学",
        "错峰放学：校门、每批几个班、各班几点从哪个门走，打印张贴",
        "gates",
        "GatesSection",
    ),
    Entry("locks", "日期锁定", "锁定一天或一个月，以后改动要写理由", "locks", "LocksSection"),
    Entry("history", "操作记录", "谁在什么时候改了什么", "history", "HistorySection"),
    Entry("storage", "文件与备份", "文件在哪里，备份、恢复", "storage", "StorageSection"),
)


def make_section(
    entry: Entry, bridge: Bridge, place: Place, runner: Runner, notify: Notify
) -> Page:
    """Build one section. Imported late for start-up time."""
    made = getattr(import_module(f"{_ROOM}.{entry.module}"), entry.page)
    section: Page = made(bridge, place, runner, notify)
    return section
