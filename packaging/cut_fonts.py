"""Make resources/fonts from the published Noto fonts: `cut_fonts.py SOURCE_FOLDER`.

Development only, needs fontTools; the program reads what this leaves behind and never runs it.

SOURCE_FOLDER holds the unpacked npm packages `noto-sans-sc` and `noto-serif-sc` (0.4.3) of
@expo-google-fonts. The same input gives the same bytes. Hints, layout tables and glyphs that no
character reaches are dropped.
"""

import hashlib
import json
import shutil
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"
DROPPED = ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "STAT", "DSIG", "gasp", "meta"]


@dataclass(frozen=True, slots=True)
class Cut:
    """One file to make. `everything` keeps all characters, else the school repertoire is kept."""

    role: str
    package: str
    folder: str
    source: str
    target: str
    everything: bool = False


CUTS = (
    Cut(
        "sans",
        "noto-sans-sc",
        "400Regular",
        "NotoSansSC_400Regular.ttf",
        "NotoSansSC-Regular.cut.ttf",
    ),
    Cut("bold", "noto-sans-sc", "700Bold", "NotoSansSC_700Bold.ttf", "NotoSansSC-Bold.cut.ttf"),
    Cut("serif", "noto-serif-sc", "700Bold", "NotoSerifSC_700Bold.ttf", "NotoSerifSC-Bold.cut.ttf"),
    Cut(
        "full",
        "noto-sans-sc",
        "400Regular",
        "NotoSansSC_400Regular.ttf",
        "NotoSansSC-Regular.ttf",
        True,
    ),
)


def school_repertoire() -> set[int]:
    """Return GB2312 and the signs a notice prints besides, as code points."""
    codes = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | set(range(0x3000, 0x3030))
    codes |= set(range(0x2010, 0x2028)) | set(range(0x2030, 0x203C)) | set(range(0xFF01, 0xFFE7))
    codes |= set(range(0x2460, 0x24F0)) | set(range(0x2150, 0x2180)) | set(range(0x2190, 0x2194))
    codes |= set(map(ord, "℃℉№㎡㎝㎜㎏㎎㏄㎞×÷±≤≥≈≠√∠△▲○●◎★☆□■◆◇▶※〓·•"))
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                codes.add(ord(bytes([high, low]).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return codes


def cut(job: Cut, source_folder: Path) -> dict[str, str | int]:
    """Write one font and return its line of the manifest."""
    source = source_folder / job.package / job.folder / job.source
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += DROPPED
    options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.recalc_timestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=set(font.getBestCmap()) if job.everything else school_repertoire())
    cutter.subset(font)
    target = TARGET / job.target
    font.save(target)
    data = target.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    # The program checks by the CRC, which is enough to find damage and takes half the time.
    checked = {"bytes": len(data), "crc32": zlib.crc32(data), "sha256": digest}
    return {"role": job.role, "file": job.target, **checked}


def main(source_folder: Path) -> None:
    """Make every font, its licence and the manifest the program checks them by (F39)."""
    TARGET.mkdir(parents=True, exist_ok=True)
    manifest = [cut(job, source_folder) for job in CUTS]
    text = json.dumps({"fonts": manifest}, indent=2, ensure_ascii=False) + "\n"
    (TARGET / "manifest.json").write_text(text, encoding="utf-8", newline="\n")
    for package, name in (("noto-sans-sc", "NotoSansSC"), ("noto-serif-sc", "NotoSerifSC")):
        shutil.copyfile(source_folder / package / "LICENSE_FONT", TARGET / f"{name}-OFL.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
