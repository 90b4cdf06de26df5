"""Keep the school's official copy of a rulebook's document inside the school file, or let it go.

The bytes travel with every backup; opening them is app/official_copies.
"""

from pathlib import Path

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.attachment import Attachment, about_rulebook
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.document_file import SUFFIXES, read_document
from shuangjian_desktop.rules.book import Rulebook
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import attachments as attachments_table

__all__ = ["MOST_COPIES", "SUFFIXES", "attach_copy", "remove_copy"]

MOST_COPIES = 6


def attach_copy(project: Project, book: Rulebook, path: Path) -> Command:
    """Keep a file beside a rulebook version; UserError for what cannot be read or is there."""
    document = read_document(path)
    about = about_rulebook(book.name)
    kept = attachments_table.attachments(project.database, about)
    for each in kept:
        if each.sha256 == document.digest:
            raise UserError(f"这份文件已经附过（{each.name}，{each.at[:10]}），没有改动。")
    if len(kept) >= MOST_COPIES:
        raise UserError(
            f"规则库 {book.version} 已经附了{MOST_COPIES}个文件，没有改动；请先移除不用的。"
        )
    values = {
        "about": about,
        "name": document.name,
        "sha256": document.digest,
        "size": len(document.data),
        "who": project.who,
        "at": project.clock().isoformat(timespec="seconds"),
    }

    def apply(writer: Writer) -> None:
        attachments_table.keep_content(writer, document.digest, document.data)
        writer.insert("attachment", values)

    return Command("附上正式文件", apply)


def remove_copy(attachment: Attachment) -> Command:
    """Take a file off its rulebook; undo brings it back."""
    return Command("移除正式文件", lambda writer: writer.delete("attachment", attachment.id))
