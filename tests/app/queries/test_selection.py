"""What the inspector reads of a class-day: the reasons given for it stay in sight (row 27)."""

from pathlib import Path

from shuangjian_desktop.app.commands.homework import add_items, change_item
from shuangjian_desktop.app.queries.selection import selection
from shuangjian_desktop.domain.homework import Place
from tests.builders import MONDAY, class_named, item, small_school


def test_reasons_given_stay_with_the_class_day(tmp_path: Path) -> None:
    project = small_school(tmp_path)
    mine = item(project, "一(1)", content="写字")
    project.run(add_items([mine]), reason="已与班主任商定")
    found = selection(project, class_named(project, "一(1)").id, MONDAY, mine.id)
    assert found is not None
    (note,) = [note for note in found.notes if note.reasons]
    assert [given.text for given in note.reasons] == ["已与班主任商定"]
    assert found.reasons == ()
    project.run(change_item(mine._replace(place=Place.SCHOOL)))
    found = selection(project, class_named(project, "一(1)").id, MONDAY, mine.id)
    assert found is not None
    assert not any(note.reasons for note in found.notes)
    (given,) = found.reasons
    assert (given.text, given.who, given.at) == (
        "已与班主任商定",
        project.who,
        "2026-11-23T15:40:00",
    )
    other = selection(project, class_named(project, "三(1)").id, MONDAY, None)
    assert other is not None
    assert other.reasons == ()
    project.close()
