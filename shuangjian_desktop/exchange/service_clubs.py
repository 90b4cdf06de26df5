"""Read a list of clubs: name, time, place, who leads it, for whom, how many.

Knows nothing of the school file: people and places stay the printed names. Its head is found by
what the words mean; what a row says and nobody can read is told with its address.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.domain.service import SessionKind
from shuangjian_desktop.domain.text import clean_text
from shuangjian_desktop.exchange import service_fields as fields
from shuangjian_desktop.exchange.cells import Sheet, Tables
from shuangjian_desktop.exchange.headers import Field, Header, find_headers, report_unused
from shuangjian_desktop.exchange.problems import ProblemList
from shuangjian_desktop.exchange.row_reader import RowReader, shown_text
from shuangjian_desktop.exchange.service_detail import NEW_LESSON
from shuangjian_desktop.exchange.service_rows import ServiceRow, of_classes, room_of, taken_pieces
from shuangjian_desktop.exchange.service_times import Slots, When, read_when
from shuangjian_desktop.exchange.service_titles import first_named
from shuangjian_desktop.exchange.service_words import (
    EMPTY_MARKS,
    OWN_ROOM,
    is_no_service,
    kind_of,
)
from shuangjian_desktop.rules.new_lessons import new_lesson_words

_WORDS = {
    "title": "社团 社团名称 活动名称 课程名称 项目名称 兴趣小组 小组名称 活动 课程 项目 活动项目 "
    "班名",
    "when": "活动时间 上课时间 开课时间 服务时间 训练时间 时段 具体时间",
    "weekday": "星期几 周几 活动日 上课日 周次",
    "room": "场地 活动地点 上课地点 活动场地 活动场所 教室 训练地点",
    "people": "负责人 指导教师 指导老师 任课教师 任课老师 辅导教师 辅导老师 授课教师 主讲教师 "
    "带队教师 老师 教练 人员 责任人",
    "classes": "年级 对象 参加班级 参加年级 招生对象 招生年级 服务对象 活动对象 面向年级 面向对象 "
    "参加对象 适合年级",
    "pupils": "学生人数 招生人数 报名人数 限报人数 名额 参加人数 限额",
    "kind": "类型 活动类别 社团类别",
    "number": "编号 号",
}
_TITLES = {
    "title": "名称",
    "when": "时间",
    "weekday": "星期",
    "room": "地点",
    "people": "教师",
    "classes": "班级",
    "pupils": "人数",
    "kind": "类别",
    "number": "序号",
}
FIELDS = tuple(
    Field(key, title, tuple(_WORDS[key].split()), is_required=key in ("title", "when"))
    for key, title in _TITLES.items()
)
_OF_DETAIL = ("学段", "锁定", "每周次数", "需要人数", "场地类别", "可选人员", "可同日多次")
_TITLE_ROWS = 4
_NO_LIMIT = ("不限", "不限人数", "若干", *EMPTY_MARKS)
_MOST_PUPILS = 9999


class ClubList(NamedTuple):
    """Where a list was found, and the titles above it."""

    header: Header
    titles: tuple[str, ...]


def take_clubs(tables: Tables) -> tuple[tuple[ClubList, ...], Tables]:
    """Return every list of the visible sheets, and the file without these sheets."""
    found: list[ClubList] = []
    rest: list[Sheet] = []
    for sheet in tables.sheets:
        head = None if sheet.hidden or not sheet.rows else _header(sheet)
        if head is None:
            rest.append(sheet)
        else:
            above = (row for row in sheet.rows[:_TITLE_ROWS] if row.number < head.row.number)
            texts = (str(cell.value) for row in above for cell in row.cells if not cell.is_blank)
            found.append(ClubList(head, tuple(dict.fromkeys((*texts, sheet.name)))))
    return tuple(found), replace(tables, sheets=tuple(rest))


def _header(sheet: Sheet) -> Header | None:
    found = next(iter(find_headers(Tables((sheet,), ""), FIELDS, ProblemList())), None)
    if found is None or not {"people", "room", "classes"} & found.columns.keys():
        return None
    own = sum(clean_text(str(cell.value)) in _OF_DETAIL for _, cell in found.others)
    return found if own < len(_OF_DETAIL) // 2 else None  # 明细 that lost a column is no such list


class ClubReader:
    """Reads one list."""

    def __init__(
        self,
        clubs: ClubList,
        known_names: frozenset[str],
        known_classes: Sequence[ClassRef],
        primary_grades: int,
        problems: ProblemList,
    ) -> None:
        self._header, self._titles = clubs
        self._known, self._problems = known_names, problems
        self._classes, self._primary = known_classes, primary_grades
        head = clean_text(str(self._header.row.cell(self._header.columns["title"]).value))
        self._usual = _usual_kind(" ".join((*self._titles, head)))
        report_unused(self._header, problems)

    def read(self, slots: Sequence[Slots]) -> list[ServiceRow]:
        """Return a row for every time of every club; `slots` say when 第2节 is."""
        found: list[ServiceRow] = []
        for row in self._header.rows_below():
            reader = RowReader(self._header, row, self._problems)
            if all(reader.is_blank(f.key) for f in FIELDS if f.key != "number"):
                number = reader.text("number", "序号", fields.MAX_NOTE) or ""
                if number and not number.strip("、.").isdecimal():
                    self._problems.warning(reader.where, f"“{number[:30]}”没有用到。")
                continue
            if self._is_note(reader):
                text = clean_text(str(row.cells and self._first(reader)), fold_lines=True)
                self._problems.warning(reader.where, f"“{text[:30]}”没有用到。")
            else:
                found += self._club(reader, slots)
        return found

    def _first(self, reader: RowReader) -> object:
        return next((reader.cell(f.key).value for f in FIELDS if not reader.is_blank(f.key)), "")

    def _is_note(self, reader: RowReader) -> bool:
        """Return whether a row is no club: one text alone, or one merged over all of it."""
        filled = [reader.cell(f.key) for f in FIELDS if not reader.is_blank(f.key)]
        if any(cell.error for cell in filled):
            return False
        merged = [cell for cell in filled if cell.covered]
        same = len({str(cell.value) for cell in filled}) == 1
        alone = len(filled) == 1 and str(filled[0].value).startswith(("备注", "注", "说明", "合计"))
        return alone or (same and len(merged) >= len(filled) - 1 > 0)

    def _club(self, reader: RowReader, slots: Sequence[Slots]) -> list[ServiceRow]:
        title = reader.text("title", "名称", fields.MAX_ITEM, fold_lines=True)
        if title and is_no_service(title):
            self._problems.warning(reader.where, f"“{title[:20]}”不是课后服务，这一行没有导入。")
            return []
        if title and new_lesson_words(title):
            reader.error("title", NEW_LESSON.format(title=title[:20]))
        elif title is None and reader.is_good:
            reader.error("title", "名称是空的，请填活动的名称。")
        kind = self._kind(reader, title or "")
        whens = self._when(reader, slots)
        classes = self._whom(reader)
        people, places = self._people(reader)
        room = self._room(reader, classes)
        for place in places:
            if room and place != room:
                reader.question(
                    "people", f"教师一列写了“{place[:20]}”，场地按“{room[:20]}”导入；请确认。"
                )
            room = room or place
        pupils = self._pupils(reader)
        if not reader.is_good or title is None or not classes:
            return []
        return [
            of_classes(
                ServiceRow(
                    reader.where, *when, title, kind, classes[0], people, room=room, pupils=pupils
                ),
                classes,
            )
            for when in whens
        ]

    def _kind(self, reader: RowReader, title: str) -> SessionKind:
        said = reader.text("kind", "类别", fields.MAX_NAME) or ""
        found = SessionKind(said) if said in tuple(SessionKind) else kind_of(said)
        if said and found is None:
            reader.question("kind", f"类别“{said[:20]}”不认识，按名称归类；请确认，之后可以改。")
        found = found or self._usual or kind_of(title)
        if found is None and title:
            reader.question(
                "title", f"“{title[:20]}”属于哪一类看不出来，按兴趣小组导入；请确认，之后可以改。"
            )
        return found or SessionKind.INTEREST

    def _when(self, reader: RowReader, slots: Sequence[Slots]) -> Sequence[When]:
        texts = [_text(reader, "weekday"), _text(reader, "when")]
        if not reader.is_good:
            return ()
        if texts[0] and not texts[0].startswith(("星期", "周", "礼拜", "每", "单", "双")):
            texts[0] = f"周{texts[0]}"
        reading = read_when(" ".join(texts), slots)
        if reading.problem or not reading.whens:
            told = "时间是空的，请写成 周二16:25-17:05 或 每周二第2节 这样。"
            reader.error("when", reading.problem or told)
        return reading.whens

    def _whom(self, reader: RowReader) -> tuple[ClassRef, ...]:
        if not reader.is_blank("classes"):
            return fields.classes(reader, self._classes, self._primary)
        titled = first_named(self._titles, self._classes, self._primary)
        if titled.classes:
            return titled.classes
        if titled.problem or not self._classes:
            reader.error("classes", titled.problem or "班级是空的，请填一个或几个班、年级。")
        else:
            reader.question("classes", "没有写给哪些班级，按全校各班导入；请确认，或填班级、年级。")
        return tuple(self._classes)

    def _people(self, reader: RowReader) -> tuple[tuple[str, ...], list[str]]:
        cell = reader.cell("people")
        if cell.is_blank or str(cell.value).strip() in EMPTY_MARKS:
            return (), []
        where = reader.where_is("people")
        pieces = taken_pieces(cell, where, self._known, self._problems, wants_people=True)
        for piece in pieces:
            if piece.title:
                self._problems.question(
                    where, f"“{piece.title[:20]}”写在教师一列，不像姓名，没有导入；请确认。"
                )
        people = (name for piece in pieces for name in piece.people)
        return tuple(dict.fromkeys(people)), [piece.place for piece in pieces if piece.place]

    def _room(self, reader: RowReader, classes: Sequence[ClassRef]) -> str:
        said = reader.text("room", "地点", fields.MAX_NAME, fold_lines=True) or ""
        return "" if said in (*OWN_ROOM, *EMPTY_MARKS) else room_of(said, classes)

    def _pupils(self, reader: RowReader) -> int:
        if _text(reader, "pupils") in _NO_LIMIT:
            return 0
        return fields.whole(reader, "pupils", "人数", (0, _MOST_PUPILS), 0)


def _usual_kind(texts: str) -> SessionKind | None:
    """Return what all of a list is, by its title: 社团安排 is of clubs."""
    return next(
        (kind for word, kind in (("社团", SessionKind.CLUB), ("兴趣", SessionKind.INTEREST))
         if word in texts),
        None,
    )  # fmt: skip


def _text(reader: RowReader, key: str) -> str:
    value = reader.value(key)
    if value is None:
        return ""
    shown, problem = shown_text(value, "时间" if key != "pupils" else "人数")
    if problem:
        reader.error(key, problem)
    return clean_text(shown)
