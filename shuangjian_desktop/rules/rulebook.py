"""Loads a rulebook from TOML, strictly: what is unknown, missing or doubled is refused with line.

Knows the shape of the file and nothing of homework, classes or totals.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any

from shuangjian_desktop.domain.school import Stage
from shuangjian_desktop.rules.book import (
    WORDING_PLACES,
    WRITTEN_LIMIT,
    Clause,
    Figure,
    Level,
    Moment,
    Rule,
    Rulebook,
    RulebookError,
    Tested,
    Unit,
    Variant,
)
from shuangjian_desktop.rules.findings import Severity
from shuangjian_desktop.rules.parsed import read_parsed
from shuangjian_desktop.rules.strict import Source, Table
from shuangjian_desktop.rules.words import WordList

__all__ = [
    "Clause",
    "Figure",
    "Level",
    "Rule",
    "Rulebook",
    "RulebookError",
    "Unit",
    "Variant",
    "load_rulebook",
]

_LINE_IN_MESSAGE = re.compile(r"line (\d+)")


def load_rulebook(path: Path, *, is_proven: bool = False) -> Rulebook:
    """Read and prove a rulebook; RulebookError names file and line of the first thing wrong.

    `is_proven` leaves out what costs start-up time, trying every pattern on its own examples: right
    for the book that ships with the program, which the tests prove.
    """
    text = _read(path)
    source = Source(path.name, text)
    values = read_parsed(path, text) if is_proven else None
    if values is None:
        values = _parse(source, text)
    return _rulebook(Table(source, values), is_proven=is_proven)


def _parse(source: Source, text: str) -> dict[str, Any]:
    import tomllib  # late: start-up time, the shipped books are kept parsed

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _LINE_IN_MESSAGE.search(str(error))
        source.refuse(f"不合TOML写法（{error}）", int(line[1]) if line else None)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        reason = error.strerror or "无法读取"
        raise RulebookError(f"规则文件 {path} 打不开（{reason}），请检查文件是否还在。") from error
    except UnicodeDecodeError as error:
        raise RulebookError(
            f"规则文件 {path.name} 不是UTF-8编码，请另存为UTF-8后再打开。"
        ) from error


def _rulebook(top: Table, *, is_proven: bool) -> Rulebook:
    clauses = {}
    for number, table in top.tables("clause"):
        clause = _clause(number, table)
        clauses[clause.number] = clause
    figures = {name: _figures(name, tables, clauses) for name, tables in top.arrays("figure")}
    if WRITTEN_LIMIT not in figures:
        top.refuse(f"缺少数值“{WRITTEN_LIMIT}”")
    rules = {name: _rule(name, table, clauses) for name, table in top.tables("rule")}
    negation = top.text("negation")
    word_tables = list(top.tables("words"))
    words = {name: _words(name, t, rules, figures, negation) for name, t in word_tables}
    if not is_proven:
        _check_pattern(top, "negation", negation)
        for name, table in word_tables:
            _prove(table, words[name], figures)
    for name, rule in rules.items():
        if "words" in rule.variants and name not in words:
            top.refuse(f'规则“{name}”缺少词表 [words."{name}"]')
    book = Rulebook(
        id=top.text("id"),
        version=top.text("version"),
        title=top.text("title"),
        short_title=top.text("short_title"),
        document=top.text("document"),
        since=top.day("since"),
        clauses=MappingProxyType(clauses),
        rules=MappingProxyType(rules),
        figures=MappingProxyType(figures),
        words=MappingProxyType(words),
    )
    top.done()
    return book


def _clause(number: str, table: Table) -> Clause:
    if not number.isdecimal() or number.startswith("0"):
        table.refuse(f"条款号“{number}”应为正整数")
    level = table.choice("level", Level)
    own = level is not Level.C
    clause = Clause(
        number=int(number),
        heading=table.text("heading"),
        statement=table.text("statement"),
        binds=table.texts("binds", required=True),
        level=level,
        checkable=table.text("checkable") if own else table.text("checkable", ""),
        evidence=table.texts("evidence", required=own),
    )
    table.done()
    return clause


def _known_clause(table: Table, clauses: Mapping[int, Clause]) -> int:
    number = table.number("clause")
    if number not in clauses:
        table.refuse(f"引用了没有的第{number}条", "clause")
    return number


def _figures(
    name: str, tables: tuple[Table, ...], clauses: Mapping[int, Clause]
) -> tuple[Figure, ...]:
    read: list[Figure] = []
    for table in tables:
        figure = _figure(name, table, clauses)
        for other in read:
            if _meet(figure, other):
                table.refuse(f"与{other.since.isoformat()}起的同名数值生效日期重叠", "since")
        read.append(figure)
    return tuple(read)


def _figure(name: str, table: Table, clauses: Mapping[int, Clause]) -> Figure:
    unit = table.choice("unit", Unit)
    if unit is Unit.NONE:
        table.refuse("数值必须有单位", "unit")
    figure = Figure(
        name=name,
        value=table.number("value"),
        unit=unit,
        since=table.day("since"),
        clause=_known_clause(table, clauses),
        document=table.text("document"),
        until=table.optional_date("until"),
        stage=table.choice("stage", Stage) if table.has("stage") else None,
        grades=table.span("grades"),
        tested=table.choice("tested", Tested, Tested.WRITTEN),
        rest_days=table.flag("rest_days"),
    )
    if figure.value < 0:
        table.refuse("数值不能是负数", "value")
    if figure.until is not None and figure.until < figure.since:
        table.refuse("截止日期早于生效日期", "until")
    table.done()
    return figure


def _meet(one: Figure, other: Figure) -> bool:
    """Say whether two figures of one name could both hold for one grade on one day."""
    if one.stage is not None and other.stage is not None and one.stage is not other.stage:
        return False
    if one.grades and other.grades:
        first, last = max(one.grades[0], other.grades[0]), min(one.grades[1], other.grades[1])
        if first > last:
            return False
    return one.since <= _end(other) and other.since <= _end(one)


def _end(figure: Figure) -> date:
    return figure.until or date.max - timedelta(days=1)


def _rule(name: str, table: Table, clauses: Mapping[int, Clause]) -> Rule:
    rule = Rule(
        name=name,
        clause=_known_clause(table, clauses),
        severity=table.choice("severity", Severity),
        unit=table.choice("unit", Unit),
        title=table.text("title"),
        wording=_wording(table),
        variants=MappingProxyType(
            {key: _variant(variant) for key, variant in table.tables("variant")}
        ),
        moments=_moments(table),
        cure=table.text("cure", ""),
    )
    table.done()
    return rule


def _moments(table: Table) -> tuple[Moment, ...]:
    """Read when a rule can be held against somebody: always, unless the file says otherwise."""
    if not table.has("moments"):
        return tuple(Moment)
    names = table.texts("moments")
    for name in names:
        if name not in tuple(Moment):
            table.refuse(f"“moments”里的“{name}”只能是 {'、'.join(Moment)}", "moments")
    return tuple(Moment(name) for name in names)


def _variant(table: Table) -> Variant:
    variant = Variant(table.choice("severity", Severity), _wording(table))
    table.done()
    return variant


def _wording(table: Table) -> str:
    template = table.text("wording")
    try:
        names = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError:
        table.refuse("“wording”的花括号不成对", "wording")
    for name in sorted(names - WORDING_PLACES):
        table.refuse(f"“wording”里有不认识的空位“{{{name}}}”", "wording")
    return template


def _words(
    rule: str,
    table: Table,
    rules: Mapping[str, Rule],
    figures: Mapping[str, tuple[Figure, ...]],
    negation: str,
) -> WordList:
    if rule not in rules:
        table.refuse("没有同名的规则")
    hints = [re.escape(word) for word in table.texts("words", required=True)]
    spared = table.texts("spared")
    least = table.text("least", "") or None
    if least is not None and least not in figures:
        table.refuse(f"引用了没有的数值“{least}”", "least")
    hints.extend(table.texts("patterns"))
    words = WordList(
        rule=rule,
        hint="|".join(hints),
        spared="|".join(spared) or None,
        negation=negation,
        least=least,
        finds=table.texts("finds", required=True),
        spares=table.texts("spares", required=True),
    )
    table.done()
    return words


def _prove(table: Table, words: WordList, figures: Mapping[str, tuple[Figure, ...]]) -> None:
    """Hold a word list to its own examples, so that editing it cannot break it unseen."""
    _check_pattern(table, "patterns", words.hint)
    _check_pattern(table, "spared", words.spared or "")
    least = figures[words.least][0].value if words.least else 0
    for example in words.finds:
        if words.find(example, least) is None:
            table.refuse(f"例句“{example}”应当提醒，却没有", "finds")
    for example in words.spares:
        if hit := words.find(example, least):
            table.refuse(f"例句“{example}”不应提醒，却找到“{hit}”", "spares")


def _check_pattern(table: Table, key: str, text: str) -> None:
    try:
        re.compile(text)
    except re.error as error:
        table.refuse(f"“{key}”里的写法不通（{error}）", key)
