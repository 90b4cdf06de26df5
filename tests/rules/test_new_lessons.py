"""What a check would warn about cannot be entered in the first place [§7]."""

import pytest

from shuangjian_desktop.domain.new_lessons import new_lesson_words
from shuangjian_desktop.domain.service_kinds import SessionKind
from shuangjian_desktop.rules.checks.service_content import NEW_LESSON
from shuangjian_desktop.rules.rulebook import load_rulebook
from tests.rules.class_days import MONDAY, RULEBOOK

BOOK = load_rulebook(RULEBOOK)


@pytest.mark.parametrize("title", BOOK.words[NEW_LESSON].finds)
def test_a_title_the_check_finds_is_refused_at_entry(title: str) -> None:
    assert new_lesson_words(title)


@pytest.mark.parametrize("kind", SessionKind)
def test_no_kind_of_session_reads_as_new_lessons(kind: SessionKind) -> None:
    assert BOOK.hint(NEW_LESSON, kind.value, None, MONDAY) is None
    assert not new_lesson_words(kind.value)
