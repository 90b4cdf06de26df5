"""Noise on every way in: damaged workbooks, damaged school files, random command lines."""

import random
from pathlib import Path

import pytest

from tests.cli.calling import call
from tests.faults.bad_input import Desk

WORDS = (
    "--json", "--into", "--out", "homework", "settings", "teaching", "SCHOOL", "BOOK", "--week",
    "2026-11-23", "--date", "--class", "三(1)", "--grade", "3", "-1", "--", "", "-", "--accept",
    "--dry-run", "\udcff", "𬱖", "%s", "{}", "--school-year", "9" * 20, "--all", "--from", "--to",
    "NaN", "--out=", "--json=1", "-x", "没有.xlsx", "--again", "--name", "长" * 300,
)  # fmt: skip
COMMANDS = ("new", "import", "export", "check", "notice", "doctor", "demmo")


@pytest.fixture(scope="module")
def tables(sample_school: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample school's own exports by file name."""
    folder = tmp_path_factory.mktemp("tables")
    for kind in ("homework", "teaching", "lessons"):
        for suffix in ("xlsx", "csv"):
            out = folder / f"{kind}.{suffix}"
            options = ("--from", "2026-11-23") if kind == "homework" else ("--school-year", 2026)
            assert call("export", kind, sample_school, "--out", out, *options) == 0
    assert call("export", "settings", sample_school, "--out", folder / "settings.toml") == 0
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def damaged(good: bytes, chance: random.Random) -> bytes:
    data = bytearray(good)
    for _ in range(chance.choice([0, 1, 3, 10, 100])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data[: chance.choice([len(data), chance.randrange(len(data))])])


def test_a_damaged_table_is_never_a_fault_of_ours(desk: Desk, tables: dict[str, bytes]) -> None:
    chance, before = random.Random(20261123), desk.hash()
    for name, good in tables.items():
        for _ in range(25):
            source = desk.folder / name
            source.write_bytes(damaged(good, chance))
            arguments = (*desk.importing(source, source.stem), "--dry-run", "--accept")
            assert call(*arguments) in (0, 2), name
            told = desk.capsys.readouterr()
            assert "Traceback" not in told.err
            assert desk.hash() == before


def test_a_random_command_line_is_never_a_fault_of_ours(
    desk: Desk, tables: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(7)
    scratch = desk.folder / "乱"
    scratch.mkdir()
    monkeypatch.chdir(scratch)
    book = desk.folder / "作业.xlsx"
    book.write_bytes(tables["homework.xlsx"])
    paths = {"SCHOOL": desk.school, "BOOK": book}
    for _ in range(400):
        words = [chance.choice(WORDS) for _ in range(chance.randint(0, 8))]
        arguments = [chance.choice(COMMANDS), *(paths.get(word, word) for word in words)]
        code = call(*arguments)
        told = desk.capsys.readouterr()
        assert code in (0, 2, 3), arguments
        assert "Traceback" not in told.err, arguments
        if code == 2:
            assert any("\u4e00" <= c <= "\u9fff" for c in told.err + told.out), arguments


def test_a_damaged_school_file_is_never_a_fault_of_ours(
    desk: Desk, sample_school: Path, tables: dict[str, bytes]
) -> None:
    chance, good = random.Random(3), sample_school.read_bytes()
    book = desk.folder / "作业.xlsx"
    book.write_bytes(tables["homework.xlsx"])
    commands = (
        ("check", desk.school, "--week", "2026-11-23"),
        ("doctor", desk.school),
        (
            "notice",
            desk.school,
            "--week",
            "2026-11-23",
            "--grade",
            5,
            "--out",
            desk.folder / "a.pdf",
        ),
        ("export", "homework", desk.school, "--out", desk.folder / "a.csv"),
        (*desk.importing(book), "--dry-run"),
    )
    for turn in range(40):
        data = bytearray(good)
        page = (
            chance.randrange(1, len(data) // 4096) * 4096
        )  # a page of noise, as a bad stick makes
        data[page : page + 4096] = chance.randbytes(4096)
        desk.school.write_bytes(bytes(data))
        code = call(*commands[turn % len(commands)])
        told = desk.capsys.readouterr()
        assert code in (0, 2, 3), told.err[-400:]
        assert "Traceback" not in told.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("chekc",), "没有这个命令，可用的有demo、new、import"),
        (("new",), "缺少参数 FILE"),
        (("new", "a.sjdb", "b.sjdb"), "多写了内容"),
        (("check", "a.sjdb", "--week"), "选项 --week 写得不对"),
        (("check", "a.sjdb", "--json=1"), "选项 --json 写得不对"),
        (("check", "a.sjdb", "--wekk", "1"), "没有“--wekk”这个选项"),
        (("import", "homework", "a.xlsx", "--into", "a.sjdb", "--school-year", "x"), "2004到2099"),
    ],
)
def test_wrong_use_is_told_without_a_word_of_english(
    desk: Desk, arguments: tuple[str, ...], words: str
) -> None:
    told = desk.refused(*arguments)
    assert words in told
    assert "such" not in told
    assert "argument" not in told
