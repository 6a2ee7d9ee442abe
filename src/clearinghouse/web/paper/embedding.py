"""Fonts inside a PDF: only the glyphs that it shows, with what each stands for, so that text can be found and copied."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import uharfbuzz as hb

from clearinghouse.web.paper.faces import Face
from clearinghouse.web.paper.objects import Name, Objects, Reference

_NOT_EMBEDDED = ("GSUB", "GPOS", "GDEF", "BASE", "OS/2", "name", "post", "cmap", "gasp", "DSIG", "STAT", "meta")
_SYMBOLIC = 4
_AT_ONCE = 100
"""Entries in one block of a table of texts; the format allows no more."""


@dataclass(slots=True)
class UsedFont:
    """A font with the glyphs that were shown of it so far, and what they stand for."""

    face: Face
    number: int
    texts: dict[int, str] = field(default_factory=dict)

    def use(self, glyph: int, text: str) -> None:
        """Remember a glyph. What it stands for first holds for the whole file."""
        if text or glyph not in self.texts:
            if not self.texts.get(glyph):
                self.texts[glyph] = text


def put_font(objects: Objects, used: UsedFont) -> Reference:
    """Add a font with the glyphs that were used; their numbers stay those of the whole font."""
    face = used.face
    name = Name(f"{_tag(used.number)}+{face.postscript_name}")
    data = _subset(face.font.face, used.texts)
    file = objects.stream(data, Length1=len(data))
    x_min, y_min, x_max, y_max = -500.0, face.descent, 1500.0, face.ascent
    descriptor = objects.put({
        "Type": Name("FontDescriptor"),
        "FontName": name,
        "Flags": _SYMBOLIC,
        "FontBBox": [x_min, y_min, x_max, y_max],
        "ItalicAngle": 0,
        "Ascent": face.ascent,
        "Descent": face.descent,
        "CapHeight": 714,
        "StemV": 80,
        "FontFile2": file,
    })
    widths: list[object] = []
    for glyph in sorted(used.texts):
        widths += [glyph, [face.width(glyph)]]
    descendant = objects.put({
        "Type": Name("Font"),
        "Subtype": Name("CIDFontType2"),
        "BaseFont": name,
        "CIDSystemInfo": {"Registry": "Adobe", "Ordering": "Identity", "Supplement": 0},
        "FontDescriptor": descriptor,
        "CIDToGIDMap": Name("Identity"),
        "DW": 1000,
        "W": widths,
    })
    return objects.put({
        "Type": Name("Font"),
        "Subtype": Name("Type0"),
        "BaseFont": name,
        "Encoding": Name("Identity-H"),
        "DescendantFonts": [descendant],
        "ToUnicode": objects.stream(_texts(used.texts)),
    })


def _subset(face: hb.Face, glyphs: Iterable[int]) -> bytes:
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(set(glyphs))
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.drop_table_tag_set.update({int.from_bytes(tag.encode(), "big") for tag in _NOT_EMBEDDED})
    return bytes(hb.subset(face, wanted).blob.data)


def _texts(texts: dict[int, str]) -> bytes:
    """Return the table from glyphs to text."""
    pairs = [f"<{glyph:04X}> <{said.encode('utf-16-be').hex().upper()}>" for glyph, said in sorted(texts.items()) if said]
    blocks = [pairs[at : at + _AT_ONCE] for at in range(0, len(pairs), _AT_ONCE)]
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()


def _tag(number: int) -> str:
    """Return the six letters that mark a font as a part of it."""
    return "CHM" + "".join(chr(ord("A") + number // 26**place % 26) for place in (2, 1, 0))
