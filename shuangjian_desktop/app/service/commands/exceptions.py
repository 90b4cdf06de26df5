"""Accepted exceptions to the end time of after-school service [§6]: whom, who, why, until when.

There is none without an end; who may accept one is the gate's.
"""

from datetime import date, timedelta

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.naming import read_name
from shuangjian_desktop.domain.ids import EndExceptionId
from shuangjian_desktop.domain.service import EndException
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Row, Writer
from shuangjian_desktop.store.tables.service_days import end_exception_row

MOST_TEXT, MOST_WHO = 100, 50
LONGEST = timedelta(days=366)
NEW_EXCEPTION = EndExceptionId("")
"""The id of an exception that is not stored yet."""


def save_end_exception(exception: EndException) -> Command:
    """Store an exception, a new one when its id is NEW_EXCEPTION.

    UserError without a reason or a person, for reversed grades or days, and for more than a year.
    """
    values = exception_values(exception)

    def apply(writer: Writer) -> None:
        if exception.id == NEW_EXCEPTION:
            writer.insert("end_exception", values)
        else:
            writer.update("end_exception", exception.id, values)

    return Command("写下结束时间的例外", apply)


def remove_end_exception(exception: EndException) -> Command:
    """Remove an exception: the off-work time holds again."""
    return Command(
        "删除结束时间的例外", lambda writer: writer.delete("end_exception", exception.id)
    )


def exception_values(exception: EndException) -> Row:
    """Return the columns of an exception; UserError as for `save_end_exception`."""
    reason = read_name(exception.reason, what="理由", limit=MOST_TEXT)
    who = read_name(exception.who, what="同意人", limit=MOST_WHO)
    document = read_name(
        exception.document or "", what="依据文件", limit=MOST_TEXT, may_be_empty=True
    )
    if not 1 <= exception.first_grade <= exception.last_grade <= 9:
        raise UserError("起始年级不能高于最高年级，没有改动；请重新选择年级。")
    if exception.weekday is not None and not 1 <= exception.weekday <= 7:
        raise UserError("星期不对，没有改动；请选星期几，或选“每天”。")
    if exception.until < exception.since:
        raise UserError(
            f"到{_told(exception.until)}为止，早于开始的{_told(exception.since)}，"
            "没有改动；请改日期。"
        )
    if exception.until - exception.since > LONGEST:
        raise UserError("例外最长一年，没有改动；请写近一些的结束日期，到时再看是否还要。")
    return end_exception_row(exception._replace(reason=reason, who=who, document=document or None))


def _told(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
