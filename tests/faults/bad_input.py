"""A school file, the real command line, and what every refusal of bad input owes."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import HEAD, call
from tests.exchange.workbooks import xlsx

DATE, CLASS, SUBJECT, CONTENT, MINUTES, TEACHER, NOTE = 0, 1, 2, 3, 8, 9, 10
GOOD_ROW = ("2026-11-30", "三(1)", "语文", "练习册第40页", *[None] * 4, 25, None, None)
_CHINESE = re.compile("[\u4e00-\u9fff]")


def row(**cells: Any) -> tuple[Any, ...]:
    """A good homework row with the named cells replaced: row(minutes="NaN")."""
    columns = {
        "date": DATE,
        "classes": CLASS,
        "subject": SUBJECT,
        "content": CONTENT,
        "minutes": MINUTES,
        "teacher": TEACHER,
        "note": NOTE,
    }
    made = list(GOOD_ROW)
    for name, value in cells.items():
        made[columns[name]] = value
    return tuple(made)


@dataclass
class Desk:
    """One school, one folder for bad files, and the sentences of the last command."""

    school: Path
    folder: Path
    capsys: pytest.CaptureFixture[str]

    def hash(self) -> str:
        return hashlib.sha256(self.school.read_bytes()).hexdigest()

    def refused(self, *arguments: object) -> str:
        """Run a command that must end with 2 and change nothing; return what it said."""
        before, files = self.hash(), set(self.folder.iterdir())
        assert call(*arguments) == 2
        told = self.capsys.readouterr()
        assert "Traceback" not in told.err
        assert told.out == ""
        assert _CHINESE.search(told.err)
        assert told.err.rstrip().endswith("。")
        assert self.hash() == before
        assert set(self.folder.iterdir()) == files
        return told.err

    def done(self, *arguments: object, code: int = 0) -> str:
        """Run a command that must end well; return what it said on stderr."""
        assert call(*arguments) == code
        told = self.capsys.readouterr()
        assert "Traceback" not in told.err
        return told.err

    def json(self, *arguments: object, code: int = 0) -> Any:
        assert call(*arguments, "--json") == code
        return json.loads(self.capsys.readouterr().out)

    def homework(self, *rows: Sequence[Any], head: Sequence[str] = HEAD) -> Path:
        return xlsx(self.folder / "作业.xlsx", ("作业", [head, *rows]))

    def importing(self, source: Path, kind: str = "homework") -> tuple[object, ...]:
        return ("import", kind, source, "--into", self.school)

    def refuses_row(self, **cells: Any) -> str:
        """Return what is said of a homework file whose one row has these cells."""
        return self.refused(*self.importing(self.homework(row(**cells))))

    def takes_row(self, *options: str, **cells: Any) -> Any:
        """Import one homework row; return that class-day's totals."""
        self.done(*self.importing(self.homework(row(**cells))), *options)
        return self.totals("2026-11-30", "三(1)")

    def totals(self, on: str, name: str) -> Any:
        call("check", self.school, "--from", on, "--class", name, "--json")
        return json.loads(self.capsys.readouterr().out)["totals"][0]
