"""Set how firmly the school holds each rule, and the limits it sets itself, stricter than the book.

Refuses a limit looser than the rulebook's; what a policy then stops is app/gate.
"""

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.policies import default_policy
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.policy import RulePolicy
from shuangjian_desktop.domain.school import OwnLimit, grade_name
from shuangjian_desktop.domain.text import read_text
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.rules.book import Tested
from shuangjian_desktop.store.journal import Writer

MAX_DOCUMENT = 100


def set_policy(policy: RulePolicy) -> Command:
    """Hold a rule as firmly as told from now on; what is our default anyway leaves no row."""
    values = {"on_save": policy.on_save.value, "on_publish": policy.on_publish.value}
    is_default = policy == default_policy(policy.rule)

    def apply(writer: Writer) -> None:
        found = writer.find("policy", rule=policy.rule)
        if is_default:
            for row_id, _ in found:
                writer.delete("policy", row_id)
        elif found:
            writer.update("policy", found[0][0], values)
        else:
            writer.insert("policy", {"rule": policy.rule, **values})

    return Command("修改保存规则", apply)


def reset_policies() -> Command:
    """Take back everything the school has set, in one step."""

    def apply(writer: Writer) -> None:
        for row_id, _ in writer.find("policy"):
            writer.delete("policy", row_id)

    return Command("保存规则恢复默认", apply)


def set_own_limit(project: Project, limit: OwnLimit) -> Command:
    """Set a stricter written limit for some grades from a day on; replaces one of the same day.

    UserError when it is looser than the rulebook for any of the grades, or names no document.
    """
    checked = limit._replace(document=_document(limit.document))
    _refuse_looser(project, checked)
    where = {
        "since": checked.since.isoformat(),
        "first_grade": checked.first_grade,
        "last_grade": checked.last_grade,
    }

    def apply(writer: Writer) -> None:
        values = {"minutes": checked.minutes, "document": checked.document}
        found = writer.find("own_limit", **where)
        if found:
            writer.update("own_limit", found[0][0], values)
        else:
            writer.insert("own_limit", where | values)

    return Command("设定本校上限", apply)


def remove_own_limit(limit: OwnLimit) -> Command:
    """Take a limit back; days are then held to what is left."""

    def apply(writer: Writer) -> None:
        found = writer.find(
            "own_limit",
            since=limit.since.isoformat(),
            first_grade=limit.first_grade,
            last_grade=limit.last_grade,
        )
        for row_id, _ in found:
            writer.delete("own_limit", row_id)

    return Command("撤销本校上限", apply)


def _document(text: str) -> str:
    reading = read_text(text, name="文件名称", limit=MAX_DOCUMENT, fold_lines=True)
    if not reading.value:
        raise UserError(reading.problem or "还没有写依据哪份文件；请填写文件名称后再保存。")
    return reading.value


def _refuse_looser(project: Project, limit: OwnLimit) -> None:
    school = project.directory.school
    book = project.rulebooks.in_force(limit.since)
    for grade in range(limit.first_grade, limit.last_grade + 1):
        figure = book.written_limit(grade, school.stage(grade), limit.since)
        if figure is None:
            raise UserError(f"{limit.since}还没有{grade_name(grade)}的上限；请把日期改晚。")
        if figure.tested is Tested.WRITTEN_HOME:
            raise UserError(
                f"{grade_name(grade)}本来就不留书面家庭作业，不能再另设上限；请从三年级起选。"
            )
        if limit.minutes > figure.value:
            raise UserError(
                f"{grade_name(grade)}的上限是{figure.value}分钟（{figure.document}），"
                f"学校只能更严，不能改成{limit.minutes}分钟；请填不超过{figure.value}的数。"
            )
