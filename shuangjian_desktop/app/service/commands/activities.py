"""Add, change and remove the activities of a draft, with the weekly sessions each one has.

New lessons can never be entered [§7]: no kind means them, and a title that reads so is refused.
"""

from collections.abc import Iterable, Sequence

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.naming import read_name
from shuangjian_desktop.app.service.commands.activity_sessions import (
    add_sessions,
    give_parity,
    last_number,
    take_sessions,
)
from shuangjian_desktop.app.service.commands.guard import draft_row_of
from shuangjian_desktop.app.service.commands.new_lessons import refuse_new_lesson
from shuangjian_desktop.domain.ids import ActivityId, ClassId, SessionId, new_id
from shuangjian_desktop.domain.service import Activity, Parity, SessionKind
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Row, Writer
from shuangjian_desktop.store.tables.service import activity_row

Offer = tuple[str, str, str]
MOST_TITLE, MOST_ROOM_KIND, MOST_AGREEMENT = 50, 20, 100
MOST_PER_WEEK, MOST_STAFF, MOST_PUPILS = 50, 20, 9999
NEW_ACTIVITY = ActivityId("")
"""The id of an activity that is not stored yet."""


def new_activity(activity: Activity, parity: Parity = Parity.EVERY) -> tuple[ActivityId, Command]:
    """Return (id, command) that adds an activity to a draft with its unplaced sessions."""
    ids, command = _adding([activity], parity)
    return ids[0], command


def new_activities(
    activity: Activity, groups: Sequence[Sequence[ClassId]], parity: Parity = Parity.EVERY
) -> tuple[list[ActivityId], Command]:
    """Return (ids, command) that adds one like `activity` for each group of classes, in one step.

    作业辅导 for each class of a grade is one group a class.
    """
    if not groups:
        raise UserError("没有选班级，没有添加；请至少选一个班。")
    return _adding([activity._replace(class_ids=tuple(group)) for group in groups], parity)


def change_activity(activity: Activity, parity: Parity | None = None) -> Command:
    """Store an activity; another `per_week` adds sessions or takes some, unplaced ones first.

    `parity` None leaves that of each session as it is.
    """
    checked = _checked(activity)

    def apply(writer: Writer) -> None:
        draft_row_of(writer, checked.plan_id)
        before = _row_of(writer, checked)
        _refuse_classes(writer, checked.class_ids)
        writer.update("activity", checked.id, activity_row(checked))
        more = checked.per_week - before["per_week"]
        if more < 0:
            take_sessions(writer, checked.id, -more)
        if parity is not None:
            give_parity(writer, checked.id, parity)
        if more > 0:
            weeks = parity or _usual_parity(writer, checked.id)
            after = last_number(writer, checked.id)
            add_sessions(writer, checked, more, weeks, after=after)

    return Command(f"修改活动{checked.title}", apply)


def remove_activities(activities: Iterable[Activity]) -> Command:
    """Remove activities of one draft with their sessions, placed or not."""
    wanted = tuple(activities)

    def apply(writer: Writer) -> None:
        for activity in wanted:
            draft_row_of(writer, activity.plan_id)
            _row_of(writer, activity)
            for row_id, _ in writer.find("session", activity_id=activity.id):
                writer.delete("session", row_id)
            writer.delete("activity", activity.id)

    title = wanted[0].title if len(wanted) == 1 else f"{len(wanted)}项"
    return Command(f"删除活动{title}", apply)


def set_parity(session_ids: Sequence[SessionId], parity: Parity) -> Command:
    """Hold sessions of a draft every week, in odd or in even weeks."""

    def apply(writer: Writer) -> None:
        for session_id in session_ids:
            row = writer.row("session", session_id)
            if row is None:
                raise UserError("这次活动已被删除，没有改动；请刷新后再看。")
            draft_row_of(writer, row["plan_id"])
            writer.update("session", session_id, {"parity": parity.value})

    return Command(f"改为{parity.value}", apply)


