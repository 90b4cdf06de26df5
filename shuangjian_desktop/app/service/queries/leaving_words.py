"""What a dismissal says in words: who leaves by which gate, what is amiss and what to do about it.

Judges by app/service/queries/dismissal alone; reads nothing itself.
"""

from collections.abc import Iterable, Sequence

from shuangjian_desktop.app.service.queries.dismissal import LeavingWeek, minute_words
from shuangjian_desktop.app.service.queries.setup import class_words
from shuangjian_desktop.domain.dismissal import LONG_WAIT_MINUTES, Gate, LeavingDay, Wave, gates_for
from shuangjian_desktop.domain.school import GRADE_NUMERALS, SchoolClass, grade_name
from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.reports.service_data import EarlyEnd
from shuangjian_desktop.reports.service_wording import clock, weekday_word, weekdays_words

NO_PLAN = "还没有课后服务安排，不知道几点放学；请先到“课后安排”里新建或导入一个。"
NO_GATE = "还没有校门，不能错开放学；请到“学校”的“校门与放学”里写上校门和每批最多走几个班。"
_SCHOOL_DAYS = (1, 2, 3, 4, 5)
_MOST_NAMED = 6


def grades_words(grades: Sequence[int]) -> str:
    """Return 不限年级, 一年级、三年级 or 一至四年级 for a gate's own grades."""
    if not grades:
        return "不限年级"
    runs: list[list[int]] = []
    for grade in sorted(grades):
        if runs and runs[-1][-1] == grade - 1:
            runs[-1].append(grade)
        else:
            runs.append([grade])
    return "、".join(
        f"{GRADE_NUMERALS[run[0] - 1]}至{grade_name(run[-1])}"
        if len(run) > 2
        else "、".join(map(grade_name, run))
        for run in runs
    )


def leavers_words(week: LeavingWeek, gate: Gate) -> str:
    """Return the classes that leave by a gate, whole grades by name."""
    own = [one for one in week.case.classes if week.found.gate_of.get(one.id) == gate.id]
    chosen = {one.grade for one in own}
    whole = [
        grade
        for grade in sorted(chosen)
        if all(one in own for one in week.case.classes if one.grade == grade)
    ]
    part = [one for one in own if one.grade not in whole]
    told = (grades_words(whole) if whole else "", class_words(part, week.case.classes))
    return "、".join(words for words in told if words)


def day_words(day: LeavingDay | Wave) -> str:
    """Return 周三 or 周三（单周）."""
    weeks = "" if day.parity is Parity.EVERY else f"（{day.parity.value}）"
    return f"{weekday_word(day.weekday)}{weeks}"


def summary(week: LeavingWeek) -> str:
    """Return in one line how the week goes."""
    if not week.found.waves:
        return ""
    classes = len(week.found.gate_of)
    last = max(week.found.waves, key=lambda wave: wave.minute)
    longest = max(map(week.wait_of, week.found.waves))
    waits = f"最长等{longest}分钟" if longest else "不用等"
    return f"{classes}个班，{waits}，最晚一批{day_words(last)}{minute_words(last.minute)}走。"


def troubles(week: LeavingWeek) -> tuple[str, ...]:
    """Return all that is amiss: what, where, what to do next; nothing is left out silently."""
    if not week.gates:
        return (NO_GATE,)
    return (
        *_without_gate(week),
        *_long_waits(week),
        *_without_service(week),
        *((_unplaced(week.unplaced),) if week.unplaced else ()),
    )


def early_words(early: EarlyEnd) -> str:
    """Return who is over before people get off work, and nobody accepted it [§6]."""
    return (
        f"{early.whom}{weekdays_words(early.weekdays)}{clock(early.ends)}就结束，"
        "早于当地下班时间，家长还没有下班；请改时段，或在“课后安排”登记例外。"
    )


