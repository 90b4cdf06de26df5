"""Make a new school file: empty but for the public days the program ships.

The only command that runs before there is anything to undo.
"""

from datetime import datetime
from pathlib import Path

from shuangjian_desktop import paths
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Clock, Project
from shuangjian_desktop.domain.calendar import PublicDayKind
from shuangjian_desktop.domain.people import NOBODY
from shuangjian_desktop.domain.text import read_text
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store import database as store
from shuangjian_desktop.store.journal import Writer

UNNAMED = "（未填写校名）"
MAX_NAME = 100
_KINDS = {"off": PublicDayKind.OFF, "work": PublicDayKind.WORK}


def new_school(
    path: Path, name: str = UNNAMED, *, who: str = NOBODY, clock: Clock = datetime.now
) -> Project:
    """Make a school file with the seeded public holidays and open it.

    Raises UserError when the path exists or the name is empty or too long.
    """
    school = read_text(name, name="学校名称", limit=MAX_NAME, fold_lines=True)
    if not school.value:
        raise UserError(school.problem or "学校名称是空的；请填写校名，或不写这一项。")
    project = Project(store.create(path, school.value), who=who, clock=clock)
    project.run(seed_public_days())
    return project


def seed_public_days() -> Command:
    """Put the shipped years' public days into the file; years already there are left alone."""
    rows = _shipped_days()

    def apply(writer: Writer) -> None:
        known = {row["year"] for _, row in writer.find("public_year")}
        for year in sorted({int(day[:4]) for day, _, _ in rows} - known):
            writer.insert("public_year", {"year": year, "source": "程序自带的节假日表"})
        for day, kind, name in rows:
            if int(day[:4]) not in known:
                values = {"date": day, "kind": _KINDS[kind].value, "name": name}
                writer.insert("public_day", values)

    return Command("新建学校", apply, kind="setup")


def _shipped_days() -> list[tuple[str, str, str]]:
    path = paths.resource("calendar", "public_days.csv")
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UserError(f"程序自带的节假日表“{path.name}”读不出来；请重新安装程序。") from error
    fields = [line.split(",") for line in lines if line[:1].isdigit()]
    return [(day, kind, name) for day, kind, name in fields]
