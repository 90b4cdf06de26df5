"""Refuse what reads as new lessons where it is entered: in the week's activities and for one day.

The words are the rulebook's (rules/new_lessons); imports say it of the line they stand in [§7].
"""

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.rules.new_lessons import new_lesson_words


def refuse_new_lesson(title: str, outcome: str) -> None:
    """Raise UserError for a title that reads as new lessons; `outcome` is 没有改动 or 没有预约."""
    words = new_lesson_words(title)
    if words:
        raise UserError(
            f"“{title}”里的“{words}”读起来是上新课，课后服务不得讲授新课（第7条），"
            f"{outcome}；请改名称，或换成作业辅导、答疑等内容。"
        )
