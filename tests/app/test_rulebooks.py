"""Two rulebooks side by side: each day is judged by its own, and the program says by which."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.citations import judged_by
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, class_named, enter, item, small_school
from tests.rules.class_days import RULEBOOK

FRIDAY = date(2026, 11, 20)
OLD, NEW = "jilin-2021 2026.1", "jilin-2026 2026.2"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A school whose primary cap goes down from 60 to 40 on Monday 23 November 2026."""
    folder = tmp_path / "books"
    folder.mkdir()
    text = RULEBOOK.read_text(encoding="utf-8")
    (folder / "old.toml").write_text(text, encoding="utf-8")
    new = text.replace('id = "jilin-2021"', 'id = "jilin-2026"').replace('"2026.1"', '"2026.2"')
    new = new.replace("since = 2021-07-24", "since = 2026-11-23", 1)
    new = new.replace("value = 60", "value = 40")
    (folder / "new.toml").write_text(new, encoding="utf-8")
    opened = small_school(tmp_path)
    opened.rulebook_folder = folder
    yield opened
    opened.close()


def limit(project: Project, on: date) -> int | None:
    return judged_day(project, class_named(project, "三(1)").id, on).totals.limit


def put_out(project: Project, on: date, rulebook: str | None) -> None:
    def apply(writer: Writer) -> None:
        notice = {
            "shape": "day",
            "scope": class_named(project, "三(1)").id,
            "first_date": on.isoformat(),
            "number": f"{on:%Y%m%d}-31",
            "version": 1,
            "published_on": on.isoformat(),
            "code": "00000000",
            "issued_at": f"{on.isoformat()}T15:40:00",
            "rulebook": rulebook,
        }
        notice_id = writer.insert("notice", notice)
        where = {"class_id": notice["scope"], "date": on.isoformat(), "code": "00000000"}
        writer.insert("notice_day", {"notice_id": notice_id, **where})

    project.run(Command("公示作业", apply, kind="fixed"))


def test_every_day_is_judged_by_the_book_in_force_on_it(project: Project) -> None:
    assert project.rulebook.name == NEW
    assert (limit(project, FRIDAY), limit(project, MONDAY)) == (60, 40)


def test_a_published_day_keeps_the_book_it_was_judged_by(project: Project) -> None:
    enter(project, item(project, minutes=50))
    put_out(project, MONDAY, OLD)
    assert limit(project, MONDAY) == 60
    words = judged_by(project, class_named(project, "三(1)").id, MONDAY)
    assert words == f"按当时的规则库“{OLD}”核对，现行的是“{NEW}”。"


def test_a_book_that_is_gone_is_replaced_by_the_one_of_the_date_and_said(project: Project) -> None:
    put_out(project, MONDAY, "jilin-2019 1")
    assert limit(project, MONDAY) == 40
    words = judged_by(project, class_named(project, "三(1)").id, MONDAY)
    assert words == f"公示时用的规则库“jilin-2019 1”已不在，现按“{NEW}”核对。"


def test_a_plain_day_of_today_says_nothing(project: Project) -> None:
    assert judged_by(project, class_named(project, "三(1)").id, MONDAY) == ""
