"""Every rule against its table of passing and failing examples, and the sentences it says."""

import re
from datetime import date

import pytest

from shuangjian_desktop.domain.homework import ForbiddenForm
from shuangjian_desktop.rules.class_day import ClassDay
from shuangjian_desktop.rules.findings import Finding, Severity
from shuangjian_desktop.rules.registry import registered_rules, run_checks
from shuangjian_desktop.rules.rulebook import Rulebook
from shuangjian_desktop.rules.totals import day_totals
from tests.rules.class_days import class_day, from_words, rows

EXAMPLES = tuple(rows("findings.md"))


def findings_of(day: ClassDay, book: Rulebook) -> tuple[Finding, ...]:
    return run_checks(day, day_totals(day, book), book)


def of_rule(rule: str, day: ClassDay, book: Rulebook) -> list[Finding]:
    return [found for found in findings_of(day, book) if found.rule == rule]


def in_words(found: Finding) -> str:
    if found.measured is None:
        return str(found.severity)
    limit = "无" if found.limit is None else str(found.limit)
    return f"{found.severity} {found.measured}/{limit}"


@pytest.mark.parametrize(
    ("rule", "row"), [pytest.param(rule, row, id=f"{rule}-{row['说明']}") for rule, row in EXAMPLES]
)
def test_a_rule_reports_what_its_table_says(rule: str, row: dict[str, str], book: Rulebook) -> None:
    day = from_words(row["班级"], row["日子"], row["作业"], row["情况"])
    said = [in_words(found) for found in of_rule(rule, day, book)]
    assert said == ([] if row["应报"] == "不报" else [row["应报"]])


def test_every_rule_has_an_example_that_passes_and_one_that_fails() -> None:
    for rule in registered_rules():
        verdicts = {row["应报"] == "不报" for name, row in EXAMPLES if name == rule}
        assert verdicts == {True, False}, rule


def test_a_clean_day_has_no_findings(book: Rulebook) -> None:
    assert findings_of(class_day("语文 20；数学 20；英语 10 口头"), book) == ()


def test_the_cap_finding_says_what_the_contract_prints(book: Rulebook) -> None:
    (found,) = findings_of(class_day("语文 40；数学 35；英语 20 选做"), book)
    assert found.message == "三(1)班11月23日书面作业合计75分钟，超过上限60分钟15分钟。"
    assert (found.rule, found.clause, found.severity) == ("homework.written.cap", 2, "breach")
    assert (found.measured, found.limit, found.unit) == (75, 60, "minute")
    assert (found.date, found.class_name) == (date(2026, 11, 23), "三(1)")
    assert found.item_ids == ("item-0", "item-1")


def test_a_form_finding_names_the_item_and_the_words(book: Rulebook) -> None:
    (found,) = findings_of(class_day("语文 20；数学 10 「口算一页，请家长签字」"), book)
    assert "数学作业“口算一页，请家长签字”" in found.message
    assert "“家长签”" in found.message or "“家长签字”" in found.message
    assert found.item_ids == ("item-1",)
    assert (found.measured, found.unit) == (None, None)


def test_a_flag_is_reported_once_even_when_the_words_agree(book: Rulebook) -> None:
    day = class_day("语文 20 家长批改签字 「请家长签字」")
    assert [found.severity for found in findings_of(day, book)] == [Severity.BREACH]


def test_words_in_the_note_count_too(book: Rulebook) -> None:
    day = class_day("英语 20 口头")
    noted = day._replace(items=(day.items[0]._replace(note="每天打卡"),))
    assert [found.rule for found in findings_of(noted, book)] == ["homework.form.phone"]


def test_a_very_long_content_is_quoted_short_and_on_one_line(book: Rulebook) -> None:
    day = class_day("语文 20 手机打卡扫码 「" + "读课文\n" * 100 + "」")
    (found,) = findings_of(day, book)
    assert "\n" not in found.message
    assert len(found.message) < 100
    assert "…" in found.message


def test_braces_in_what_a_teacher_writes_do_no_harm(book: Rulebook) -> None:
    (found,) = findings_of(class_day("语文 20 自批自改 「{limit} {0} {x」"), book)
    assert "{limit} {0} {x" in found.message


def test_every_flag_has_a_rule_that_sees_it(book: Rulebook) -> None:
    for form in ForbiddenForm:
        found = findings_of(class_day(f"语文 20 {form}"), book)
        assert [one.severity for one in found] == [Severity.BREACH], form


def test_a_day_before_the_measures_is_not_judged(book: Rulebook) -> None:
    assert findings_of(class_day("语文 200 自批自改", on=date(2020, 11, 23)), book) == ()


def test_messages_are_whole_chinese_sentences(book: Rulebook) -> None:
    for rule, row in EXAMPLES:
        day = from_words(row["班级"], row["日子"], row["作业"], row["情况"])
        for found in of_rule(rule, day, book):
            assert found.message.endswith("。")
            assert not re.search(r"[{}]|None", found.message)
            assert found.message.startswith(found.class_name)


def test_findings_come_in_the_order_of_the_registry(book: Rulebook) -> None:
    day = from_words("三(1)", "上课", "语文 75 「打卡，罚抄」", "未公示 校内占比80%")
    names = [found.rule for found in findings_of(day, book)]
    assert names == sorted(names, key=registered_rules().index)
    assert len(names) == 5
