"""What every command-line test uses: the sample school, a call, its answer, a homework workbook."""

import csv
import json
from pathlib import Path

import pytest

from shuangjian_desktop.cli.main import run
from shuangjian_desktop.cli.windows import Windows

NO_WINDOWS = Windows(lambda _: 0, lambda project, folder: [])
HEAD = [
    "日期", "班级", "学科", "作业内容", "类型", "要求",
    "分层", "完成地点", "预计时长", "布置教师", "备注",
]  # fmt: skip


def call(*arguments: object) -> int:
    return run([str(argument) for argument in arguments], NO_WINDOWS)


def answer(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    out = capsys.readouterr().out
    return json.loads(out)


def workbook(folder: Path, *rows: str) -> Path:
    path = folder / "作业.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        writer.writerows(row.split("|") for row in rows)
    return path
