"""What happened to one item: who changed which field, from what to what, and the reason given.

Reads the journal and puts it into the school's words; changes nothing.
"""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.ids import HomeworkId
from shuangjian_desktop.domain.review import HandlingAct
from shuangjian_desktop.store import steps
from shuangjian_desktop.store.journal import RowChange, Step
from shuangjian_desktop.store.tables import review as review_table
from shuangjian_desktop.store.tables.review import Handling

_KINDS = {"undo": "撤销：", "redo": "重做："}
_FIELDS = {
    "date": "日期",
    "class_id": "班级",
    "subject_id": "学科",
    "content": "作业内容",
    "minutes": "预计时长",
    "kind": "类型",
    "requirement": "要求",
    "tier": "分层",
    "place": "完成地点",
    "forms": "禁用形式",
    "staff_id": "布置教师",
    "note": "备注",
    "status": "状态",
    "release_at": "定时提交",
    "due": "交作业日",
}
_TOLD_AT_BIRTH = ("content", "minutes", "kind", "requirement", "tier", "place", "note", "due")
_NOTHING = "（空）"


class FieldChange(NamedTuple):
    """One field in words; `before` or `after` is None where there was no item."""

    field: str
    before: str | None
    after: str | None


class Version(NamedTuple):
    """One step that touched the item. `at` is local time to the minute; `reasons` as given."""

    at: str
    who: str
    act: str
    changes: tuple[FieldChange, ...]
    reasons: tuple[str, ...]


def item_history(project: Project, item_id: HomeworkId) -> tuple[Version, ...]:
    """Return versions and reviews of an item, newest first; empty for one that never was."""
    told, row = [], dict[str, Any]()
    for step, change in steps.history(project.database, item_id):
        row |= change.after or {}
        days = {(row.get("class_id"), day) for day in (row.get("date"), _moved_from(change))}
        told.append(_version(project, step, change, days))
    kept = [version for version in told if version.changes]
    return tuple(reversed(_with_reviews(project, item_id, row, kept)))


def _with_reviews(
    project: Project, item_id: HomeworkId, row: dict[str, Any], told: list[Version]
) -> list[Version]:
    """Return versions, oldest first, with why it was sent back and when its day was passed."""
    if not told:
        return told
    on = date.fromisoformat(row["date"])
    for done in review_table.handlings(project.database, (row["class_id"],), on, on):
        at = done.at[:16].replace("T", " ")
        if done.act is HandlingAct.PASS and at >= told[0].at:
            place = sum(version.at <= at for version in told)
            told.insert(place, Version(at, done.who, done.act.value, (), ()))
        elif done.act is HandlingAct.RETURN and done.item_id in (None, item_id) and done.reason:
            told = [_with_reason(version, at, done) for version in told]
    return told


def _with_reason(version: Version, at: str, done: Handling) -> Version:
    is_meant = version.at == at and any(
        change.after == Status.RETURNED.value for change in version.changes
    )
    return version._replace(reasons=(*version.reasons, str(done.reason))) if is_meant else version


def _moved_from(change: RowChange) -> Any:
    return (change.before or {}).get("date")


def _version(
    project: Project, step: Step, change: RowChange, days: Collection[tuple[Any, Any]]
) -> Version:
    return Version(
        step.at[:16].replace("T", " "),
        step.who,
        f"{_KINDS.get(step.kind, '')}{step.label}",
        _fields(project, change),
        _reasons(project, step, days),
    )


def _fields(project: Project, change: RowChange) -> tuple[FieldChange, ...]:
    before, after = change.before, change.after
    if before is None or after is None:
        row = before or after or {}
        words = [(name, _words(project, name, row.get(name))) for name in _TOLD_AT_BIRTH]
        return tuple(
            FieldChange(_FIELDS[name], said if after is None else None, said if after else None)
            for name, said in words
            if said != _NOTHING
        )
    return tuple(
        FieldChange(
            _FIELDS[name], _words(project, name, before.get(name)), _words(project, name, value)
        )
        for name, value in after.items()
        if name in _FIELDS
    )


def _words(project: Project, name: str, value: Any) -> str:
    """Return a stored value as the window shows it."""
    if value is None or value == "":
        return _NOTHING
    directory = project.directory
    if name == "minutes":
        return f"{value}分钟"
    if name == "tier":
        return f"{value}层"
    if name == "forms":
        return str(value).replace(",", "、")
    if name == "release_at":
        return str(value)[:16].replace("T", " ")
    if name == "subject_id":
        return directory.subject_names.get(value, "已删除的学科")
    if name == "staff_id":
        return directory.staff_names.get(value, "已删除的教师")
    return str(value)


def _reasons(project: Project, step: Step, days: Collection[tuple[Any, Any]]) -> tuple[str, ...]:
    """Return the reasons written beside the change in the same step, for its own class-day."""
    given = review_table.given_in_step(project.database, step.seq)
    own = [each for each in given if (each[0], each[1].isoformat()) in days]
    return tuple(dict.fromkeys(f"{kind.value}：{text}" for _, _, kind, text in own))
