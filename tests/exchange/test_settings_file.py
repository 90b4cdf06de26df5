"""Settings are read strictly: every mistake is named with its line, nothing is half taken."""

from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.domain.school import SchoolSettings
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.settings_file import read_settings
from shuangjian_desktop.exchange.settings_values import (
    OffWorkSection,
    SchoolSection,
    SettingsFile,
    TermSection,
)

WHOLE = """[school]
name = "青溪镇中心小学"
complaint_phone = "0437-0000000"
boarding = false
grades = [1, 6]                       # first and last
[[term]]
name = "2026-2027学年度第一学期"
first_day = 2026-08-24
last_day = 2027-01-15
document = "…校历通知"
[[off_work]]
since = 2026-10-08
time = 17:00:00
document = "市政府办公室国庆节放假通知"
[homework]
weekend_limit_minutes = 60
in_school_share = { primary = 0.8, junior = 0.5 }
[service]
minimum_minutes = 120
evening_latest = 20:30:00
"""


def problems(path: Path, text: str) -> list[tuple[str, str]]:
    (path / "设置.toml").write_text(text, "utf-8")
    parsed = read_settings(path / "设置.toml")
    assert parsed.rows == () or not parsed.problems
    return [(problem.where, problem.message) for problem in parsed.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_whole_file_is_read_without_loss(tmp_path: Path, encoding: str, newline: str) -> None:
    (tmp_path / "设置.toml").write_bytes(WHOLE.replace("\n", newline).encode(encoding))
    parsed = read_settings(tmp_path / "设置.toml")
    assert parsed.problems == ()
    assert parsed.rows == (
        SettingsFile(
            SchoolSection("青溪镇中心小学", "0437-0000000", False, 1, 6, None),
            (
                TermSection(
                    "2026-2027学年度第一学期", date(2026, 8, 24), date(2027, 1, 15), "…校历通知"
                ),
            ),
            (OffWorkSection(date(2026, 10, 8), time(17), "市政府办公室国庆节放假通知"),),
            SchoolSettings(60, 0.8, 0.5, 120, time(20, 30)),
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("boarding", "borading", 4, "没有“borading”这一项"),
        ("boarding = false", 'boarding = "否"', 4, "true 或 false"),
        ("[1, 6]", "[6, 1]", 5, "起止年级"),
        ("[1, 6]", "[0, 6]", 5, "起止年级"),
        ("last_day = 2027-01-15\n", "", 6, "缺少“last_day”"),
        ("2027-01-15", "2026-01-15", 6, "结束早于开始"),
        ("first_day = 2026-08-24", 'first_day = "2026-08-24"', 8, "要写成日期"),
        ("17:00:00", "17", 13, "要写成时间"),
        ("limit_minutes = 60", "limit_minutes = 601", 16, "0到600"),
        ("limit_minutes = 60", "limit_minutes = 60.5", 16, "0到600"),
        ("primary = 0.8", "primary = 80", 17, "0到1之间"),
        ("primary = 0.8", "primery = 0.8", 17, "0到1之间"),
        ("[service]", "[servise]", 18, "没有“servise”这一节"),
        ("[[term]]", "[term]", 6, "[[term]]"),
        ("evening_latest = 20:30:00", "evening_latest = 20:30", 20, "写法不对"),
        ("evening_latest = 20:30:00", "pupils_per_adult = 0", 20, "1到200的整数"),
        ("evening_latest = 20:30:00", "gate_interval_minutes = 31", 20, "1到30的整数"),
        ("evening_latest = 20:30:00", "leave_order = ['x']", 20, "低年级先走或高年级先走"),
        ('name = "青', 'name = 青', 2, "写法不对"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    found = problems(tmp_path, WHOLE.replace(old, new, 1))
    assert len(found) == 1
    assert found[0][0] == f"设置.toml!{line}"
    assert words in found[0][1]


def test_the_line_of_a_second_section_is_its_own(tmp_path: Path) -> None:
    second = '[[term]]\nname = "x"\nfirst_day = 2027-03-01\nlast_day = 2027-07-10\nfoo = 1\n'
    assert problems(tmp_path, WHOLE + second)[0][0] == "设置.toml!25"


def test_overlapping_terms_and_doubled_off_work_are_refused(tmp_path: Path) -> None:
    term = '[[term]]\nname = "二"\nfirst_day = 2027-01-15\nlast_day = 2027-07-10\n'
    off_work = "[[off_work]]\nsince = 2026-10-08\ntime = 16:30:00\n"
    found = problems(tmp_path, WHOLE + term + off_work)
    assert [where for where, _ in found] == ["设置.toml!21", "设置.toml!25"]
    assert "日期重叠" in found[0][1]
    assert "写了两次" in found[1][1]


def test_off_work_times_of_other_weekdays_stand_side_by_side(tmp_path: Path) -> None:
    text = "".join(
        f"[[off_work]]\nsince = 2026-10-08\ntime = {at}\nweekdays = {days}\n"
        for at, days in (("17:00:00", "[1, 2, 3, 4]"), ("16:00:00", "[5]"))
    )
    assert problems(tmp_path, text) == []


def test_what_a_file_leaves_out_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("[school]\nboarding = true\n", "utf-8")
    assert read_settings(tmp_path / "a.toml").rows == (SettingsFile(SchoolSection(boarding=True)),)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("设置.toml", "[school]\nname = \"青溪镇\"".encode("gbk"), "不是UTF-8编码"),
        ("设置.toml", b"", "是空文件"),
        ("设置.xlsx", b"x", "不是设置文件"),
    ],
)  # fmt: skip
def test_another_file_is_refused(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError, match=words):
        read_settings(tmp_path / name)
    with pytest.raises(UserError, match="找不到文件"):
        read_settings(tmp_path / "没有.toml")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[day]]\ndate = 2026-10-10\nkind = "未确认"\nreason = "x"\n', "要写成上课、放假"),
        (
            '[[day]]\ndate = 2026-10-10\nkind = "放假"\nreason = "x"\nfollows_weekday = 5\n',
            "不用写follows_weekday",
        ),
        ('[[day]]\ndate = 2026-10-10\nkind = "放假"\nreason = "x"\n' * 2, "写了两次"),
        (
            "[[mark]]\nfirst_day = 2026-11-09\nlast_day = 2026-11-01\n"
            'kind = "考试周"\nname = "x"\n',
            "结束早于开始",
        ),
        ("[homework]\nnext_week = { weekday = 8 }\n", "weekday = 5"),
    ],
)
def test_a_day_or_mark_that_cannot_be_is_named_with_its_line(
    tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "设置.toml"
    path.write_text(text, encoding="utf-8")
    parsed = read_settings(path)
    assert parsed.rows == ()
    assert words in parsed.problems[0].message
    assert parsed.problems[0].where.startswith("设置.toml!")
