"""Record that class-days were reviewed and that notices were put out, with the code of the content.

Knows what is recorded; the notices themselves are shaped by app/queries/notices.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.domain.text import read_text
from shuangjian_desktop.errors import Conflict, UserError
from shuangjian_desktop.store.journal import Writer

MAX_REVIEWER = 40


class ReviewedDay(NamedTuple):
    """A class-day and the short code of the content that was looked at."""

    class_id: ClassId
    date: date
    code: str
    is_entered: bool = True


class IssuedNotice(NamedTuple):
    """One notice about to be recorded as put out, with the class-days it covers."""

    shape: str
    scope: str
    first_date: date
    number: str
    version: int
    published_on: date
    code: str
    days: tuple[ReviewedDay, ...]


def review_days(days: Sequence[ReviewedDay], reviewer: str, at: str) -> Command:
    """Mark class-days as reviewed; `at` is local ISO text. A review of old content is replaced.

    UserError when nobody is named: a review says who looked.
    """
    name = read_text(reviewer, name="审核人", limit=MAX_REVIEWER)
    if not name.value:
        raise UserError(name.problem or "还没有写审核人；请选择或填写审核人的姓名，再点审核通过。")
    who = name.value

    def apply(writer: Writer) -> None:
        for day in days:
            where = {"class_id": day.class_id, "date": day.date.isoformat()}
            values = {"reviewer": who, "reviewed_at": at, "code": day.code}
            found = writer.find("review", **where)
            if not found:
                writer.insert("review", where | values)
            elif found[0][1]["code"] != day.code:
                writer.update("review", found[0][0], values)

    return Command("审核作业", apply)


def issue_notices(
    notices: Sequence[IssuedNotice], at: str, put_out: Callable[[], None] | None = None
) -> Command:
    """Record notices as put out; one whose number and version are there already is left alone.

    `put_out` writes or prints them once the rows stand: when it fails, no row is left behind.
    Conflict when somebody else has put out the same version with other content.
    """

    def apply(writer: Writer) -> None:
        for notice in notices:
            _issue(writer, notice, at)
        if put_out:
            put_out()

    return Command("公示作业", apply)


def _issue(writer: Writer, notice: IssuedNotice, at: str) -> None:
    standing = writer.find("notice", number=notice.number, version=notice.version)
    if standing:
        if standing[0][1]["code"] != notice.code:
            raise Conflict(
                f"公示{notice.number}第{notice.version}版已在别处发布，内容不同，没有改动；"
                "请刷新后按新的版本再公示。"
            )
        return
    told = {
        "shape": notice.shape,
        "scope": notice.scope,
        "first_date": notice.first_date.isoformat(),
        "number": notice.number,
        "version": notice.version,
        "published_on": notice.published_on.isoformat(),
        "code": notice.code,
        "issued_at": at,
    }
    notice_id = writer.insert("notice", told)
    for day in notice.days:
        where = {"class_id": day.class_id, "date": day.date.isoformat(), "code": day.code}
        writer.insert("notice_day", {"notice_id": notice_id, **where})
