"""On which terms people serve after school, and when they cannot.

Who comes from outside is one of the staff with terms of their own [§8]; lessons are busy by
themselves and are not stored here.
"""

from datetime import date

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.naming import read_name
from shuangjian_desktop.app.commands.people import new_staff
from shuangjian_desktop.app.service.commands.guard import refuse_small_hours
from shuangjian_desktop.domain.ids import BusyTimeId, StaffId
from shuangjian_desktop.domain.school import Staff
from shuangjian_desktop.domain.service import BusyTime, ServiceStaff, StaffSource
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Row, Writer
from shuangjian_desktop.store.tables.service_people import busy_row, staff_row

MOST_TEXT, MOST_REASON = 100, 50
MOST_PER_DAY, MOST_PER_WEEK = 20, 99
NEW_BUSY = BusyTimeId("")
"""The id of a busy time that is not stored yet."""
CANNOT, RATHER_NOT = "不能来", "尽量不排"


def missing_papers(terms: ServiceStaff) -> str:
    """Return what somebody from outside still lacks on paper, in one sentence; "" = nothing [§8].

    The window asks; `save_terms` and `new_outsider` store it either way once asked.
    """
    if not terms.lacking:
        return ""
    lacks = "和".join(terms.lacking)
    return f"{terms.source.value}应有资质文件和有效期，现在没有写{lacks}（第8条）。"


def save_terms(person: Staff, terms: ServiceStaff, *, is_accepted: bool = False) -> Command:
    """Store on which terms somebody serves, replacing earlier ones.

    UserError for impossible values, and for missing papers unless a person has accepted that.
    """
    values = terms_values(terms, is_accepted=is_accepted)

    def apply(writer: Writer) -> None:
        _put_terms(writer, values)

    return Command(f"修改{person.label}的课后服务条件", apply)


def new_outsider(
    name: str, suffix: str, terms: ServiceStaff, *, is_accepted: bool = False
) -> tuple[StaffId, Command]:
    """Return (id, command) that adds a person and their terms in one step; `staff_id` is given."""
    staff_id, adding = new_staff(name, suffix)
    values = terms_values(terms._replace(staff_id=staff_id), is_accepted=is_accepted)

    def apply(writer: Writer) -> None:
        adding.apply(writer)
        _put_terms(writer, values)

    return staff_id, Command(adding.label.replace("教职工", "课后服务人员"), apply)


def end_terms(person: Staff, on: date) -> Command:
    """Let somebody's service end with a date (到期); what was held keeps their name."""

    def apply(writer: Writer) -> None:
        found = writer.find("service_staff", staff_id=person.id)
        if not found:
            raise UserError(f"{person.label}没有课后服务的条件，没有改动；请先添加。")
        row_id, row = found[0]
        if row["valid_from"] and row["valid_from"] > on.isoformat():
            raise UserError(
                f"{person.label}从{row['valid_from']}才开始，不能到{on.isoformat()}为止，"
                "没有改动；请改日期。"
            )
        if row["valid_until"] and row["valid_until"] <= on.isoformat():
            raise UserError(f"{person.label}到{row['valid_until']}已经到期，没有再改。")
        writer.update("service_staff", row_id, {"valid_until": on.isoformat()})

    return Command(f"{person.label}的课后服务到期", apply)


def remove_terms(person: Staff) -> Command:
    """Forget what was said of one of the school's own: no limits, all kinds.

    UserError for somebody from outside whom a plan names; `end_terms` keeps the history.
    """

    def apply(writer: Writer) -> None:
        for row_id, row in writer.find("service_staff", staff_id=person.id):
            is_own = row["source"] == StaffSource.OWN
            if not is_own and _serves(writer, person.id):
                raise UserError(
                    f"{person.label}已经排进课后服务，来源和证件要留着，没有改动；可以改用“到期”。"
                )
            writer.delete("service_staff", row_id)

    return Command(f"删除{person.label}的课后服务条件", apply)


def save_busy(person: Staff, busy: BusyTime) -> Command:
    """Store a weekly time somebody cannot serve or would rather not; NEW_BUSY = a new one."""
    values = busy_values(busy)

    def apply(writer: Writer) -> None:
        for row_id, row in writer.find("busy_time", staff_id=busy.staff_id):
            if row_id != busy.id and _same_time(row, values):
                raise UserError(f"{person.label}已经有这一条，没有改动；请修改那一条。")
        if busy.id == NEW_BUSY:
            writer.insert("busy_time", values)
        else:
            writer.update("busy_time", busy.id, values)

    return Command(f"写下{person.label}不能来的时间", apply)


def remove_busy(busy: BusyTime) -> Command:
    """Remove one such time."""
    return Command("删除不能来的时间", lambda writer: writer.delete("busy_time", busy.id))


def _put_terms(writer: Writer, values: Row) -> None:
    found = writer.find("service_staff", staff_id=values["staff_id"])
    if found:
        writer.update("service_staff", found[0][0], values)
    else:
        writer.insert("service_staff", values)


def terms_values(terms: ServiceStaff, *, is_accepted: bool) -> Row:
    """Return the columns of somebody's terms; UserError as for `save_terms`."""
    document = read_name(
        terms.document or "", what="资质或协议文件", limit=MOST_TEXT, may_be_empty=True
    )
    checked = terms._replace(document=document or None, kinds=tuple(dict.fromkeys(terms.kinds)))
    _refuse_reversed(checked)
    for words, most, value in (
        ("每天最多", MOST_PER_DAY, checked.per_day),
        ("每周最多", MOST_PER_WEEK, checked.per_week),
    ):
        if value is not None and not 0 <= value <= most:
            raise UserError(f"{words}要在0到{most}次之间，没有改动；请改正。")
    lacks = missing_papers(checked)
    if lacks and not is_accepted:
        raise UserError(f"{lacks}没有改动；请补上。")
    return staff_row(checked)


def _refuse_reversed(terms: ServiceStaff) -> None:
    begins, ends = terms.valid_from, terms.valid_until
    if begins and ends and ends < begins:
        raise UserError(
            f"有效期到{ends.isoformat()}，早于开始的{begins.isoformat()}，没有改动；请改日期。"
        )
    comes, goes = terms.here_from, terms.here_until
    refuse_small_hours(comes, "弹性上班的")
    refuse_small_hours(goes, "弹性上班的")
    if comes and goes and goes <= comes:
        raise UserError(f"弹性上班到{goes:%H:%M}，不晚于开始的{comes:%H:%M}，没有改动；请改时间。")


def busy_values(busy: BusyTime) -> Row:
    """Return the columns of a weekly time; UserError for one that cannot be."""
    if not 1 <= busy.weekday <= 7:
        raise UserError("没有选星期，没有改动；请选星期几。")
    for at in (busy.starts, busy.ends):
        refuse_small_hours(at, "")
    if busy.ends <= busy.starts:
        raise UserError(
            f"结束时间{busy.ends:%H:%M}不晚于开始时间{busy.starts:%H:%M}，没有改动；请改时间。"
        )
    usual = RATHER_NOT if busy.is_wish else CANNOT
    reason = read_name(busy.reason, what="事由", limit=MOST_REASON, may_be_empty=True)
    return busy_row(busy._replace(reason=reason or usual))


def _same_time(row: Row, values: Row) -> bool:
    return all(row[key] == values[key] for key in ("weekday", "starts", "ends", "parity"))


def _serves(writer: Writer, staff_id: StaffId) -> bool:
    named = (row for table in ("session", "activity") for _, row in writer.find(table))
    return any(staff_id in (row["staff"] or "").split() for row in named)
