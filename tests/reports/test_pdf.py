"""The file itself: where its objects lie, which tags hold which marks, what is imported for it."""

import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from shuangjian_desktop.reports.render import render_notices
from tests.reports.notices import day_notice, grade_notice, text_of, week_notice, with_content

NOTICES = [day_notice(), week_notice(), grade_notice(12)]


@pytest.fixture(scope="module")
def data() -> bytes:
    return render_notices(NOTICES).data


def objects(data: bytes) -> dict[int, bytes]:
    found = re.finditer(rb"^(\d+) 0 obj\n(.*?)\nendobj$", data, re.MULTILINE | re.DOTALL)
    return {int(match[1]): match[2] for match in found}


def test_the_table_of_objects_points_at_every_object(data: bytes) -> None:
    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    _, head, *entries = data[start:].split(b"trailer")[0].splitlines()
    assert int(head.split()[1]) == len(entries)
    for number, entry in enumerate(entries[1:], 1):
        assert data[int(entry[:10]) :].startswith(b"%d 0 obj" % number)


def test_every_mark_on_a_page_belongs_to_the_tag_the_page_names_for_it(data: bytes) -> None:
    found = objects(data)
    pages = {n: body for n, body in found.items() if b"/Type /Page " in body}
    (numbers,) = [body for body in found.values() if body.startswith(b"<< /Nums")]
    by_page = re.findall(rb"(\d+) \[([^]]*)\]", numbers)
    assert len(by_page) == len(pages)
    for (number, page), (_, tags) in zip(pages.items(), by_page, strict=True):
        content = found[int(re.search(rb"/Contents (\d+)", page)[1])]  # type: ignore[index]
        drawn = zlib.decompress(content.split(b"stream\n", 1)[1].removesuffix(b"\nendstream"))
        marks = [int(mark) for mark in re.findall(rb"/MCID (\d+)", drawn)]
        assert marks == list(range(len(marks)))
        elements = [found[int(tag)] for tag in re.findall(rb"(\d+) 0 R", tags)]
        assert [int(e.rsplit(b"/K ", 1)[1].split()[0]) for e in elements] == marks
        assert all(b"/Pg %d 0 R" % number in element for element in elements)


def test_every_tag_is_a_child_of_its_parent(data: bytes) -> None:
    found = objects(data)
    tags = {n: body for n, body in found.items() if body.startswith(b"<< /S /")}
    for number, body in tags.items():
        parent = found[int(re.search(rb"/P (\d+) 0 R", body)[1])]  # type: ignore[index]
        assert b"%d 0 R" % number in parent


@pytest.mark.parametrize(
    "text", ["Let’s talk和I’m home", "读“Let’s go”一课", "Dinner’s ready", "他说‘好’", "d’été"]
)
def test_an_apostrophe_copies_as_it_was(text: str) -> None:
    assert "".join(text.split()) in text_of(render_notices([with_content(text)]).data)


def test_importing_the_writer_leaves_pictures_out_and_other_modules_whole() -> None:
    program = (
        "import sys; import shuangjian_desktop.reports.render as r;"
        "from tests.reports.notices import day_notice; r.render_notices([day_notice()]);"
        "assert 'PIL.Image' not in sys.modules;"
        "import tempfile, textwrap, pickle; assert tempfile.gettempdir();"
        "assert textwrap.dedent(' a') == 'a'; assert pickle.loads(pickle.dumps(1)) == 1;"
        "from reportlab.lib.utils import Image, pickle as theirs;"
        "assert Image.new('L', (2, 2)).size == (2, 2); assert theirs.dumps(1)"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", program], check=True, cwd=root)
