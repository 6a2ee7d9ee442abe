"""Fonts inside a PDF: only the glyphs that it shows, with what each stands for, so that text can be copied."""

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
    """A font with what was shown of it so far.

    codes: by glyph and what it stands for, as one shape may stand for several letters, which differ in their dots.
    drawn: glyphs that are a part of others and stand for nothing by themselves, so that they are no text.
    """

    face: Face
    number: int
    codes: dict[tuple[int, str], int] = field(default_factory=dict)
    drawn: set[int] = field(default_factory=set)

    def code(self, glyph: int, text: str) -> int:
        """Return the code under which a glyph is written where it stands for a text."""
        return self.codes.setdefault((glyph, text), len(self.codes) + 1)

    def drawing(self, glyph: int) -> str:
        """Return the name under which a glyph is drawn."""
        self.drawn.add(glyph)
        return f"G{self.number}x{glyph}"


def put_font(objects: Objects, used: UsedFont) -> Reference:
    """Add a font with the glyphs that were used; their numbers stay those of the whole font."""
    face = used.face
    name = Name(f"{_tag(used.number)}+{face.postscript_name}")
    data = _subset(face.font.face, {glyph for glyph, _text in used.codes})
    file = objects.stream(data, Length1=len(data))
    x_min, y_min, x_max, y_max = -500.0, face.descent, 1500.0, face.ascent
    descriptor = objects.put(
        {
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
        }
    )
    glyphs = [0, *(glyph for glyph, _text in used.codes)]
    descendant = objects.put(
        {
            "Type": Name("Font"),
            "Subtype": Name("CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": {"Registry": "Adobe", "Ordering": "Identity", "Supplement": 0},
            "FontDescriptor": descriptor,
            "CIDToGIDMap": objects.stream(b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)),
            "DW": 1000,
            "W": [0, [face.width(glyph) for glyph in glyphs]],
        }
    )
    return objects.put(
        {
            "Type": Name("Font"),
            "Subtype": Name("Type0"),
            "BaseFont": name,
            "Encoding": Name("Identity-H"),
            "DescendantFonts": [descendant],
            "ToUnicode": objects.stream(_texts({code: text for (_glyph, text), code in used.codes.items()})),
        }
    )


def put_drawings(objects: Objects, used: UsedFont) -> dict[str, Reference]:
    """Add the outlines of glyphs that are only drawn, each by its name, in thousandths of the size."""
    return {used.drawing(glyph): _put_drawing(objects, used.face, glyph) for glyph in sorted(used.drawn)}


def _put_drawing(objects: Objects, face: Face, glyph: int) -> Reference:
    pen = _Pen(face.scale)
    face.font.draw_glyph_with_pen(glyph, pen)
    drawing = f"{' '.join(pen.drawn)} f".encode()
    box = [-1000, -1000, 2000, 2000]
    return objects.stream(drawing, Type=Name("XObject"), Subtype=Name("Form"), BBox=box)


class _Pen:
    """Writes an outline as operators of a drawing; called by HarfBuzz by the names of fontTools' pens."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._at = (0.0, 0.0)
        self.drawn: list[str] = []

    def moveTo(self, to: tuple[float, float]) -> None:  # noqa: N802  # the pen's protocol
        self._go(to, operator="m")

    def lineTo(self, to: tuple[float, float]) -> None:  # noqa: N802  # the pen's protocol
        self._go(to, operator="l")

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802  # the pen's protocol
        self._go(*points, operator="c")

    def qCurveTo(self, control: tuple[float, float], to: tuple[float, float]) -> None:  # noqa: N802  # the pen's protocol
        """A PDF has cubic curves alone."""
        first = tuple(start + (middle - start) * 2 / 3 for start, middle in zip(self._at, control, strict=True))
        second = tuple(end + (middle - end) * 2 / 3 for end, middle in zip(to, control, strict=True))
        self._go((first[0], first[1]), (second[0], second[1]), to, operator="c")

    def closePath(self) -> None:  # noqa: N802  # the pen's protocol
        self.drawn.append("h")

    def endPath(self) -> None:  # noqa: N802  # the pen's protocol
        pass

    def _go(self, *points: tuple[float, float], operator: str) -> None:
        self._at = points[-1]
        numbers = " ".join(f"{value * self._scale:.0f}" for point in points for value in point)
        self.drawn.append(f"{numbers} {operator}")


def _subset(face: hb.Face, glyphs: Iterable[int]) -> bytes:
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(set(glyphs))
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.drop_table_tag_set.update({int.from_bytes(tag.encode(), "big") for tag in _NOT_EMBEDDED})
    return bytes(hb.subset(face, wanted).blob.data)


def _texts(texts: dict[int, str]) -> bytes:
    """Return the table from codes to text."""
    said = {code: text.encode("utf-16-be", "replace").hex().upper() for code, text in texts.items()}
    pairs = [f"<{code:04X}> <{text}>" for code, text in said.items()]
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
