"""The official copies the school keeps of its rulebooks: listed, checked by digest, opened.

Reads the school file; shows nothing itself.
"""

from hashlib import sha256
from pathlib import Path

from shuangjian_desktop import paths
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.attachment import Attachment, about_rulebook
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.document_file import SUFFIXES
from shuangjian_desktop.rules.book import Rulebook
from shuangjian_desktop.safe_files import replace_atomically, safe_file_name
from shuangjian_desktop.store.tables import attachments as attachments_table

_FOLDER = "opened"
_SHORT = 12


def copies(project: Project, book: Rulebook) -> tuple[Attachment, ...]:
    """Return the files kept beside a rulebook version, oldest first."""
    return tuple(attachments_table.attachments(project.database, about_rulebook(book.name)))


def taken_out(project: Project, attachment: Attachment) -> Path:
    """Write a kept file where another program can open it; return the path.

    Into our own folder, one place per content: opening it twice leaves one file. UserError when
    what is kept is no longer what was attached.
    """
    suffix = Path(attachment.name).suffix
    if suffix.casefold() not in SUFFIXES:  # a school file made elsewhere could hold a program
        raise UserError(
            f"留存的“{attachment.name}”不是PDF、图片、Word或OFD文件，没有打开；"
            "请问把它放进来的人，不需要就移除。"
        )
    data = _sound_content(project, attachment)
    if data is None:
        raise UserError(
            f"留存的“{attachment.name}”与附上时不一致，没有打开；请用最近的备份核对，或重新附上。"
        )
    folder = paths.user_data_dir() / _FOLDER / attachment.sha256[:_SHORT]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"无法在“{folder}”放下要打开的文件；请检查磁盘是否已满。") from error
    path = folder / safe_file_name(Path(attachment.name).stem, suffix)
    if _is_there(path, attachment):
        return path
    return replace_atomically(path, data)


def unsound_copies(project: Project) -> tuple[list[str], int]:
    """Return the names of kept files that are not what was attached, and how many there are."""
    kept = attachments_table.attachments(project.database)
    return [each.name for each in kept if _sound_content(project, each) is None], len(kept)


def _sound_content(project: Project, attachment: Attachment) -> bytes | None:
    data = attachments_table.content(project.database, attachment.sha256)
    if data is None or sha256(data).hexdigest() != attachment.sha256:
        return None
    return data


def _is_there(path: Path, attachment: Attachment) -> bool:
    try:
        return sha256(path.read_bytes()).hexdigest() == attachment.sha256
    except OSError:
        return False
