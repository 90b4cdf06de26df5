"""60 class-week notices as a whole process ÷ Typst on the same data.

Ours opens the school file, shapes, draws, records and writes; Typst reads the shaped data as JSON.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks import schools
from benchmarks.pairs import ROOT, Run, in_turn, run_once, told
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.notices import Shape, prepare
from shuangjian_desktop.reports.notice_data import ClassWeekNotice

LIMIT = 1.0
_TYPST = (
    "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], root='/', "
    "font_paths=[sys.argv[3]], ignore_system_fonts=True, sys_inputs={'data': sys.argv[4]})"
)


def main() -> None:
    """Print the ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = schools.one_week()
        shaped = folder / "data.json"
        shaped.write_text(json.dumps(_shaped(source), ensure_ascii=False), encoding="utf-8")
        ours, typst = in_turn(lambda: _ours(folder, source), lambda: _typst(folder, shaped))
        told(
            "60 class-week notices, whole process / Typst",
            [run.seconds * 1000 for run in ours],
            [run.seconds * 1000 for run in typst],
            "ms",
            LIMIT,
        )


def _ours(folder: Path, source: Path) -> Run:
    school = folder / "school.sjdb"
    shutil.copyfile(source, school)  # a fresh copy: every run also records the notices as put out
    arguments = ["notice", str(school), "--week", schools.MONDAY.isoformat(), "--all"]
    more = ["--out", str(folder / "ours.pdf"), "--reason", "基准"]  # home work in grades 1 and 2
    return run_once([sys.executable, "main.py", *arguments, *more])


def _typst(folder: Path, shaped: Path) -> Run:
    template, fonts = ROOT / "benchmarks" / "notice.typ", ROOT / "resources" / "fonts"
    output = folder / "typst.pdf"
    return run_once(
        [sys.executable, "-c", _TYPST, str(template), str(output), str(fonts), str(shaped)]
    )


def _shaped(source: Path) -> list[dict[str, object]]:
    project = Project.open(source)
    classes = project.directory.classes(schools.MONDAY)
    prepared = prepare(project, Shape.CLASS_WEEK, classes, schools.MONDAY)
    project.close()
    return [_plain(p.notice) for p in prepared if isinstance(p.notice, ClassWeekNotice)]


def _plain(notice: ClassWeekNotice) -> dict[str, object]:
    head = notice.head
    subjects = list(dict.fromkeys(line.subject for day in notice.days for line in day.lines))
    return {
        "title": f"{head.school}{notice.class_title}一周作业公示",
        "line": f"{head.term} 第{head.week_number}周 编号 {head.number} 第{head.version}版",
        "days": [f"{day.date:%m月%d日} {day.day_label}" for day in notice.days],
        "rows": [
            {
                "subject": subject,
                "cells": [
                    [
                        f"{line.content} {line.kind}·{line.requirement}·{line.place}·"
                        f"{line.minutes}分钟 {line.teacher}"
                        for line in day.lines
                        if line.subject == subject
                    ]
                    for day in notice.days
                ],
            }
            for subject in subjects
        ],
        "totals": [f"{day.tested} / {day.limit}" for day in notice.days],
        "foot": f"监督电话：{head.complaint_phone} 公示日期：{head.published_on} "
        f"校验码：{head.code}",
    }


if __name__ == "__main__":
    main()
