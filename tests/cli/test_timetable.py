"""`timetable` and `export service` on the sample school, called as an office script calls them."""

import json
from datetime import date
from pathlib import Path

import icalendar
import pytest

from shuangjian_desktop.app.commands.calendar import set_days
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.booked import book
from shuangjian_desktop.app.service.commands.days import cancel
from shuangjian_desktop.app.service.queries.day import day_board
from shuangjian_desktop.domain.calendar import DayException, DayKind
from tests.cli.calling import answer, call
from tests.reports.notices import text_of

Capsys = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("whom", "said"),
    [
        (("--class", "三（1）班"), "三(1)班课后服务安排表"),
        (("--grade", "3"), "三年级课后服务安排表"),
        (("--teacher", "葛长林"), "葛长林课后服务安排表"),
        (("--room", "体育馆"), "体育馆课后服务场地安排表"),
        (("--school",), "课后服务安排表"),
        (("--contingency", "雨天"), "雨天预案：课后服务换场地"),
    ],
)
def test_each_timetable_is_one_pdf(
    school: Path, tmp_path: Path, capsys: Capsys, whom: tuple[str, ...], said: str
) -> None:
    out = tmp_path / "表.pdf"
    assert call("timetable", school, *whom, "--out", out, "--json") == 0
    told = answer(capsys)
    assert told["files"] == [str(out)]
    assert told["plan"]["published"] is True
    text = text_of(out.read_bytes())
    assert said in text
    assert "不早于17:00结束" in text
    assert "草稿" not in text


def test_everything_goes_into_a_folder(school: Path, tmp_path: Path, capsys: Capsys) -> None:
    assert call("timetable", school, "--all", "--out", tmp_path / "全部") == 0
    names = {path.name for path in (tmp_path / "全部").iterdir()}
    assert {"全校课后服务安排表第1版.pdf", "三(1)班课后服务安排表第1版.pdf"} <= names
    assert f"（{len(names)}个文件）" in capsys.readouterr().out


def test_calendars_and_workbook(school: Path, tmp_path: Path, capsys: Capsys) -> None:
    one, book = tmp_path / "葛长林.ics", tmp_path / "全校.xlsx"
    assert call("timetable", school, "--teacher", "葛长林", "--format", "ics", "--out", one) == 0
    assert icalendar.Calendar.from_ical(one.read_bytes()).walk("VEVENT")
    assert call("timetable", school, "--school", "--format", "xlsx", "--out", book) == 0
    capsys.readouterr()
    assert call("import", "service", book, "--into", school, "--json") == 0
    told = answer(capsys)
    assert (told["created"], told["updated"]) == ({}, {})


def test_pictures_go_into_a_folder(school: Path, tmp_path: Path) -> None:
    out = tmp_path / "图"
    assert call("timetable", school, "--class", "三(1)", "--format", "png", "--out", out) == 0
    assert [path.suffix for path in out.iterdir()] == [".png"]


def test_the_plan_of_a_name_or_version(school: Path, tmp_path: Path, capsys: Capsys) -> None:
    name = "2026-2027学年度第一学期课后服务"
    wanted = ("timetable", school, "--school", "--out", tmp_path / "表.pdf", "--json")
    assert call(*wanted, "--plan", f"{name}（第2版）") == 0
    told = answer(capsys)
    assert (told["plan"]["version"], told["plan"]["published"]) == (2, False)
    assert "草稿" in text_of((tmp_path / "表.pdf").read_bytes())
    assert call(*wanted, "--plan", told["plan"]["id"]) == 0
    assert answer(capsys)["plan"]["version"] == 2
    assert call(*wanted, "--plan", name) == 0
    assert answer(capsys)["plan"]["version"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "只能写一种"),
        (("--school", "--all"), "只能写一种"),
        (("--class", "三(9)"), "没有三(9)这个班"),
        (("--teacher", "火星人"), "没有叫“火星人”"),
        (("--room", "火星"), "没有叫“火星”的场地"),
        (("--contingency", "雪天"), "没有叫“雪天”的预案；学校有“雨天”"),
        (("--school", "--date", "2025-01-06"), "没有已发布的课后服务安排"),
        (("--school", "--plan", "火星计划"), "没有叫“火星计划”"),
        (("--school", "--plan", "x", "--date", "2026-11-23"), "只写一种"),
        (("--class", "三(1)", "--format", "xlsx"), "工作簿只有全校一种"),
        (("--class", "三(1)", "--format", "ics"), "日历是给教师的"),
        (("--school", "--format", "png"), "请写一个文件夹"),
        (("--school", "--format", "xlsx"), "请以 .xlsx 结尾"),
    ],
)
def test_one_sentence_says_what_is_wrong_and_nothing_is_written(
    school: Path, tmp_path: Path, capsys: Capsys, arguments: tuple[str, ...], said: str
) -> None:
    out = tmp_path / "表.pdf"
    assert call("timetable", school, *arguments, "--out", out) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_a_school_without_a_plan_is_told_what_to_do(tmp_path: Path, capsys: Capsys) -> None:
    empty = tmp_path / "空.sjdb"
    call("new", empty)
    assert call("timetable", empty, "--school", "--out", tmp_path / "表.pdf") == 2
    assert "还没有课后服务安排；请先导入" in capsys.readouterr().err
    assert call("export", "service", empty, "--out", tmp_path / "表.xlsx") == 2


