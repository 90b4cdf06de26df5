"""The same page again within a fortnight, the same text twice a day: warned about (row 10)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.duplicates import duplicates, duplicates_of, sentences
from shuangjian_desktop.domain.homework import Tier
from tests.builders import MONDAY, class_named, enter, item, small_school


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = small_school(tmp_path)
    yield project
    project.close()


def told(project: Project, content: str, name: str = "三(1)", days: int = 0) -> list[str]:
    subject_id = project.directory.subjects[0].id
    class_id = class_named(project, name).id
    found = duplicates(project, class_id, MONDAY + timedelta(days), subject_id, content)
    return [duplicate.sentence for duplicate in found]


def test_the_same_page_is_remembered_for_a_fortnight(project: Project) -> None:
    enter(project, item(project, content="练习册第32-33页"))
    assert told(project, "完成练习册P33", days=1) == ["11月23日布置过“练习册第32-33页”，可能重复。"]
    assert told(project, "练习册第33页", days=14) != []
    assert told(project, "练习册第33页", days=15) == []
    assert told(project, "练习册第34页", days=1) == []
    assert told(project, "练习册第33页", "三(2)", days=1) == []


def test_the_same_text_is_a_duplicate_only_on_its_day(project: Project) -> None:
    enter(project, item(project, content="朗读课文"))
    assert told(project, "朗读 课文") == ["同一天已有“朗读课文”，可能重复。"]
    assert told(project, "朗读课文", days=1) == []


def test_an_item_is_no_duplicate_of_itself(project: Project) -> None:
    mine = item(project, content="练习册第32页")
    enter(project, mine)
    where = (mine.class_id, mine.date, mine.subject_id, mine.content)
    assert duplicates(project, *where, but=mine.id) == ()


def test_a_pasted_pair_is_told_once_and_tiers_may_share_a_page(project: Project) -> None:
    first, second = item(project, content="练习册第1页"), item(project, content="练习册第1页")
    tiers = [item(project, content="练习册第2页", tier=tier) for tier in (Tier.A, Tier.B)]
    assert set(duplicates_of(project, [first, second, *tiers])) == {second.id}
    assert duplicates_of(project, []) == {}


def test_many_repeats_are_summed_up(project: Project) -> None:
    enter(project, *(item(project, content=f"练习册第1-{last}页") for last in range(2, 6)))
    subject_id, class_id = project.directory.subjects[0].id, class_named(project, "三(1)").id
    found = duplicates(project, class_id, MONDAY, subject_id, "练习册第1页")
    assert sentences(found)[-1] == "还有2处重复。"


def test_the_same_sentence_is_said_once(project: Project) -> None:
    """Two tiers that repeated one page are one thing to read."""
    earlier = item(project, content="练习册第32页", tier=Tier.A)
    twin = item(project, content="练习册第32页", tier=Tier.B)
    enter(project, earlier, twin)
    later = item(project, content="练习册第32页", on=MONDAY + timedelta(days=1))
    told = sentences(duplicates_of(project, [later])[later.id])
    assert told == ("11月23日布置过“练习册第32页”，可能重复。",)
