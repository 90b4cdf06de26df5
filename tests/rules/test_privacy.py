"""What must not hang on a wall is found; what only looks like it is spared (row 35)."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.paths import resource
from shuangjian_desktop.rules.privacy import PrivateKind, is_worth_a_look, private_finds

FOUND = [
    ("请王小明同学领读", PrivateKind.NAME, "王小明"),
    ("李子涵家长签字", PrivateKind.NAME, "李子涵"),
    ("欧阳雨桐小朋友带跳绳", PrivateKind.NAME, "欧阳雨桐"),
    ("表扬：张明、李雨桐、王子涵", PrivateKind.NAME, "李雨桐"),
    ("未交名单：孙浩，周婷", PrivateKind.NAME, "周婷"),
    ("课代表李明检查", PrivateKind.NAME, "李明"),
    ("学号12的同学补交", PrivateKind.STUDENT_NUMBER, "学号12"),
    ("学号：20260312", PrivateKind.STUDENT_NUMBER, "学号：20260312"),
    ("有问题打13812345678", PrivateKind.PHONE, "13812345678"),
    ("有问题打138-1234-5678", PrivateKind.PHONE, "138-1234-5678"),
    ("有问题打１３８１２３４５６７８", PrivateKind.PHONE, "13812345678"),
    ("电话0431-88886666", PrivateKind.PHONE, "0431-88886666"),
    ("加微信号：abc12345", PrivateKind.PHONE, "微信号：abc12345"),
    ("身份证220102201503041234", PrivateKind.ID_NUMBER, "220102201503041234"),
    ("学籍号G22010220150304123X", PrivateKind.ID_NUMBER, "22010220150304123X"),
    ("考了98分的不用写", PrivateKind.SCORE, "考了98分"),
    ("不及格的订正两遍", PrivateKind.SCORE, "不及格"),
    ("90分以上的同学选做", PrivateKind.SCORE, "90分以上的同学"),
    ("成绩单带回家", PrivateKind.SCORE, "成绩单"),
    ("全班前10名的同学免写", PrivateKind.RANK, "全班前10名"),
    ("年级前十的同学", PrivateKind.RANK, "年级前十"),
    ("年级第3名领读", PrivateKind.RANK, "年级第3名"),
    ("倒数第二名的补写", PrivateKind.RANK, "倒数第二名"),
    ("请张　明同学领读", PrivateKind.NAME, "张　明"),
    ("打138 1234 5678", PrivateKind.PHONE, "138 1234 5678"),
    ("打138　1234　5678", PrivateKind.PHONE, "138　1234　5678"),
    ("打138.1234.5678", PrivateKind.PHONE, "138.1234.5678"),
    ("打8613812345678", PrivateKind.PHONE, "8613812345678"),
    ("打1 3 8 1 2 3 4 5 6 7 8", PrivateKind.PHONE, "1 3 8 1 2 3 4 5 6 7 8"),
    ("打一三八一二三四五六七八", PrivateKind.PHONE, "一三八一二三四五六七八"),
    ("打（0431）88886666", PrivateKind.PHONE, "（0431）88886666"),
    ("加ＱＱ：1234567", PrivateKind.PHONE, "QQ：1234567"),
    ("身份证220102 20150304 1234", PrivateKind.ID_NUMBER, "220102 20150304 1234"),
    ("身份证220102-20150304-123Ｘ", PrivateKind.ID_NUMBER, "220102-20150304-123X"),
    ("考了 ９５ 分的不用写", PrivateKind.SCORE, "考了 95"),
    ("考了九十五分的不用写", PrivateKind.SCORE, "考了九十五分"),
]
SPARED = [
    "《语文练习册》第32页第1–5题，15分钟",
    "口算100题，20分钟内完成",
    "每题10分，共100分的卷子",
    "把24平均分成4份",
    "分数乘法，约分，通分",
    "求这组数的平均分怎样列式",
    "小明同学有5个苹果，给了小红2个",
    "高年级同学讲给低年级同学听",
    "向同学介绍自己的家乡",
    "和爸爸妈妈一起做家务",
    "给爷爷奶奶讲故事",
    "同桌互相检查，请家长听读",
    "任何同学不得代写",
    "单号同学做第1题",
    "学号1-20的同学做A组",
    "《我和张明同学》读后感",
    "《王二小》朗读三遍",
    "王芳老师布置的手抄报",
    "圆周率3.14159265358",
    "ISBN 9787107245541",
    "2026年11月23日前交",
    "第一名词语，第二动词",
    "不足10分钟的练习可以合并",
    "阅读《成绩单》一文以外的文章",
    "做12 13 14 15 16 17 18 19题",
    "练习册第130-1399页",
    "口算1380-0138",
    "2026 11 23 8 00集合",
    "第1 3 5 7 9 11 13 15题",
    "二十以内的加减法写得十分工整",
]


@pytest.mark.parametrize(("text", "kind", "words"), FOUND)
def test_a_personal_fact_is_found(text: str, kind: PrivateKind, words: str) -> None:
    assert (kind, words) in {(find.kind, find.words) for find in private_finds(text)}


@pytest.mark.parametrize("text", SPARED)
def test_what_only_looks_like_it_is_spared(text: str) -> None:
    assert private_finds(text) == ()


def test_the_schools_own_staff_are_no_pupils() -> None:
    assert private_finds("请李明同学领读", {"李明"}) == ()


def test_nothing_in_the_sample_schools_homework_is_taken_for_private() -> None:
    with resource("demo", "homework.csv").open(encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    texts = {row["作业内容"] for row in rows} | {row["备注"] for row in rows}
    assert [text for text in texts if private_finds(text)] == []


_SCHOOL_PROSE = st.text(
    "第页题课本练习册语文数学口算完成背诵抄写《》，。、（）0123456789 -–一二三", max_size=80
)


@given(_SCHOOL_PROSE, st.sampled_from(FOUND), _SCHOOL_PROSE)
def test_a_find_is_found_wherever_it_stands(
    before: str, found: tuple[str, PrivateKind, str], after: str
) -> None:
    text = f"{before.replace('《', '').replace('》', '')}。{found[0]}。{after.replace('》', '')}"
    assert (found[1], found[2]) in {(find.kind, find.words) for find in private_finds(text)}


@given(st.text(max_size=200))
def test_any_text_is_taken_and_finds_point_into_it(text: str) -> None:
    for find in private_finds(text):
        assert len(find.words) > 1
        assert 0 <= find.start <= len(text) - len(find.words)


@pytest.mark.parametrize(("text", "kind", "words"), FOUND)
def test_the_cheap_look_lets_no_find_slip(text: str, kind: PrivateKind, words: str) -> None:
    """Whatever the costly patterns know must pass the cheap look first."""
    from shuangjian_desktop.rules.privacy import _finds

    assert bool(_finds(text)) <= is_worth_a_look(text)
