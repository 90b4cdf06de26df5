"""The bundled fonts: checked before use, and never silent about what they lack."""

import shutil
from pathlib import Path

import pytest

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.paths import resource
from shuangjian_desktop.reports.fonts import Face, FontBook, bundled_fonts, font_problems
from shuangjian_desktop.reports.render import render_notices
from tests.reports.notices import day_notice, text_of, with_content

BUNDLED = resource("fonts")


def folder_with(tmp_path: Path, *names: str) -> Path:
    """A font folder that lost every file but the named ones."""
    for name in ("manifest.json", *names):
        shutil.copy(BUNDLED / name, tmp_path / name)
    return tmp_path


def test_every_character_of_gb2312_is_drawn_by_each_face() -> None:
    book = bundled_fonts()
    pairs = (bytes([h, low]) for h in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    characters = "".join(pair.decode("gb2312", "ignore") for pair in pairs)
    assert len(characters) == 6763
    for face in Face:
        typeface = book.typeface(face)
        assert {typeface.home(char) for char in characters} == {typeface.first}


@pytest.mark.parametrize("name", ["𬱖", "䶮", "阿卜杜拉·买买提", "欧阳娜娜", "喆堃珺祎翀"])
def test_a_rare_name_prints_right_and_copies_right(name: str) -> None:
    rendered = render_notices([with_content("背诵课文", teacher=name)])
    assert rendered.warnings == ()
    assert name in text_of(rendered.data)


@pytest.mark.parametrize("char", ["😀", "\U0003ffff", "ꙮ"])
def test_a_character_no_font_has_becomes_a_geta_and_a_warning_with_its_place(char: str) -> None:
    rendered = render_notices([with_content(f"背诵{char}课文")])
    assert "背诵〓课文" in text_of(rendered.data)
    (warning,) = rendered.warnings
    assert f"三(1)班11月23日语文的“{char}”" in warning
    assert f"U+{ord(char):04X}" in warning


def test_an_ordinary_notice_has_no_geta() -> None:
    assert "〓" not in text_of(render_notices([day_notice()]).data)


def test_a_lost_font_file_is_replaced_by_the_next_and_said(tmp_path: Path) -> None:
    book = FontBook(folder_with(tmp_path, "NotoSansSC-Regular.cut.ttf"))
    rendered = render_notices([day_notice()], fonts=book)
    assert "《语文练习册》第42页第1—5题" in text_of(rendered.data)
    assert [w for w in rendered.warnings if "思源宋体粗体" in w and "备用字体" in w]


def test_an_altered_font_file_is_not_used(tmp_path: Path) -> None:
    for path in BUNDLED.iterdir():
        shutil.copy(path, tmp_path / path.name)
    spoilt = tmp_path / "NotoSerifSC-Bold.cut.ttf"
    data = bytearray(spoilt.read_bytes())
    data[5000] ^= 1
    spoilt.write_bytes(data)
    book = FontBook(tmp_path)
    assert book.font("serif") is None
    assert len(book.warnings) == 1


@pytest.mark.parametrize("names", [(), ("NotoSansSC-OFL.txt",)])
def test_without_any_font_one_sentence_says_so(tmp_path: Path, names: tuple[str, ...]) -> None:
    book = FontBook(folder_with(tmp_path, *names))
    with pytest.raises(UserError, match="重新安装"):
        render_notices([day_notice()], fonts=book)


def test_without_the_list_of_fonts_one_sentence_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="字体清单"):
        FontBook(tmp_path)


def test_the_licences_lie_beside_the_fonts() -> None:
    for name in ("NotoSansSC-OFL.txt", "NotoSerifSC-OFL.txt"):
        assert "SIL Open Font License" in (BUNDLED / name).read_text(encoding="utf-8")


def test_a_check_of_the_fonts_names_each_file_that_is_unusable(tmp_path: Path) -> None:
    assert font_problems() == ()
    problems = font_problems(folder_with(tmp_path, "NotoSansSC-Regular.ttf"))
    assert len(problems) == 3
