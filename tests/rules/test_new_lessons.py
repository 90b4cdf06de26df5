"""What a check would warn about cannot be entered in the first place: one list of words [§7]."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.domain.service_kinds import SessionKind
from shuangjian_desktop.rules.new_lessons import NEW_LESSON, new_lesson_in, new_lesson_words
from shuangjian_desktop.rules.rulebook import load_rulebook
from tests.rules.class_days import RULEBOOK

BOOK = load_rulebook(RULEBOOK)
WORDS = BOOK.words[NEW_LESSON]
SUBJECTS = ["语文", "数学", "英语", "物理", "化学", "道法", "历史", "地理", "生物", "科学"]
PLACES = ["第5课", "第十二课", "第3单元", "第二章", "Unit 3", "unit 12", "上册第1课", "Lesson 4"]
NEW = ["教学", "讲解", "精讲", "新授", "新内容讲解", "课文讲解", "学习"]
OLD = ["复习答疑", "错题讲解", "生字听写", "作业辅导", "单元测验讲解", "练习讲解", "知识整理"]

ORDINARY = [
    "新年联欢", "数学思维拓展", "阅读课", "新书推荐", "语文第5课复习答疑", "书法第3课教学",
    "象棋第5课学习", "晚上课后服务", "新时代好少年", "新闻播报", "学习新舞蹈", "新知识讲座",
    "创新课堂", "最新课外书推荐", "英语教学片欣赏", "科学小实验", "数学新课标解读", "编程入门",
    "新课程故事会", "新课外阅读", "语文阅读", "数学答疑", "英语Unit 3单词听写", "重新排练",
    "数学第2单元错题讲解", "科学新知识竞赛", "新学期收心活动", "第5课生字听写", "作业辅导",
    "第1节作业辅导", "英语口语角", "新生入学教育", "课后体育", "足球队训练",
]  # fmt: skip
NEW_LESSONS = [
    "语文第5课教学", "数学新知学习", "英语Unit 3新内容讲解", "数学新授课", "数 学 新 授",
    "语文·第5课·教学", "英语Ｕｎｉｔ ３讲解", "新\u200b授课", "第三单元新课", "讲解新单词",
    "物理第二章第1节讲解", "数学教学", "期末赶进度", "五年级上课", "英语新课", "第三单元新课讲授",
    "化学补课", "新课", "第五课教学", "英语Lesson 4课文学习", "数学上册第3单元学习", "新知讲解",
]  # fmt: skip


@pytest.mark.parametrize("title", [*WORDS.finds, *NEW_LESSONS])
def test_new_lessons_are_refused_at_entry_and_found_by_the_check_alike(title: str) -> None:
    assert new_lesson_words(title)
    assert new_lesson_in(BOOK, title)


@pytest.mark.parametrize("title", [*WORDS.spares, *ORDINARY])
def test_ordinary_titles_are_neither_refused_nor_found(title: str) -> None:
    assert new_lesson_words(title) == ""
    assert new_lesson_in(BOOK, title) == ""


@given(st.sampled_from(SUBJECTS), st.sampled_from(PLACES), st.sampled_from(NEW))
def test_what_is_new_in_a_subjects_book_is_found(subject: str, place: str, new: str) -> None:
    assert new_lesson_words(f"{subject}{place}{new}")
    assert new_lesson_words(f"{subject} {place} {new}")


@given(st.sampled_from(SUBJECTS), st.sampled_from(PLACES), st.sampled_from(OLD))
def test_what_was_taught_before_may_be_gone_through_again(
    subject: str, place: str, old: str
) -> None:
    assert new_lesson_words(f"{subject}{place}{old}") == ""


@given(st.text(max_size=30))
def test_entry_and_check_never_differ(title: str) -> None:
    assert new_lesson_words(title) == new_lesson_in(BOOK, title)


@pytest.mark.parametrize("kind", SessionKind)
def test_no_kind_of_session_reads_as_new_lessons(kind: SessionKind) -> None:
    assert new_lesson_words(kind.value) == ""
