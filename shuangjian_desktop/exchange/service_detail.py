"""Read 明细 and the sheets beside it (安排, 时段, 场地): an after-school plan, nothing left out.

Knows nothing of the school file: people and rooms stay the printed names.
"""

from collections.abc import Sequence
from typing import NamedTuple

from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.domain.service import Parity, SessionKind
from shuangjian_desktop.domain.wishes import Weight, Wish
from shuangjian_desktop.exchange import service_fields as fields
from shuangjian_desktop.exchange.cells import Sheet, Tables
from shuangjian_desktop.exchange.headers import Field, Header, find_headers, report_unused
from shuangjian_desktop.exchange.problems import ProblemList
from shuangjian_desktop.exchange.row_reader import RowReader
from shuangjian_desktop.exchange.service_plan_rows import (
    ActivityLine,
    PlanFile,
    PlanLine,
    RoomLine,
    SessionLine,
    SlotLine,
    Wishes,
)
from shuangjian_desktop.rules.new_lessons import new_lesson_words

NEW_LESSON = "“{title}”是讲授新课，课后服务不得讲授新课（第7条）；请改成别的项目。"
_PARITIES = {"": Parity.EVERY} | {each.value: each for each in Parity}
_UP_TO_9999 = (0, 9999)
_WORDS = {weight.words: weight for weight in Weight}


class DetailSheets(NamedTuple):
    """Where the parts of a plan were found; `others` are the sheets none of them took."""

    detail: Header
    plan: Header | None
    slots: Header | None
    rooms: Header | None
    others: tuple[Sheet, ...]


def find_detail(tables: Tables) -> DetailSheets | None:
    """Return the sheets of a plan, None where there is no 明细."""
    found: dict[str, Header] = {}
    others: list[Sheet] = []
    kinds = {
        "detail": fields.DETAIL_FIELDS,
        "plan": fields.PLAN_FIELDS,
        "slots": fields.SLOT_FIELDS,
        "rooms": fields.ROOM_FIELDS,
    }
    for sheet in tables.sheets:
        for key, wanted in kinds.items():
            header = None if key in found else _header(sheet, wanted)
            if header is not None:
                found[key] = header
                break
        else:
            others.append(sheet)
    if "detail" not in found:
        return None
    detail = found["detail"]
    return DetailSheets(
        detail, found.get("plan"), found.get("slots"), found.get("rooms"), tuple(others)
    )


def _header(sheet: Sheet, wanted: tuple[Field, ...]) -> Header | None:
    if sheet.hidden:
        return None
    return next(iter(find_headers(Tables((sheet,), ""), wanted, ProblemList())), None)


def read_detail(
    sheets: DetailSheets,
    problems: ProblemList,
    *,
    known_classes: Sequence[ClassRef] = (),
    primary_grades: int = 6,
) -> PlanFile:
    """Return the plan; what cannot be read is complained of and left out."""
    for header in sheets[:-1]:
        if header is not None:
            report_unused(header, problems)
    reader = _Detail(problems, known_classes, primary_grades)
    reader.read(sheets.detail)
    plan = _plan(sheets.plan, problems) if sheets.plan else reader.plan
    slots = _slots(sheets.slots, problems) if sheets.slots else None
    return PlanFile(
        plan,
        slots,
        _rooms(sheets.rooms, problems) if sheets.rooms else None,
        tuple(reader.activities),
        tuple(
            _at_known_slot(session, slots or (), problems, where)
            for session, where in zip(reader.sessions, reader.wheres, strict=True)
        ),
        tuple(reader.wheres),
    )


