"""The kinds of after-school service: what a session is for, who serves, in which weeks, what state.

Enumerations with the school's own words as values; knows nothing else.
"""

from enum import StrEnum


class SessionKind(StrEnum):
    """What a session is for [§7]; 新授课 is none of them and can never be entered."""

    TUTORING = "作业辅导"
    ANSWERING = "补习答疑"
    EXTENSION = "拓展"
    SCIENCE = "科普"
    LABOUR = "劳动"
    READING = "阅读"
    ARTS = "美育"
    SPORT = "体育"
    INTEREST = "兴趣小组"
    CLUB = "社团"
    LATE_CARE = "延时托管"
    EVENING_STUDY = "初中自习班"


class StaffSource(StrEnum):
    """Where somebody who serves comes from [§8]; all but the school's own need valid papers."""

    OWN = "本校教师"
    RETIRED = "退休教师"
    PROFESSIONAL = "社会专业人员"
    VOLUNTEER = "志愿者"
    TRAINEE = "师范院校师生"
    REGIONAL = "区域优秀教师"
    INSTITUTION = "非学科类机构"


class Parity(StrEnum):
    """单双周: in which weeks of the term something is held. Weeks are counted from 1."""

    EVERY = "每周"
    ODD = "单周"
    EVEN = "双周"

    __hash__ = str.__hash__  # Enum's own is written in Python: the planner looks up thousands

    def meets(self, other: "Parity") -> bool:
        """Return whether both are held in some same week."""
        return Parity.EVERY in (self, other) or self is other

    def holds(self, week_number: int) -> bool:
        """Return whether it is held in a week of the term, counted from 1."""
        return self is Parity.EVERY or (week_number % 2 == 1) is (self is Parity.ODD)


class PlanState(StrEnum):
    """A plan is worked on until it is published; a published one is kept as it was."""

    DRAFT = "草稿"
    PUBLISHED = "已发布"
