"""The shipped rulebook says what it must; the loader refuses what it cannot trust, with line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from shuangjian_desktop.domain.school import Stage
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.rules.rulebook import Level, Rulebook, RulebookError, load_rulebook
from tests.rules.class_days import RULEBOOK

TODAY = date(2026, 11, 23)

SMALL = """\
id = "small"
version = "1"
title = "办法"
short_title = "办法"
document = "某文件"
since = 2021-07-24
negation = '不用$'

[clause.1]
heading = "总量"
statement = "管住总量。"
binds = ["学校"]
level = "A"
checkable = "分钟数。"
evidence = ["统计"]

[[figure.written_limit_minutes]]
value = 60
unit = "minute"
since = 2021-07-24
until = 2023-07-31
clause = 1
document = "某文件"

[[figure.written_limit_minutes]]
value = 50
unit = "minute"
since = 2023-08-01
clause = 1
document = "另一文件"

[[figure.copies]]
value = 5
unit = "repeat"
since = 2021-07-24
clause = 1
document = "某文件"

[rule."form.copy"]
clause = 1
severity = "breach"
unit = "none"
title = "罚抄"
wording = "{where}{item}已标为罚抄。"
[rule."form.copy".variant.words]
severity = "warning"
wording = "{where}{item}写有“{hint}”。"

