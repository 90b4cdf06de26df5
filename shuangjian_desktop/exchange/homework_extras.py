"""The columns a homework workbook may have beyond the usual ones: 交作业日, 禁用形式, 作业状态.

Reads three cells of a row; knows nothing of the school file.
"""

import re
from datetime import date

from shuangjian_desktop.domain.dates import parse_date
from shuangjian_desktop.domain.homework import ForbiddenForm, Status
from shuangjian_desktop.domain.text import fold_width
from shuangjian_desktop.exchange.headers import Field
from shuangjian_desktop.exchange.row_reader import RowReader

DUE, FORMS, STATUS = "due", "forms", "status"
EXTRA_FIELDS = (
    Field(DUE, "交作业日", ("上交日期", "上交日", "交作业日期", "提交日期", "截止日期")),
    Field(FORMS, "禁用形式", ("禁止形式", "违规形式", "不当形式")),
    Field(STATUS, "作业状态", ("提交状态",)),
)
_LONGEST = 100
_BREAKS = re.compile(r"[、,，;；\s]+")
_NONE = ("无", "-", "/", "没有")
_FORMS = {form.value: form for form in ForbiddenForm} | {
    "重复抄写": ForbiddenForm.PUNITIVE,
    "惩罚性抄写": ForbiddenForm.PUNITIVE,
    "家长批改": ForbiddenForm.PARENT_MARKING,
    "家长签字": ForbiddenForm.PARENT_MARKING,
    "手机打卡": ForbiddenForm.PHONE,
    "扫码": ForbiddenForm.PHONE,
}


def read_extras(
    reader: RowReader, set_on: date | None, year_hint: date | None
) -> tuple[date | None, tuple[ForbiddenForm, ...], Status]:
    """Return due day, forms and state of a row, each as when nothing is said where it is not."""
    return read_due(reader, set_on, year_hint), read_forms(reader), read_status(reader)


def read_due(reader: RowReader, set_on: date | None, year_hint: date | None) -> date | None:
    """Return the day of handing in, None when nothing is said or it cannot be (then reported)."""
    reading = parse_date(reader.value(DUE), year_hint=set_on or year_hint)
    reader.reading(DUE, reading.problem, has_value=reading.value is not None)
    if reading.value is not None and set_on is not None and reading.value < set_on:
        reader.error(DUE, f"交作业日{reading.value.isoformat()}在布置日期之前，请改正。")
        return None
    return reading.value


def read_status(reader: RowReader) -> Status:
    """Return how far an item has come, 已提交 when nothing is said; an unknown word is reported."""
    text = reader.text(STATUS, "作业状态", _LONGEST, fold_lines=True)
    for status in Status:
        if text in (None, status.value):
            return Status.SUBMITTED if text is None else status
    known = "、".join(Status)
    reader.error(STATUS, f"作业状态“{str(text)[:20]}”不认识，请填{known}，或者空着。")
    return Status.SUBMITTED


def read_forms(reader: RowReader) -> tuple[ForbiddenForm, ...]:
    """Return the forms a cell names, in the order of the measures; an unknown word is reported."""
    text = reader.text(FORMS, "禁用形式", _LONGEST, fold_lines=True)
    if text is None or text in _NONE:
        return ()
    found = set()
    for word in filter(None, _BREAKS.split(fold_width(text))):
        if word not in _FORMS:
            known = "、".join(form.value for form in ForbiddenForm)
            reader.error(FORMS, f"禁用形式“{word[:20]}”不认识，请填{known}，没有就空着。")
            return ()
        found.add(_FORMS[word])
    return tuple(form for form in ForbiddenForm if form in found)
