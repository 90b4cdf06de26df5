"""A pasted block that names its own classes, days and subjects: a class's week, or a whole grade's.

Labels stand above in one or several head rows, to the left, or in a title line of their own; this
knows no clipboard and leaves what an entry says to quick_entry.
"""

from dataclasses import dataclass, field
from datetime import date

from shuangjian_desktop.app.paste_labels import CORNER, Label, LabelReader
from shuangjian_desktop.app.paste_plan import PasteProblem, PlanMaker, Target
from shuangjian_desktop.app.quick_entry import read_cell
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.exchange.cells import Cell
from shuangjian_desktop.exchange.clipboard import PastedTable

_LEAST_LABELS = 2
MAX_ROW_TEXT = 200


@dataclass(slots=True)
class _Heads:
    """What is known at a row: labels above each column, down the left side, and in the title."""

    above: dict[int, Label] = field(default_factory=dict)
    beside: dict[int, Label] = field(default_factory=dict)
    title: Label = CORNER


def read_block(maker: PlanMaker, table: PastedTable, on: date, usual: Target) -> bool:
    """Put the entries of a labelled block into a plan; False when the block has no labels.

    `on` names the week weekdays belong to; `usual` is the class and day that need no naming.
    """
    reader = LabelReader(maker.project, on)
    rows = [tuple(_text(cell) for cell in row) for row in table.grid]
    if not _is_labelled(reader, rows):
        return False
    heads = _Heads()
    was_head = False
    for number, (texts, cells) in enumerate(zip(rows, table.grid, strict=True), 1):
        if not any(texts):
            continue
        if (title := _title(reader, texts, cells)) is not None:
            heads.title = heads.title.joined(title)
            was_head = False
        elif _is_head(reader, texts):
            above = _head_labels(reader, texts)
            heads = _Heads(_stacked(heads.above, above) if was_head else above, {}, heads.title)
            was_head = True
        else:
            was_head = False
            if (strange := _strange_label(reader, heads, texts)) is None:
                _read_row(maker, reader, heads, texts, cells, usual)
            else:
                why = f"看不出“{strange}”是哪个班级、日期或学科"
                row_text = " ".join(filter(None, texts))[:MAX_ROW_TEXT]
                maker.problems.append(PasteProblem(f"第{number}行", row_text, why))
    return True


def _strange_label(reader: LabelReader, heads: _Heads, texts: tuple[str, ...]) -> str | None:
    """Return what stands where a row's label belongs and is none: the whole row is left out."""
    first = min(heads.above, default=0)
    return next((text for text in texts[:first] if text and reader.read(text) is None), None)


def _is_labelled(reader: LabelReader, rows: list[tuple[str, ...]]) -> bool:
    """A head row, or in every row a label before its first entry."""
    full = [row for row in rows if any(row)]
    if any(_is_head(reader, row) for row in full):
        return True
    wide = [row for row in full if sum(map(bool, row)) > 1]
    return bool(wide) and all(reader.read(next(filter(None, row))) for row in wide)


def _is_head(reader: LabelReader, texts: tuple[str, ...]) -> bool:
    told = [reader.read(text) for text in texts if text]
    return len(told) >= _LEAST_LABELS and all(label is not None for label in told)


def _title(reader: LabelReader, texts: tuple[str, ...], cells: tuple[Cell, ...]) -> Label | None:
    """Return what a line of a single cell, merged ones included, names: a class, a date."""
    own = [text for text, cell in zip(texts, cells, strict=True) if text and not cell.covered]
    if len(own) != 1:
        return None
    label = reader.read_title(own[0])
    return label if label and (label.classes or label.on) else None


def _head_labels(reader: LabelReader, texts: tuple[str, ...]) -> dict[int, Label]:
    labels = {}
    for column, text in enumerate(texts):
        label = reader.read(text)
        if label is not None and label != CORNER:
            labels[column] = label
    return labels


def _stacked(upper: dict[int, Label], lower: dict[int, Label]) -> dict[int, Label]:
    """Join two head rows; a head left blank on the right goes on from the one before it."""
    found: dict[int, Label] = dict(lower)
    carried: Label | None = None
    for column in range(max([*upper, *lower], default=-1) + 1):
        carried = upper.get(column, carried)
        if carried is not None and column in lower:
            found[column] = carried.joined(lower[column])
        elif column in upper:
            found[column] = upper[column]
    return found


def _read_row(
    maker: PlanMaker,
    reader: LabelReader,
    heads: _Heads,
    texts: tuple[str, ...],
    cells: tuple[Cell, ...],
    usual: Target,
) -> None:
    """Read one row: its labels on the left, those left blank as above, then its entries."""
    first = min(heads.above, default=None)
    row_label = heads.title
    is_left = True
    for column, (text, cell) in enumerate(zip(texts, cells, strict=True)):
        label = reader.read(text) if is_left else None
        is_left = is_left and (
            column not in heads.above if first is not None else not text or bool(label)
        )
        if is_left and (label or (not text and column in heads.beside)):
            if label:
                heads.beside = {c: x for c, x in heads.beside.items() if c < column}
                heads.beside[column] = label
            row_label = row_label.joined(heads.beside[column])
        elif text and not cell.covered:
            whole = row_label.joined(heads.above.get(column, CORNER))
            _read_entry(maker, whole, text, usual)


def _read_entry(maker: PlanMaker, label: Label, text: str, usual: Target) -> None:
    classes: tuple[SchoolClass | None, ...] = label.classes or (None,)
    for school_class in classes:
        target = Target(school_class, label.on, label.subject_id).filled(usual)
        for entry in read_cell(text):
            maker.add(target, entry, text)


def _text(cell: Cell) -> str:
    return "" if cell.value is None else str(cell.value).strip()
