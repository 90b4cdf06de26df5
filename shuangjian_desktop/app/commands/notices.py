"""Record that notices were put out, with the code of the content.

Knows what is recorded; the notices themselves are shaped by app/queries/notices.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.errors import Conflict
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables.notices import keep_content

PutOut = Callable[[], Collection[str] | None]
"""Writes or prints notices; returns the numbers of those that did not get out, if any."""


class ReviewedDay(NamedTuple):
    """A class-day and the short code of the content that was looked at."""

    class_id: ClassId
    date: date
    code: str
    is_entered: bool = True


class IssuedNotice(NamedTuple):
    """One notice about to be recorded as put out, with the class-days it covers.

    `rulebook` is "id version"; `reason` why it corrects the version before; `content` all it prints
    (reports/notice_json). `is_reprint`: an older version is printed again on purpose.
    """

    shape: str
    scope: str
    first_date: date
    number: str
    version: int
    published_on: date
    code: str
    days: tuple[ReviewedDay, ...]
    rulebook: str = ""
    reason: str | None = None
    content: bytes = b""
    is_reprint: bool = False


def issue_notices(
    notices: Sequence[IssuedNotice],
    at: str,
    put_out: PutOut | None = None,
    *,
    who: str | None = None,
    beside: Callable[[Writer, Sequence[IssuedNotice]], None] | None = None,
) -> Command:
    """Record notices as put out; one whose number and version are there already is left alone.

    `put_out` writes or prints them, once nothing stands against any: when it raises, no row is
    left, and those whose numbers it returns are not out and not recorded. `beside` writes what
    belongs to the same step for the others. What hangs on a wall cannot be undone here: undo passes
    over it. Conflict when a version was put out elsewhere with other content, or a newer one was.
    """

    def apply(writer: Writer) -> None:
        refuse_superseded(writer, notices)
        lost = (put_out() if put_out else None) or ()
        out = [notice for notice in notices if notice.number not in lost]
        for notice in out:
            _issue(writer, notice, at, who)
        if beside:
            beside(writer, out)

    return Command("公示作业", apply, kind="fixed")


def refuse_superseded(writer: Writer, notices: Sequence[IssuedNotice]) -> None:
    """Conflict when another window has put out other content, or a newer version, meanwhile."""
    for notice in notices:
        for _, row in writer.find("notice", number=notice.number):
            is_newer = row["version"] > notice.version and not notice.is_reprint
            is_other = row["version"] == notice.version and row["code"] != notice.code
            if is_newer or is_other:
                raise Conflict(
                    f"公示{notice.number}第{row['version']}版已在别处发布，内容不同，没有改动；"
                    "请刷新后按新的版本再公示。"
                )


def _issue(writer: Writer, notice: IssuedNotice, at: str, who: str | None) -> None:
    if writer.find("notice", number=notice.number, version=notice.version):
        return
    from hashlib import sha256  # late: start-up time, OpenSSL loads with it

    told = {
        "shape": notice.shape,
        "scope": notice.scope,
        "first_date": notice.first_date.isoformat(),
        "number": notice.number,
        "version": notice.version,
        "published_on": notice.published_on.isoformat(),
        "code": notice.code,
        "issued_at": at,
        "issued_by": who,
        "rulebook": notice.rulebook or None,
        "reason": notice.reason,
        "content_sha256": sha256(notice.content).hexdigest() if notice.content else None,
    }
    notice_id = writer.insert("notice", told)
    if notice.content:
        keep_content(writer, notice_id, notice.content)
    for day in notice.days:
        if not day.is_entered:
            continue  # shown as 未填: nothing of it is public, so nothing of it is frozen
        where = {"class_id": day.class_id, "date": day.date.isoformat(), "code": day.code}
        writer.insert("notice_day", {"notice_id": notice_id, **where})