def _at_known_slot(
    session: SessionLine, slots: Sequence[SlotLine], problems: ProblemList, where: str
) -> SessionLine:
    """Return a session in the slot of 时段 it means; a second slot at one time is asked about."""
    meant = session.slot
    if meant is None or any(slot.key == meant for slot in slots):
        return session
    times = (meant.weekday, meant.starts, meant.ends)
    same = [slot for slot in slots if (slot.weekday, slot.starts, slot.ends) == times]
    if len(same) == 1 and meant.name in ("", same[0].name) and meant.stage in (None, same[0].stage):
        return session._replace(slot=same[0].key)
    if same:
        problems.question(
            where,
            f"“时段”表里同一时间的是“{same[0].name[:20]}”，这里写“{meant.name[:20]}”，"
            "将另立一个时段；请确认，或改成一致。",
        )
    return session


class _Detail:
    """Takes the rows of 明细 one by one: activities each once, and their sessions."""

    def __init__(
        self, problems: ProblemList, known: Sequence[ClassRef], primary_grades: int
    ) -> None:
        self.activities: list[ActivityLine] = []
        self.sessions: list[SessionLine] = []
        self.wheres: list[str] = []
        self.plan: PlanLine | None = None
        self._problems, self._known, self._primary = problems, known, primary_grades
        self._places: dict[object, int] = {}
        self._taken: set[tuple[int, int]] = set()

    def read(self, header: Header) -> None:
        for row in header.rows_below():
            reader = RowReader(header, row, self._problems)
            if not reader.is_blank("plan"):
                self._take_plan(reader)
            activity = self._activity(reader)
            if activity is None:
                continue
            place = self._place(reader, activity)
            if reader.is_good:
                self._session(reader, place)

    def _take_plan(self, reader: RowReader) -> None:
        plan = _plan_line(reader)
        if self.plan is None:
            self.plan = plan
        elif plan is not None and plan != self.plan:
            reader.error("plan", "与上面几行不是同一个安排；一个文件里只能有一个安排。")

    def _activity(self, reader: RowReader) -> ActivityLine | None:
        title = reader.text("title", "活动", fields.MAX_ITEM, fold_lines=True)
        kind = self._kind(reader)
        if title is None and reader.is_good:
            reader.error("title", "活动是空的，请填活动的名称。")
        elif title is not None and new_lesson_words(title):
            reader.error("title", NEW_LESSON.format(title=title[:20]))
        refs = fields.classes(reader, self._known, self._primary)
        line = ActivityLine(
            title or "",
            kind,
            refs,
            fields.whole(reader, "per_week", "每周次数", (1, 50), 1),
            fields.whole(reader, "wanted", "需要人数", (0, 20), 1),
            fields.whole(reader, "pupils", "学生人数", _UP_TO_9999, 0),
            reader.text("room_kind", "场地类别", fields.MAX_NAME) or "",
            fields.people(reader, "pool"),
            fields.yes(reader, "own", "本班教师"),
            fields.yes(reader, "shared", "跨班混合"),
            fields.yes(reader, "repeat", "可同日多次"),
            reader.text("agreement", "约定", fields.MAX_NOTE) or "",
        )
        return line if reader.is_good else None

    def _kind(self, reader: RowReader) -> SessionKind:
        said = reader.text("kind", "类别", fields.MAX_NAME) or ""
        if said in tuple(SessionKind):
            return SessionKind(said)
        if new_lesson_words(said):
            reader.error("kind", NEW_LESSON.format(title=said[:20]))
        elif reader.is_good:
            known = "、".join(SessionKind)
            reader.error("kind", f"类别“{said[:20]}”不认识，请填下面之一：{known}。")
        return SessionKind.TUTORING

    def _place(self, reader: RowReader, activity: ActivityLine) -> int:
        """Return the activity's number from 1; what was said of it above must be said again."""
        written = fields.whole(reader, "activity", "编号", _UP_TO_9999, 0)
        key: object = written or (activity.title, activity.kind, activity.classes)
        place = self._places.get(key)
        if place is None:
            self.activities.append(activity)
            self._places[key] = place = len(self.activities)
        elif self.activities[place - 1] != activity:
            what = f"编号{written}" if written else f"“{activity.title[:20]}”"
            reader.error("title", f"{what}的活动与上面几行写得不一样，请改成一致。")
        return place

    def _session(self, reader: RowReader, place: int) -> None:
        number = fields.whole(reader, "number", "次", _UP_TO_9999, 0)
        slot = fields.slot(reader)
        staff = fields.people(reader, "people")
        if not number and slot is None and not staff:
            return
        if not number:
            number = 1 + sum(1 for activity, _ in self._taken if activity == place)
        if (place, number) in self._taken:
            reader.error("number", f"这个活动的第{number}次写了两行，请改正。")
        parity = reader.text("parity", "周次", fields.MAX_NAME) or ""
        if parity not in _PARITIES:
            reader.error("parity", f"周次“{parity[:10]}”不对，请填每周、单周或双周。")
        room = reader.text("room", "场地", fields.MAX_NAME) or ""
        is_locked = fields.yes(reader, "locked", "锁定")
        if not reader.is_good:
            return
        self._taken.add((place, number))
        held = (_PARITIES[parity], slot, room, staff, is_locked)
        self.sessions.append(SessionLine(place, number, *held))
        self.wheres.append(reader.where)


