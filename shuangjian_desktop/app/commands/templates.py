"""Make, change, remove and order homework templates.

A template is never homework by itself: putting it into a cell is the ordinary entry.
"""

from collections.abc import Sequence

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.domain.homework import MAX_CONTENT, MAX_MINUTES, MAX_NOTE, HomeworkItem
from shuangjian_desktop.domain.template import Template, with_blanks
from shuangjian_desktop.domain.text import read_text
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables.templates import row_of


def add_template(template: Template) -> Command:
    """Insert one behind the last; its `id` and `position` are given here."""
    checked = checked_template(template)

    def apply(writer: Writer) -> None:
        known = [row for _, row in writer.find("template")]
        _refuse_twin(known, checked)
        last = max((row["position"] for row in known), default=-1)
        writer.insert("template", row_of(checked._replace(position=last + 1)))

    return Command("新建作业模板", apply)


def change_template(template: Template) -> Command:
    """Write what differs from the stored row of the same id."""
    checked = checked_template(template)

    def apply(writer: Writer) -> None:
        others = [row for row_id, row in writer.find("template") if row_id != checked.id]
        _refuse_twin(others, checked)
        writer.update("template", checked.id, row_of(checked))

    return Command("修改作业模板", apply)


def remove_template(template_id: str) -> Command:
    """Delete one; undo brings it back."""

    def apply(writer: Writer) -> None:
        writer.delete("template", template_id)

    return Command("删除作业模板", apply)


def order_templates(template_ids: Sequence[str]) -> Command:
    """Give the templates the order of their ids."""

    def apply(writer: Writer) -> None:
        for position, template_id in enumerate(template_ids):
            writer.update("template", template_id, {"position": position})

    return Command("调整作业模板顺序", apply)


def template_of(item: HomeworkItem, grade: int | None) -> Template:
    """Return an item as a template: its numbers become blanks, its minutes a proposal."""
    return Template(
        "",
        grade,
        item.subject_id,
        with_blanks(item.content),
        item.minutes,
        item.kind,
        item.requirement,
        item.tier,
        item.place,
        item.note,
    )


def checked_template(template: Template) -> Template:
    """Return the template with clean text, or raise UserError naming the field."""
    content = _text(template.content, "模板内容", MAX_CONTENT)
    if not content:
        raise UserError("模板内容是空的；请写出作业的样子，要填的地方用“＿”。")
    if template.minutes is not None and not 0 <= template.minutes <= MAX_MINUTES:
        raise UserError(f"预计时长不在0到{MAX_MINUTES}分钟之间；请改成这个范围内的整数。")
    note = _text(template.note or "", "备注", MAX_NOTE) or None
    return template._replace(content=" ".join(content.split()), note=note)


def _refuse_twin(known: Sequence[dict[str, object]], template: Template) -> None:
    where = (template.grade, template.subject_id, template.content, template.tier)
    for row in known:
        if (row["grade"], row["subject_id"], row["content"], row["tier"] or None) == where:
            raise UserError(f"已经有模板“{template.content}”，没有改动；请换一个内容或修改原来的。")


def _text(raw: str, name: str, limit: int) -> str:
    reading = read_text(raw, name=name, limit=limit)
    if reading.value is None:
        raise UserError(reading.problem or f"{name}无法保存。")
    return reading.value
