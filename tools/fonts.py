"""Make the fonts of papers from those that npm installed: only the letters, without what papers have no use for.

`python -m tools.fonts` writes them into the package, compressed. A node serves them to nobody.
"""

from collections.abc import Mapping
from pathlib import Path

import brotli
import uharfbuzz as hb

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "node_modules" / "@expo-google-fonts"
TARGET = ROOT / "src" / "clearinghouse" / "web" / "paper" / "fonts"

FONTS: Mapping[str, str] = {
    "latin": "noto-sans/400Regular/NotoSans_400Regular.ttf",
    "latin-bold": "noto-sans/700Bold/NotoSans_700Bold.ttf",
    "arabic": "noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf",
    "arabic-bold": "noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf",
    "chinese": "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
}
"""By the name in the package. Chinese has no bold, which would be as large again: papers thicken its lines."""

_FIRST_CHINESE = 0x2000
"""What comes before are letters that the Latin font has."""
_RARE = range(0x3400, 0x4DC0)
_STANDARD = frozenset(
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴋㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲"
    "䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)
"""Of 6,600 rare signs, which would take a fifth of the font: the Table of General Standard Chinese Characters."""
_SHAPING = ("GSUB", "GPOS", "GDEF", "BASE")
_NEVER_READ = ("DSIG", "STAT", "gasp", "vhea", "vmtx", "VORG", "meta")
_QUALITY = 9
_WINDOW = 24


def trimmed(font: bytes, *, is_chinese: bool) -> bytes:
    """Return a font without hints; a Chinese one, which needs no shaping, also without what is for it."""
    face = hb.Face(hb.Blob(font))
    wanted = hb.SubsetInput()
    first = _FIRST_CHINESE if is_chinese else 0
    signs = {code for code in face.unicodes if code >= first}
    wanted.unicode_set.update({code for code in signs if code not in _RARE or chr(code) in _STANDARD})
    wanted.flags = hb.SubsetFlags.NO_HINTING
    dropped = (*_NEVER_READ, *(_SHAPING if is_chinese else ()))
    if is_chinese:
        wanted.flags |= hb.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.drop_table_tag_set.update({int.from_bytes(tag.encode(), "big") for tag in dropped})
    return bytes(hb.subset(face, wanted).blob.data)


def main() -> None:
    """Write every font."""
    TARGET.mkdir(exist_ok=True)
    for name, path in FONTS.items():
        font = trimmed((SOURCE / path).read_bytes(), is_chinese=name == "chinese")
        packed = brotli.compress(font, quality=_QUALITY, lgwin=_WINDOW)
        (TARGET / f"{name}.ttf.br").write_bytes(packed)
        print(f"{name}: {len(packed):,} bytes compressed, {len(font):,} as it is")


if __name__ == "__main__":
    main()