def notes(week: LeavingWeek) -> tuple[str, ...]:
    """Return what whoever reads the times must know besides."""
    told = []
    single = sorted({day.weekday for day in week.case.days if day.parity is not Parity.EVERY})
    if single:
        told.append(f"{weekdays_words(single)}单周和双周结束时间不同，分开列出。")
    if week.later:
        kinds = "、".join(kind.value for kind in week.later)
        told.append(f"参加{kinds}的学生结束更晚，另行放学。")
    return tuple(told)


def paper_gaps(week: LeavingWeek) -> tuple[str, ...]:
    """Return which classes are not on the paper, and why."""
    grades = _gateless(week)
    found = [f"{grades_words(grades)}还没有安排校门，不在这张表上。"] if grades else []
    found += [f"{days}{classes}没有课后服务，不在这张表上。" for days, classes in _away(week)]
    return tuple(found)


def _gateless(week: LeavingWeek) -> list[int]:
    grades = sorted({one.grade for one in week.case.classes})
    return [grade for grade in grades if not gates_for(grade, week.gates)]


def _without_gate(week: LeavingWeek) -> Iterable[str]:
    grades = _gateless(week)
    if grades:
        count = sum(one.grade in grades for one in week.case.classes)
        yield (
            f"{grades_words(grades)}（{count}个班）没有可以走的校门，不在放学安排里；"
            "请在一个校门里勾上，或让一个校门不限年级。"
        )


def _long_waits(week: LeavingWeek) -> Iterable[str]:
    for gate in week.gates:
        long = [
            (week.wait_of(wave), wave)
            for day in week.case.days
            for wave in week.waves_at(gate, day)
            if week.wait_of(wave) > LONG_WAIT_MINUTES
        ]
        if not long:
            continue
        most, worst = max(long, key=lambda pair: pair[0])
        days = weekdays_words(wave.weekday for _, wave in long)
        when = f"{minute_words(worst.minute - most)}结束，{minute_words(worst.minute)}走"
        yield (
            f"{gate.name}{days}有班要等超过{LONG_WAIT_MINUTES}分钟，最长{most}分钟"
            f"（{day_words(worst)}{_names(week, worst)}{when}）；"
            "请添加校门、让每批多走几个班，或缩短两批的间隔。"
        )


def _names(week: LeavingWeek, wave: Wave) -> str:
    """Return the classes of a wave that wait longest."""
    ready = week.day_of(wave).ready
    first = min(ready[one] for one in wave.class_ids)
    return class_words(
        [week.by_id[one] for one in wave.class_ids if ready[one] == first], week.case.classes
    )


def _without_service(week: LeavingWeek) -> Iterable[str]:
    held = {day.weekday for day in week.case.days}
    if not held:
        yield "这个安排里还没有排好的活动，不知道几点放学；请先在“课后”页排好。"
        return
    empty = [day for day in _SCHOOL_DAYS if day not in held]
    if empty:
        days = weekdays_words(empty)
        yield f"{days}没有课后服务，这里没有{days}的放学时间；应当有的话，请在“课后”页排上。"
    for days, classes in _away(week):
        yield (f"{days}{classes}没有课后服务，不在放学安排里；应当有的话，请在“课后”页排上。")


def _away(week: LeavingWeek) -> Iterable[tuple[str, str]]:
    """Return which classes have nothing on days the school has service, days of the same joined."""
    joined: dict[tuple[tuple[SchoolClass, ...], Parity], list[int]] = {}
    for day in week.case.days:
        away = tuple(one for one in week.case.classes if one.id not in day.ready)
        if away:
            joined.setdefault((away, day.parity), []).append(day.weekday)
    for (away, parity), days in joined.items():
        weeks = "" if parity is Parity.EVERY else f"（{parity.value}）"
        yield f"{weekdays_words(days)}{weeks}", _few(away, week.case.classes)


def _few(classes: Sequence[SchoolClass], whole: Sequence[SchoolClass]) -> str:
    told = class_words(classes, whole).split("、")
    if len(told) <= _MOST_NAMED:
        return "、".join(told)
    return f"{'、'.join(told[:_MOST_NAMED])}等{len(classes)}个班"


def _unplaced(count: int) -> str:
    return f"还有{count}次活动没有排，排好以后放学时间可能会变；请在“课后”页排好。"
