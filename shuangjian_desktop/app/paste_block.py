"""A pasted block that names its own classes, days and subjects: a class's week, or a whole grade's.

Labels stand above in one or several head rows, to the left, or in a title line of their own; this
knows no clipboard and leaves what an entry says to quick_entry.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from shuangjian_desktop.app.paste_labels import CLASS, CORNER, DATE, SUBJECT, Label, LabelReader
from shuangjian_desktop.app.paste_plan import PasteProblem, PlanMaker, Target, says_nothing
from shuangjian_desktop.app.quick_entry import read_cell
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.exchange.cells import Cell
from shuangjian_desktop.exchange.clipboard import PastedTable

_LEAST_LABELS = 2
_SERIAL = "序号"
_ANY_KIND = "班级、日期或学科"
MAX_ROW_TEXT = 200


@dataclass(slots=True)
class _Heads:
    """What is known at a row: labels above each column, down the left side, and in the title.

    A word where a label belongs that names nothing is kept as it is: it holds for the blank cells
    below it as a label does, and what stands beside it waits until a person says what it means.
    """

    above: dict[int, Label] = field(default_factory=dict)
    beside: dict[int, Label | str] = field(default_factory=dict)
    title: Label = CORNER

    def put_beside(self, column: int, label: Label | str) -> None:
        """Remember a label, or a word that is none; what stood further in no longer counts."""
        self.beside = {c: x for c, x in self.beside.items() if c < column}
        self.beside[column] = label


def read_block(maker: PlanMaker, table: PastedTable, on: date, usual: Target) -> bool:
    """Put the entries of a labelled block into a plan; False when the block has no labels.

    `on` names the week weekdays belong to; `usual` is the class and day that need no naming.
    """
    reader = LabelReader(maker.project, on)
    rows = [tuple(_text(cell) for cell in row) for row in table.grid]
    if not _is_labelled(reader, rows):
        return False
    heads, kinds = _Heads(), _kinds_beside(reader, rows)
    was_head = False
    for number, (texts, cells) in enumerate(zip(rows, table.grid, strict=True), 1):
        maker.step(number, len(rows))
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
            row = _BlockRow(maker, reader, heads, kinds, usual)
            row.read(texts, cells)
            if row.unread and not row.has_entries:
                row_text = " ".join(filter(None, texts))[:MAX_ROW_TEXT]
                maker.problems.append(PasteProblem(f"第{number}行", row_text, row.why))
    return True


def _kinds_beside(reader: LabelReader, rows: list[tuple[str, ...]]) -> dict[int, str]:
    """Return what the labels of each column mostly name: 班级, 日期, 学科; nothing under 序号."""
    told: dict[int, Counter[str]] = {}
    counting = {c: "" for texts in rows for c, text in enumerate(texts) if text == _SERIAL}
    for texts in (row for row in rows if sum(map(bool, row)) > 1):  # a title is no label
        for column, text in enumerate(texts):
            label = reader.read(text) if text else None
            if label is None:
                break
            if label.kind:
                told.setdefault(column, Counter())[label.kind] += 1
    return {column: counted.most_common(1)[0][0] for column, counted in told.items()} | counting


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


class _BlockRow:
    """One row: its labels on the left, those left blank as above, then its entries."""

    def __init__(
        self,
        maker: PlanMaker,
        reader: LabelReader,
        heads: _Heads,
        kinds: dict[int, str],
        usual: Target,
    ) -> None:
        self._maker, self._reader, self._heads = maker, reader, heads
        self._kinds, self._usual = kinds, usual
        self._label = heads.title
        self._strange: dict[str, str] = {}  # the word, and what it should name
        self.has_entries = False

    @property
    def unread(self) -> str:
        return "、".join(self._strange)

    @property
    def why(self) -> str:
        said = [f"看不出“{word}”是哪个{kind}" for word, kind in self._strange.items()]
        return "；".join(said)

    def read(self, texts: tuple[str, ...], cells: tuple[Cell, ...]) -> None:
        """Put the entries of the row into the plan."""
        heads, is_left = self._heads, True
        first = min(heads.above, default=None)
        for column, (text, cell) in enumerate(zip(texts, cells, strict=True)):
            label = self._reader.read(text) if is_left else None
            is_left = is_left and (column < first if first is not None else not text or bool(label))
            if is_left:
                if text:
                    heads.put_beside(column, label or text)
                self._take_label(column)
            elif text and not cell.covered:
                self.has_entries = True
                self._read_entry(self._label.joined(heads.above.get(column, CORNER)), text)

    def _take_label(self, column: int) -> None:
        found = self._heads.beside.get(column)
        if isinstance(found, str):
            if kind := self._kinds.get(column, _ANY_KIND):
                self._strange[found] = kind
        elif found is not None:
            self._label = self._label.joined(found)

    def _read_entry(self, label: Label, text: str) -> None:
        usual = self._usual
        if self._strange:  # what cannot be read must not be taken for what is in sight
            kinds = set(self._strange.values())
            label = label.without(kinds)
            usual = Target() if _ANY_KIND in kinds else _without(usual, kinds)
        classes: tuple[SchoolClass | None, ...] = label.classes or (None,)
        for school_class in classes:
            target = Target(school_class, label.on, label.subject_id).filled(usual)
            for entry in read_cell(text):
                if self._strange and not says_nothing(entry.content):
                    text_of = entry.content or text
                    self._maker.refuse(target, text_of, self.why, entry, unread=self.unread)
                else:
                    self._maker.add(target, entry, text)


def _without(usual: Target, kinds: set[str]) -> Target:
    return Target(
        None if CLASS in kinds else usual.school_class,
        None if DATE in kinds else usual.on,
        None if SUBJECT in kinds else usual.subject_id,
    )


def _text(cell: Cell) -> str:
    return "" if cell.value is None else str(cell.value).strip()