def _adding(activities: Sequence[Activity], parity: Parity) -> tuple[list[ActivityId], Command]:
    checked = [_checked(each)._replace(id=ActivityId(new_id())) for each in activities]

    def apply(writer: Writer) -> None:
        draft_row_of(writer, checked[0].plan_id)
        known = [row for _, row in writer.find("activity", plan_id=checked[0].plan_id)]
        position = max((row["position"] for row in known), default=0)
        offered = {_offer(row) for row in known}
        for number, each in enumerate(checked, 1):
            _refuse_classes(writer, each.class_ids)
            row = activity_row(each._replace(position=position + number))
            _refuse_twice(offered, row)
            offered.add(_offer(row))
            writer.insert("activity", row, row_id=each.id)
            add_sessions(writer, each, each.per_week, parity)

    title = checked[0].title
    label = f"添加活动{title}" if len(checked) == 1 else f"为{len(checked)}个班添加{title}"
    return [each.id for each in checked], Command(label, apply)


def _checked(activity: Activity) -> Activity:
    title = (
        read_name(activity.title, what="活动名称", limit=MOST_TITLE, may_be_empty=True)
        or activity.kind.value
    )
    refuse_new_lesson(title, "没有改动")
    room_kind = read_name(
        activity.room_kind, what="场地类型", limit=MOST_ROOM_KIND, may_be_empty=True
    )
    agreement = read_name(
        activity.agreement or "", what="与家长的约定", limit=MOST_AGREEMENT, may_be_empty=True
    )
    if activity.kind is SessionKind.LATE_CARE and not agreement:
        raise UserError(
            "延时托管要按家长的需要约定（第6条），没有改动；请写明约定是什么、存放在哪里。"
        )
    _refuse_numbers(activity)
    if not activity.class_ids:
        raise UserError("没有选班级，没有改动；请至少选一个班。")
    return activity._replace(
        title=title, room_kind=room_kind, agreement=agreement or None,
        class_ids=tuple(dict.fromkeys(activity.class_ids)),
        staff=tuple(dict.fromkeys(activity.staff)),
    )  # fmt: skip


def _refuse_numbers(activity: Activity) -> None:
    for words, least, most, value, unit in (
        ("每周次数", 1, MOST_PER_WEEK, activity.per_week, "次"),
        ("每次人员", 0, MOST_STAFF, activity.staff_wanted, "人"),
        ("学生人数", 0, MOST_PUPILS, activity.pupils, "人"),
    ):
        if not least <= value <= most:
            raise UserError(f"{words}要在{least}到{most}{unit}之间，没有改动；请改正。")
    if activity.staff and len(activity.staff) < activity.staff_wanted:
        raise UserError(
            f"每次要{activity.staff_wanted}人，只指定了{len(activity.staff)}人，没有改动；"
            "请多指定几位，或一位也不指定。"
        )


def _row_of(writer: Writer, activity: Activity) -> Row:
    row = writer.row("activity", activity.id)
    if row is None:
        raise UserError(f"活动“{activity.title}”已被删除，没有改动；请刷新后再看。")
    return row


def _refuse_classes(writer: Writer, class_ids: Iterable[ClassId]) -> None:
    if any(writer.row("class", one) is None for one in class_ids):
        raise UserError("选的班级里有的已被删除，没有改动；请重新选班级。")


def _refuse_twice(offered: set[Offer], row: Row) -> None:
    """The pinned-up sheet tells activities of a class by kind and title, and so do people."""
    if _offer(row) in offered:
        raise UserError(
            f"同样的班级已经有“{row['title']}”，没有添加；请修改那一项的每周次数，或换一个名称。"
        )


def _offer(row: Row) -> Offer:
    return row["kind"], row["title"], row["class_ids"]


def _usual_parity(writer: Writer, activity_id: ActivityId) -> Parity:
    found = {row["parity"] for _, row in writer.find("session", activity_id=activity_id)}
    return Parity(found.pop()) if len(found) == 1 else Parity.EVERY