def _plan(header: Header, problems: ProblemList) -> PlanLine | None:
    rows = list(header.rows_below())
    if len(rows) > 1:
        where = header.sheet.where(rows[1].number)
        problems.error(where, "一个文件里只能有一个安排，请删掉多余的行。")
    return _plan_line(RowReader(header, rows[0], problems)) if rows else None


def _plan_line(reader: RowReader) -> PlanLine | None:
    name = reader.text("plan", "安排", fields.MAX_ITEM)
    version = fields.whole(reader, "version", "版次", (1, 999), 1)
    if name is None and reader.is_good:
        reader.error("plan", "安排的名称是空的，请填名称。")
    since = fields.day(reader, "since", "开始日期")
    until = fields.day(reader, "until", "结束日期", may_lack=True)
    wishes = _wishes(reader)
    if until and since and until < since:
        reader.error("until", "结束日期早于开始日期，请改正。")
    if not reader.is_good or name is None or since is None:
        return None
    return PlanLine(name, version, since, until, wishes)


def _wishes(reader: RowReader) -> Wishes | None:
    """Return the weights written as 各人次数均衡：重要；…, None where there is no such column."""
    if not reader.has("wishes"):
        return None
    found = []
    for part in (reader.text("wishes", "排课愿望", fields.MAX_NOTE) or "").split("；"):
        name, _, words = part.partition("：")
        if name in tuple(Wish) and words in _WORDS:
            found.append((Wish(name), _WORDS[words]))
        elif part:
            reader.error("wishes", f"排课愿望“{part[:20]}”看不懂，请照“{Wish.FAIR}：重要”写。")
    return tuple(found)


def _slots(header: Header, problems: ProblemList) -> tuple[SlotLine, ...]:
    found: dict[SlotLine, SlotLine] = {}
    for row in header.rows_below():
        reader = RowReader(header, row, problems)
        position = fields.whole(reader, "position", "节次", (0, 99), 0)
        slot = fields.slot(reader, position)
        if slot is None:
            continue
        if slot.key in found:
            reader.error("weekday", "这个时段写了两行，请删掉一行。")
        found[slot.key] = slot
    return tuple(found.values())


def _rooms(header: Header, problems: ProblemList) -> tuple[RoomLine, ...]:
    found: dict[str, RoomLine] = {}
    for row in header.rows_below():
        reader = RowReader(header, row, problems)
        name = reader.text("room", "场地", fields.MAX_NAME)
        kind = reader.text("kind", "类别", fields.MAX_NAME) or ""
        capacity = fields.whole(reader, "capacity", "容纳人数", (1, 9999), 1)
        if name is None:
            reader.error("room", "场地的名称是空的，请填名称，或删掉这一行。")
            continue
        if name in found:
            reader.error("room", f"场地“{name[:20]}”写了两行，请删掉一行。")
        found[name] = RoomLine(name, kind, capacity)
    return tuple(found.values())
