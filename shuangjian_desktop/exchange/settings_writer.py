"""Write settings as .toml that reads back equal.

Knows nothing of the school file.
"""

from collections.abc import Iterable
from datetime import date, time
from pathlib import Path

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.settings_values import SettingsFile
from shuangjian_desktop.safe_files import replace_atomically

Value = str | bool | int | float | date | time | tuple[int, ...] | None
Pairs = Iterable[tuple[str, Value]]


def write_settings(file: SettingsFile, path: Path) -> None:
    """Write the settings; raises UserError, leaving the old file."""
    if path.suffix.casefold() != ".toml":
        raise UserError(f"不能写成“{path.name}”，文件名请以.toml结尾。")
    replace_atomically(path, settings_text(file).encode())


def settings_text(file: SettingsFile) -> str:
    """Return the whole file; what is None is left out."""
    school, settings = file.school, file.settings
    grades = None
    if school.first_grade is not None and school.last_grade is not None:
        grades = (school.first_grade, school.last_grade)
    blocks = [
        _block(
            "[school]",
            (
                ("name", school.name),
                ("complaint_phone", school.complaint_phone),
                ("boarding", school.boarding),
                ("grades", grades),
                ("primary_grades", school.primary_grades),
            ),
        )
    ]
    blocks += [
        _block(
            "[[term]]",
            (
                ("name", term.name),
                ("first_day", term.first_day),
                ("last_day", term.last_day),
                ("document", term.document),
            ),
        )
        for term in file.terms
    ]
    blocks += [
        _block(
            "[[off_work]]",
            (
                ("since", entry.since),
                ("time", entry.time),
                ("document", entry.document),
                ("weekdays", entry.weekdays or None),
            ),
        )
        for entry in file.off_work
    ]
    blocks.append(
        _block(
            "[homework]",
            (
                ("weekend_limit_minutes", settings.weekend_limit_minutes),
                ("in_school_share.primary", settings.in_school_share_primary),
                ("in_school_share.junior", settings.in_school_share_junior),
            ),
        )
    )
    blocks.append(
        _block(
            "[service]",
            (
                ("minimum_minutes", settings.service_minimum_minutes),
                ("evening_latest", settings.evening_latest),
            ),
        )
    )
    return "\n".join(block for block in blocks if block)


def _block(head: str, pairs: Pairs) -> str:
    lines = [f"{key} = {_literal(value)}\n" for key, value in pairs if value is not None]
    return "".join([f"{head}\n", *lines]) if lines else ""


def _literal(value: Value) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"[{', '.join(str(number) for number in value)}]"
    return repr(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04X}" for c in escaped) + '"'
    )
