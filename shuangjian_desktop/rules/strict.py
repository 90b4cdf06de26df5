"""Reads TOML tables strictly: keys are asked for by type, left-over keys refused with their line.

Knows nothing of what the tables mean. tomllib gives no line numbers: they are looked up on failure.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from shuangjian_desktop.rules.book import RulebookError

_HEADER = re.compile(r"\s*\[\[?([^\]]+)\]\]?\s*(?:#.*)?$")
_KEY_PART = re.compile(r'"([^"]*)"|\'([^\']*)\'|([A-Za-z0-9_-]+)')
_Choice = TypeVar("_Choice", bound=StrEnum)


class Source:
    """The file's name and text: all that is needed to say where something is wrong."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._text = text

    def refuse(self, what: str, line: int | None = None) -> NoReturn:
        """Raise RulebookError with file, line and what to do next."""
        where = f"第{line}行" if line else ""
        raise RulebookError(f"规则文件 {self.name} {where}：{what}；请改正后再打开。")

    def line_of(self, path: tuple[str, ...], nth: int = 0, key: str | None = None) -> int | None:
        """Return the 1-based line of a table (the nth of an array) or of a key inside it."""
        seen = -1
        table_line = None if path else 0
        for number, line in enumerate(self._text.splitlines(), start=1):
            header = _HEADER.match(line)
            parts = _parts(header[1]) if header else ()
            if parts == path and path:
                seen += 1
                table_line = number if seen == nth else None
            elif header and key and parts[: len(path) + 1] == (*path, key):
                return number
            elif header and table_line and seen == nth:
                break
            elif table_line is not None and key and _starts_with_key(line, key):
                return number
        return table_line or None


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(
        next(part for part in match.groups() if part is not None)
        for match in _KEY_PART.finditer(dotted)
    )


def _starts_with_key(line: str, key: str) -> bool:
    match = _KEY_PART.match(line.strip())
    return match is not None and key in match.groups() and "=" in line


class Table:
    """One TOML table being read; `done()` refuses whatever nobody asked for."""

    def __init__(
        self, source: Source, values: Mapping[str, Any], path: tuple[str, ...] = (), nth: int = 0
    ) -> None:
        self._source = source
        self._values = dict(values)
        self._path = path
        self._nth = nth

    @property
    def name(self) -> str:
        return ".".join(self._path) or "文件开头"

    def refuse(self, what: str, key: str | None = None) -> NoReturn:
        """Raise RulebookError at this table, or at one of its keys."""
        line = self._source.line_of(self._path, self._nth, key)
        self._source.refuse(f"[{self.name}] {what}", line)

    def has(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str, default: str | None = None) -> str:
        value = self._take(key, str, "一句文字", default)
        if default is None and not value.strip():
            self.refuse(f"“{key}”是空的", key)
        return str(value)

    def number(self, key: str) -> int:
        value = self._take(key, int, "一个整数")
        if isinstance(value, bool):
            self.refuse(f"“{key}”应为一个整数", key)
        return int(value)

    def flag(self, key: str) -> bool:
        return bool(self._take(key, bool, "true 或 false", False))

    def day(self, key: str) -> date:
        value = self._take(key, date, "一个日期")
        if isinstance(value, datetime):
            self.refuse(f"“{key}”应为日期，不带钟点", key)
        return date(value.year, value.month, value.day)

    def optional_date(self, key: str) -> date | None:
        return self.day(key) if self.has(key) else None

    def texts(self, key: str, required: bool = False) -> tuple[str, ...]:
        values = self._take(key, list, "一列文字", None if required else [])
        if not all(isinstance(value, str) and value for value in values) or (
            required and not values
        ):
            self.refuse(f"“{key}”应为一列不空的文字", key)
        return tuple(values)

    def span(self, key: str) -> tuple[int, int] | None:
        values = self._take(key, list, "首尾两个整数", [])
        if not values:
            return None
        if [type(value) for value in values] != [int, int] or values[0] > values[1]:
            self.refuse(f"“{key}”应为首尾两个整数", key)
        return values[0], values[1]

    def choice(self, key: str, kind: type[_Choice], default: _Choice | None = None) -> _Choice:
        value = self._take(key, str, "一个词", default)
        try:
            return kind(value)
        except ValueError:
            known = "、".join(kind)
            self.refuse(f"“{key}”写着“{value}”，只能是 {known} 之一", key)

    def tables(self, key: str) -> Iterator[tuple[str, "Table"]]:
        """Yield (name, table) for every sub-table of `key`; nothing when it is absent."""
        for name, values in self._take(key, dict, "一组表", {}).items():
            path = (*self._path, key, name)
            if not isinstance(values, dict):
                self.refuse(f"“{key}”下的“{name}”应为一张表", key)
            yield name, Table(self._source, values, path)

    def arrays(self, key: str) -> Iterator[tuple[str, tuple["Table", ...]]]:
        """Yield (name, tables) for every array of tables under `key`, e.g. [[figure.name]]."""
        for name, rows in self._take(key, dict, "一组表", {}).items():
            path = (*self._path, key, name)
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                self._source.refuse(f"“{name}”应写成 [[{key}.{name}]]", self._source.line_of(path))
            yield (
                name,
                tuple(Table(self._source, row, path, nth) for nth, row in enumerate(rows)),
            )

    def done(self) -> None:
        """Refuse keys that nobody reads: a misspelt key must not be silently without effect."""
        for key in self._values:
            self.refuse(f"有不认识的项“{key}”", key)

    def _take(self, key: str, kind: type, what: str, default: Any = None) -> Any:
        if key not in self._values:
            if default is None:
                self.refuse(f"缺少“{key}”（{what}）")
            return default
        value = self._values.pop(key)
        if not isinstance(value, kind):
            self.refuse(f"“{key}”应为{what}", key)
        return value