def test_an_early_end_on_the_sheet_is_exit_code_3(
    school: Path, tmp_path: Path, capsys: Capsys
) -> None:
    settings = tmp_path / "晚.toml"
    settings.write_text(
        '[[off_work]]\nsince = 2026-11-01\ntime = 18:30:00\ndocument = "冬季通知"\n', "utf-8"
    )
    assert call("import", "settings", settings, "--into", school, "--accept") == 0
    capsys.readouterr()
    assert call("timetable", school, "--class", "三(1)", "--out", tmp_path / "表.pdf") == 3
    assert "早于当地正常下班时间结束" in capsys.readouterr().err
    assert "早于当地正常下班时间" in text_of((tmp_path / "表.pdf").read_bytes())


def warned(school: Path, out: Path, capsys: Capsys, on: str, *form: str) -> list[str]:
    """Print the school's sheet of a date and return what was said of it, after checking stderr."""
    wanted = ("timetable", school, "--school", "--date", on, "--out", out, *form)
    assert call(*wanted, "--json") == 0
    told = capsys.readouterr()
    warnings: list[str] = json.loads(told.out)["warnings"]
    assert told.err == "".join(f"提醒：{each}\n" for each in warnings)
    assert out.exists(), "the plan of that date is printed all the same"
    return warnings


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-10-01", "2026年10月1日（星期四）是放假（国庆节），不上课，这一天没有课后服务"),
        ("2026-11-28", "2026年11月28日（星期六）是周末，不上课，这一天没有课后服务"),
        ("2027-01-06", "2027年1月6日（星期三）的放假安排还没有导入"),
    ],
)
def test_a_date_without_service_is_said_beside_the_sheet_of_the_week(
    school: Path, tmp_path: Path, capsys: Capsys, on: str, said: str
) -> None:
    (told,) = warned(school, tmp_path / "表.pdf", capsys, on)
    assert said in told
    assert "表上是每周的样子；" in told
    assert "请" in told.partition("；")[2]


def test_a_date_after_the_last_term_is_told_to_belong_to_none(
    school: Path, tmp_path: Path, capsys: Capsys
) -> None:
    settings = tmp_path / "短.toml"
    settings.write_text(
        '[[term]]\nname = "2026-2027学年度第一学期"\nfirst_day = 2026-08-24\n'
        "last_day = 2026-12-11\n",
        "utf-8",
    )
    assert call("import", "settings", settings, "--into", school, "--accept") == 0
    capsys.readouterr()
    (told,) = warned(school, tmp_path / "表.pdf", capsys, "2026-12-16")
    assert "2026年12月16日（星期三）不在已设置的学期内，这一天没有课后服务" in told
    assert "请先设好学期" in told


def test_a_usual_school_day_has_nothing_said_of_it(
    school: Path, tmp_path: Path, capsys: Capsys
) -> None:
    assert warned(school, tmp_path / "表.pdf", capsys, "2026-11-18") == []


def test_a_make_up_day_without_its_weekday_and_a_day_called_off_are_told(
    school: Path, tmp_path: Path, capsys: Capsys
) -> None:
    project = Project.open(school)
    saturday, off = date(2026, 11, 28), date(2026, 11, 18)
    project.run(set_days([DayException(saturday, DayKind.MAKE_UP, "补课", None)]))
    spots = [line.spot for line in day_board(project, off).lines]
    project.run(book(cancel(project, spots, "大雪")))
    project.close()
    (made_up,) = warned(school, tmp_path / "表.pdf", capsys, saturday.isoformat())
    assert "写明按星期几上" in made_up
    (called_off,) = warned(school, tmp_path / "表.pdf", capsys, off.isoformat())
    assert "2026年11月18日（星期三）的课后服务都停了（大雪）" in called_off


def test_a_day_with_something_booked_says_that_the_sheet_is_of_the_usual_week(
    school: Path, tmp_path: Path, capsys: Capsys
) -> None:
    project = Project.open(school)
    off = date(2026, 11, 18)
    spot = day_board(project, off).lines[0].spot
    project.run(book(cancel(project, [spot], "大雪")))
    project.close()
    (told,) = warned(school, tmp_path / "表.pdf", capsys, off.isoformat())
    assert "有1处临时调整，表上是每周的样子" in told
