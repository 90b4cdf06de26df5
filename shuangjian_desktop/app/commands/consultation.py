"""Write a 二次会商 record and do what was agreed, in one step.

Knows what is stored; before and after are shaped by app/queries/consultations.
"""

from collections.abc import Sequence

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.review import note_act
from shuangjian_desktop.domain.consultation import Consultation, Measure, changed
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.review import HandlingAct
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables.consultations import row_of
from shuangjian_desktop.store.tables.homework import row_of as item_row


def hold_consultation(record: Consultation, items: Sequence[HomeworkItem] = ()) -> Command:
    """Store a closed record and change the given items as its proposals say.

    Without items nothing is changed: the day was solved before and is only written down.
    UserError when nobody agreed or a day is changed without a proposal. Conflict when an item
    is gone.
    """
    if not record.agreed_by:
        raise UserError("还没有选参加会商的人；请至少选一位同意调整的老师，再保存会商记录。")
    if items and all(proposal.measure is Measure.KEEP for proposal in record.proposals):
        raise UserError("还没有任何一项要调整；请先选一项作业改时长、改选做、改校内或删除。")
    known = {item.id: item for item in items}

    def apply(writer: Writer) -> None:
        for proposal in record.proposals:
            item = known.get(proposal.item_id)
            if item is not None and proposal.measure is not Measure.KEEP:
                after = changed(item, proposal)
                if after is None:
                    writer.delete("homework", item.id)
                else:
                    writer.update("homework", item.id, _differing(item, after))
        writer.insert("consultation", row_of(record))
        where = {"class_id": record.class_id, "date": record.date.isoformat()}
        words = f"{record.before.total}分钟改为{record.after.total}分钟"
        note_act(
            writer, where, HandlingAct.CONSULT, record.closed_by, record.closed_at, reason=words
        )

    return Command("二次会商", apply)


def _differing(before: HomeworkItem, after: HomeworkItem) -> dict[str, object]:
    """Return only what the consultation changed: what others typed meanwhile stays."""
    old, new = item_row(before), item_row(after)
    return {column: value for column, value in new.items() if old[column] != value}
