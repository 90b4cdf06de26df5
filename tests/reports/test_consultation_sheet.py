"""The record of a 二次会商 on paper: names whole, as few pages as can be."""

from datetime import date

import pypdfium2

from shuangjian_desktop.domain.consultation import (
    Consultation,
    ItemThen,
    Measure,
    Proposal,
    Snapshot,
)
from shuangjian_desktop.domain.ids import ClassId, HomeworkId
from shuangjian_desktop.reports.consultation_sheet import ConsultationSheet, render_consultations
from tests.reports.notices import page_texts

LONG_NAME = "阿依努尔·买买提吐尔逊"


def told(items: int, teacher: str = "王秀兰") -> ConsultationSheet:
    content = "《语文练习册》第48—49页“字词积累”与“阅读天地”，生字词语抄写一遍"
    before = tuple(
        ItemThen(HomeworkId(str(n)), "语文", content, 20, "书面", "必做", "", "家庭", teacher)
        for n in range(items)
    )
    after = tuple(item._replace(minutes=15) for item in before)
    proposals = tuple(Proposal(item.item_id, Measure.KEEP, 15, teacher) for item in before)
    record = Consultation(
        ClassId("1"),
        date(2026, 11, 24),
        "2026-11-24T15:00:00",
        teacher,
        Snapshot(before, 20 * items, 60),
        proposals,
        (teacher, "欧阳文婷"),
        "当面核对后同意减少书面量。",
        Snapshot(after, 15 * items, 60),
        "2026-11-24T16:20:00",
        teacher,
    )
    return ConsultationSheet("松桦镇九年一贯制学校", "七(1)班", "第14周", "第2条", record)


def test_a_long_name_breaks_only_after_its_dot() -> None:
    document = pypdfium2.PdfDocument(render_consultations((told(4, LONG_NAME),)).data)
    try:
        lines = document[0].get_textpage().get_text_range().splitlines()
    finally:
        document.close()
    assert sum("阿依努尔·" in line for line in lines) >= 4
    assert not [line for line in lines if line.strip() in ("阿依努", "尔·", "吐尔逊")]


def test_an_ordinary_record_fills_its_page_and_a_long_one_takes_two() -> None:
    assert render_consultations((told(5),)).pages == 1
    assert render_consultations((told(14, LONG_NAME),)).pages == 2


def test_each_record_starts_on_a_page_of_its_own() -> None:
    pages = page_texts(render_consultations((told(2), told(3))).data)
    assert [page.count("作业二次会商记录") for page in pages] == [1, 1]
