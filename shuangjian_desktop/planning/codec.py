"""Plain values to JSON and strictly back, by their annotations; NamedTuples become lists.

Knows no particular value; whatever does not fit its annotation exactly is refused.
"""

from collections.abc import Callable
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from shuangjian_desktop.errors import UserError

Json = Any
"""What json.loads gives; everything about it is looked at before it is believed."""

T = TypeVar("T")


class NotUnderstood(UserError):
    """What came through the pipe is not what was agreed."""


def to_json(value: object) -> Json:
    """Return lists, numbers, texts and nulls; sets are sorted so that equal values look equal."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(to_json(one) for one in value)
    if isinstance(value, tuple):
        return [to_json(one) for one in value]
    return value


def from_json(kind: type[T], told: Json) -> T:
    """Return the value of a class, every part of it checked. Raises NotUnderstood."""
    return cast("T", _reader(cast("Any", kind))(told))


@cache
def _reader(kind: Any) -> Callable[[Json], object]:
    """Return what reads values of an annotation."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _either(tuple(_reader(one) for one in arguments))
    if origin is tuple:
        return _tuple(arguments)
    if origin is frozenset:
        return _set(_reader(arguments[0]))
    if hasattr(kind, "_fields"):
        return _named(kind)
    if issubclass(kind, Enum):
        return _enum(kind)
    return _plain(kind)


def _plain(kind: type) -> Callable[[Json], object]:
    def read(told: Json) -> object:
        if kind is float and type(told) is int:
            return float(told)
        if type(told) is not (NoneType if kind is NoneType else kind):
            raise _unfit(kind.__name__)
        return told

    return read


def _enum(kind: type[Enum]) -> Callable[[Json], object]:
    def read(told: Json) -> object:
        try:
            return kind(told)
        except ValueError:
            raise _unfit(kind.__name__) from None

    return read


def _either(readers: tuple[Callable[[Json], object], ...]) -> Callable[[Json], object]:
    def read(told: Json) -> object:
        for reader in readers:
            try:
                return reader(told)
            except NotUnderstood:
                continue
        raise _unfit("value")

    return read


def _tuple(arguments: tuple[Any, ...]) -> Callable[[Json], object]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        each = _reader(arguments[0])
        return lambda told: tuple(each(one) for one in _list(told))
    readers = tuple(_reader(one) for one in arguments)

    def read(told: Json) -> object:
        parts = _list(told, len(readers))
        return tuple(reader(one) for reader, one in zip(readers, parts, strict=True))

    return read


def _set(reader: Callable[[Json], object]) -> Callable[[Json], object]:
    return lambda told: frozenset(reader(one) for one in _list(told))


def _named(kind: Any) -> Callable[[Json], object]:
    hints = get_type_hints(kind)
    fields = tuple(kind._fields)

    def read(told: Json) -> object:
        readers = [_reader(hints[field]) for field in fields]
        parts = _list(told, len(fields))
        return kind(*(reader(one) for reader, one in zip(readers, parts, strict=True)))

    return read


def _list(told: Json, length: int | None = None) -> list[Json]:
    if type(told) is not list or length not in (None, len(told)):
        raise _unfit("list")
    return told


def _unfit(what: str) -> NotUnderstood:
    return NotUnderstood(f"传来的数据不合约定（{what}），没有采用；请重新开始计算。")