[words."form.copy"]
least = "copies"
words = ["罚抄"]
patterns = ['抄(?P<count>[0-9]+)遍']
finds = ["罚抄课文", "抄5遍"]
spares = ["抄4遍", "不用罚抄"]
"""


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], Rulebook]:
    def load_text(text: str) -> Rulebook:
        path = tmp_path / "small.toml"
        path.write_text(text, encoding="utf-8")
        return load_rulebook(path)

    return load_text


def test_all_25_clauses_are_there_in_our_words(book: Rulebook) -> None:
    assert list(book.clauses) == list(range(1, 26))
    for clause in book.clauses.values():
        assert clause.statement.endswith("。")
        assert clause.statement.count("。") == 1, clause.number
        assert clause.heading
        assert clause.binds
        if clause.level is not Level.C:
            assert clause.checkable
            assert clause.evidence


def test_every_statement_is_its_own(book: Rulebook) -> None:
    statements = [clause.statement for clause in book.clauses.values()]
    assert len(set(statements)) == len(statements)


@pytest.mark.parametrize(
    ("grade", "primary_grades", "minutes"),
    [(1, 6, 0), (2, 6, 0), (3, 6, 60), (6, 6, 60), (7, 6, 90), (9, 6, 90), (5, 5, 60), (6, 5, 90)],
)
def test_every_grade_has_its_cap(
    book: Rulebook, grade: int, primary_grades: int, minutes: int
) -> None:
    stage = Stage.PRIMARY if grade <= primary_grades else Stage.JUNIOR
    assert book.written_cap_minutes(grade, stage, TODAY) == minutes
    assert book.forbids_home_written(grade, stage, TODAY) == (grade <= 2)


def test_caps_begin_on_their_day(book: Rulebook) -> None:
    assert book.written_cap_minutes(3, Stage.PRIMARY, date(2021, 7, 23)) is None
    assert book.written_cap_minutes(3, Stage.PRIMARY, date(2021, 7, 24)) == 60


def test_a_figure_is_read_by_its_date(load: Callable[[str], Rulebook]) -> None:
    book = load(SMALL)
    assert book.figure("written_limit_minutes", date(2023, 7, 31)) == 60
    assert book.figure("written_limit_minutes", date(2023, 8, 1)) == 50
    with pytest.raises(RulebookError, match="2020-01-01"):
        book.figure("written_limit_minutes", date(2020, 1, 1))
    with pytest.raises(RulebookError, match="unheard"):
        book.figure("unheard", TODAY)


REFUSED = [
    ("不合TOML写法", 'id = "small"', 'id = small"', 1),
    ("不认识的项", 'level = "A"', 'level = "A"\nlevle = "A"', 14),
    ("不认识的项", 'version = "1"', 'version = "1"\nauthor = "x"', 3),
    ("不认识的项", "[clause.1]", '[claus.2]\nheading = "x"\n[clause.1]', 9),
    ("没有的第7条", "clause = 1\nseverity", "clause = 7\nseverity", 40),
    ("没有的第9条", 'clause = 1\ndocument = "另一', 'clause = 9\ndocument = "另一', 29),
    ("缺少“unit”", 'value = 5\nunit = "repeat"', "value = 5", 32),
    ("必须有单位", 'unit = "repeat"', 'unit = "none"', 34),
    ("只能是", 'unit = "repeat"', 'unit = "miles"', 34),
    ("缺少“since”", 'unit = "repeat"\nsince = 2021-07-24', 'unit = "repeat"', 32),
    ("应为一个日期", "since = 2023-08-01", 'since = "2023-08-01"', 28),
    ("生效日期重叠", "until = 2023-07-31", "until = 2023-08-01", 28),
    ("生效日期重叠", "until = 2023-07-31\n", "", 27),
    ("早于生效日期", "until = 2023-07-31", "until = 2020-07-31", 21),
    ("缺少“statement”", 'statement = "管住总量。"\n', "", 9),
    ("“statement”是空的", "管住总量。", "", 11),
    ("只能是", 'severity = "breach"', 'severity = "fatal"', 41),
    ("不认识的空位", "{where}{item}已", "{where}{what}已", 44),
    ("花括号不成对", "{where}{item}已", "{where}{item已", 44),
    ("应为一个整数", "value = 5\n", 'value = "5"\n', 33),
    ("不能是负数", "value = 5\n", "value = -5\n", 33),
    ("应为一列文字", 'binds = ["学校"]', 'binds = "学校"', 12),
    ("应当提醒", '"抄5遍"', '"抄3遍"', 53),
    ("不应提醒", '"抄4遍"', '"抄6遍"', 54),
    ("写法不通", "'抄(?P<count>", "'抄(?P<count", 52),
    ("没有的数值", 'least = "copies"', 'least = "copied"', 50),
    ("没有同名的规则", '[words."form.copy"]', '[words."form.cpy"]', 49),
    ("条款号", "[clause.1]", "[clause.01]", 9),
    ("应写成 [[figure.copies]]", "[[figure.copies]]", "[figure.copies]", 32),
]


@pytest.mark.parametrize(("complaint", "old", "new", "line"), REFUSED)
def test_a_faulty_rulebook_is_refused_with_file_and_line(
    load: Callable[[str], Rulebook], complaint: str, old: str, new: str, line: int
) -> None:
    assert SMALL.count(old) >= 1
    with pytest.raises(RulebookError) as refusal:
        load(SMALL.replace(old, new, 1))
    message = str(refusal.value)
    assert complaint in message
    assert f"small.toml 第{line}行" in message
    assert message.endswith("。")


def test_the_small_rulebook_itself_is_accepted(load: Callable[[str], Rulebook]) -> None:
    assert load(SMALL).words["form.copy"].least == "copies"


def test_a_rule_that_speaks_of_words_needs_a_word_list(load: Callable[[str], Rulebook]) -> None:
    with pytest.raises(RulebookError, match="缺少词表"):
        load(SMALL[: SMALL.index("[words.")])


def test_a_rulebook_without_limits_is_refused(load: Callable[[str], Rulebook]) -> None:
    with pytest.raises(RulebookError, match="written_limit_minutes"):
        load(SMALL.replace("figure.written_limit_minutes", "figure.other_minutes"))


def test_figures_for_different_grades_may_share_their_dates(
    load: Callable[[str], Rulebook],
) -> None:
    scoped = SMALL.replace("until = 2023-07-31", "grades = [1, 3]").replace(
        "since = 2023-08-01", "since = 2021-07-24\ngrades = [4, 9]"
    )
    assert load(scoped).written_cap_minutes(4, Stage.PRIMARY, TODAY) == 50
    with pytest.raises(RulebookError, match="重叠"):
        load(scoped.replace("[4, 9]", "[3, 9]"))


def test_a_missing_or_misencoded_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="打不开"):
        load_rulebook(tmp_path / "none.toml")
    (tmp_path / "gbk.toml").write_bytes(SMALL.encode("gbk"))
    with pytest.raises(UserError, match="UTF-8"):
        load_rulebook(tmp_path / "gbk.toml")


def test_the_shipped_rulebook_stays_quick_to_load() -> None:
    assert RULEBOOK.stat().st_size < 32_000  # tomllib is pure Python; this is on the start path
