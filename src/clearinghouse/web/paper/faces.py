"""The fonts of papers: read when first needed, kept by the process, chosen sign by sign."""

from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import brotli
import uharfbuzz as hb

FONTS = Path(__file__).resolve().parent / "fonts"

LATIN, ARABIC, CHINESE = "latin", "arabic", "chinese"

_ARABIC = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))
_CHINESE = ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))
_CHINESE_QUOTES = frozenset("“”‘’…—·")
"""Signs that both fonts have, and that take a whole square in Chinese."""


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A font. is_thickened: whether bold text is written with thicker lines, as it has no bold of its own.

    ascent, descent: in thousandths of the size, the second below zero. glyphs: of the signs looked up so far.
    """

    name: str
    postscript_name: str
    font: hb.Font
    scale: float
    ascent: float
    descent: float
    is_thickened: bool = False
    glyphs: dict[int, int] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)

    def has(self, sign: str) -> bool:
        """Say whether the font can show a sign."""
        code = ord(sign)
        if (glyph := self.glyphs.get(code)) is None:
            glyph = self.glyphs[code] = self.font.get_nominal_glyph(code) or 0
        return glyph != 0

    def width(self, glyph: int) -> float:
        """Return how wide a glyph is, in thousandths of the size."""
        if (width := self.widths.get(glyph)) is None:
            width = self.widths[glyph] = self.font.get_glyph_h_advance(glyph) * self.scale
        return width


_NAMES = {
    "latin": "NotoSans-Regular",
    "latin-bold": "NotoSans-Bold",
    "arabic": "NotoNaskhArabic-Regular",
    "arabic-bold": "NotoNaskhArabic-Bold",
    "chinese": "NotoSansSC-Regular",
}


@cache
def _font(name: str) -> hb.Font:
    """Read a font: the Chinese one takes 30 ms and 10 MB, the others next to nothing."""
    return hb.Font(hb.Face(hb.Blob(brotli.decompress((FONTS / f"{name}.ttf.br").read_bytes()))))


@cache
def face(script: str, *, is_bold: bool) -> Face:
    """Return the font of a script."""
    is_thickened = is_bold and script == CHINESE
    name = f"{script}-bold" if is_bold and not is_thickened else script
    font = _font(name)
    scale = 1000 / font.face.upem
    extents = font.get_font_extents("ltr")
    ascent, descent = extents.ascender * scale, extents.descender * scale
    return Face(name, _NAMES[name], font, scale, ascent, descent, is_thickened)


def face_of(sign: str, *, is_bold: bool, language: str, before: Face | None) -> Face:
    """Return the font for a sign. before: that of the sign before, kept for spaces and marks that it has, too."""
    if before is not None and (sign.isspace() or _is_mark(sign)) and before.has(sign):
        return before
    return _face_of(sign, is_bold=is_bold, is_chinese=language.startswith("zh"))


@lru_cache(maxsize=4096)
def _face_of(sign: str, *, is_bold: bool, is_chinese: bool) -> Face:
    # The large Chinese font is opened last of all.
    for script in (_script_of(sign, is_chinese=is_chinese), LATIN, ARABIC, CHINESE):
        found = face(script, is_bold=is_bold)
        if found.has(sign):
            return found
    return face(LATIN, is_bold=is_bold)


def _script_of(sign: str, *, is_chinese: bool) -> str:
    code = ord(sign)
    if code < 0x250:
        return LATIN
    if any(first <= code <= last for first, last in _ARABIC):
        return ARABIC
    if any(first <= code <= last for first, last in _CHINESE):
        return CHINESE
    if is_chinese and sign in _CHINESE_QUOTES:
        return CHINESE
    return LATIN


def _is_mark(sign: str) -> bool:
    code = ord(sign)
    return 0x0300 <= code <= 0x036F or 0x064B <= code <= 0x065F or code in {0x0670, 0x200C, 0x200D, 0x200E, 0x200F}
