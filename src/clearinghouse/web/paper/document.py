"""A PDF being made: pages, what is drawn on them, what it means to who hears them read, and its outline."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from clearinghouse.core.languages import direction_of
from clearinghouse.web.paper.embedding import UsedFont, put_drawings, put_font
from clearinghouse.web.paper.faces import Face
from clearinghouse.web.paper.lines import Line, Piece
from clearinghouse.web.paper.objects import Name, Objects, Reference, text

WIDTH, HEIGHT = 595.28, 841.89
"""A4, in points."""

_SLANT = 0.2
_THICKNESS = 0.022
"""Of the lines around bold letters of a font without a bold one, by size."""


@dataclass(slots=True, eq=False)
class Tag:
    """What a part of the document is: a heading, a paragraph, a cell. language: "" for that of the document."""

    kind: str
    parent: "Tag | None" = None
    language: str = ""
    alternative: str = ""
    url: str = ""
    kids: "list[Tag | tuple[int, int] | Annotation]" = field(default_factory=list)

    def add(self, kind: str, language: str = "", *, alternative: str = "", url: str = "") -> "Tag":
        """Return a new part of this one, after those that it has."""
        made = Tag(kind, self, language, alternative, url)
        self.kids.append(made)
        return made


@dataclass(slots=True, eq=False)
class Annotation:
    """A place on a page that leads elsewhere."""

    page: int
    box: tuple[float, float, float, float]
    tag: Tag
    reference: Reference = Reference(0)  # noqa: RUF009  # a number never changes


@dataclass(slots=True, eq=False)
class _Page:
    drawn: list[str] = field(default_factory=list)
    marks: list[Tag] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)
    open: Tag | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself. language: its tag."""

    title: str
    author: str
    subject: str
    language: str
    made_at: datetime


class Document:
    """A document; pages are counted from 0, places from the upper left corner of a page, in points."""

    def __init__(self, about: About) -> None:
        self.about = about
        self.root = Tag("Document")
        self._pages: list[_Page] = []
        self._fonts: dict[str, UsedFont] = {}
        self._outline: list[tuple[str, int, float]] = []

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    @property
    def lacks_signs(self) -> bool:
        """Whether a sign was written that no font has."""
        return any(glyph == 0 for font in self._fonts.values() for glyph, _text in font.codes)

    def add_page(self) -> None:
        """Begin a new page."""
        self._pages.append(_Page())

    def mark(self, title: str, y: float) -> None:
        """Let the outline lead to a place on the last page."""
        self._outline.append((title, self.pages - 1, HEIGHT - y))

    def rule(self, x: float, y: float, width: float, *, grey: float = 0.8, thickness: float = 0.5) -> None:
        """Draw a line across, which means nothing."""
        self.decorate(f"{thickness} w {grey} G {x:.2f} {HEIGHT - y:.2f} m {x + width:.2f} {HEIGHT - y:.2f} l S")

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a box, which means nothing. colour: red, green and blue from 0 to 1."""
        self.decorate(f"{colour} rg {x:.2f} {HEIGHT - y - height:.2f} {width:.2f} {height:.2f} re f")

    def decorate(self, drawing: str) -> None:
        """Add a drawing that means nothing to the last page."""
        page = self._pages[-1]
        _close(page)
        page.drawn.append(f"/Artifact BMC q {drawing} Q EMC")

    def draw(self, drawing: str, tag: Tag) -> None:
        """Add a drawing with a meaning to the last page."""
        self._open(self._pages[-1], tag)
        self._pages[-1].drawn.append(f"q {drawing} Q")

    def line(self, line: Line, x: float, y: float, tag: Tag | None, *, page: int = -1) -> None:
        """Write a line; tag: the part to which it belongs, None for what repeats on every page."""
        where = self._pages[page]
        number = page % len(self._pages)
        links: dict[str, Tag] = {}
        if tag is None:
            _close(where)
            where.drawn.append("/Artifact BMC")
        for piece in line.pieces:
            url = piece.span.url if tag is not None else ""
            if tag is not None:
                part = links.setdefault(url, _link_in(tag, url)) if url else tag
                self._open(where, part)
                if url:
                    annotation = _annotation(number, piece, x, y, line, part)
                    part.kids.append(annotation)
                    where.annotations.append(annotation)
            where.drawn.append(self._piece(piece, x + piece.x, HEIGHT - y - line.baseline))
        if tag is None:
            where.drawn.append("EMC")

    def _open(self, page: _Page, tag: Tag) -> None:
        if page.open is tag:
            return
        _close(page)
        number = len(page.marks)
        page.marks.append(tag)
        tag.kids.append((self._pages.index(page), number))
        page.drawn.append(f"/{tag.kind} <</MCID {number}>> BDC")
        page.open = tag

    def _piece(self, piece: Piece, x: float, y: float) -> str:
        style, face = piece.span.style, piece.face
        used = self._used(face)
        slant = _SLANT if style.is_slanted and face.name.startswith("latin") else 0
        red, green, blue = style.colour
        mode = f"2 Tr {style.size * _THICKNESS:.3f} w {red} {green} {blue} RG " if face.is_thickened else ""
        end = " 0 Tr" if face.is_thickened else ""
        return (
            f"BT {red} {green} {blue} rg {mode}/F{used.number} {style.size:.2f} Tf "
            f"1 0 {slant} 1 {x:.2f} {y + style.rise:.2f} Tm {_shown(piece, used)}{end} ET"
            f"{_drawn(piece, used, x, y + style.rise)}"
        )

    def _used(self, face: Face) -> UsedFont:
        return self._fonts.setdefault(face.name, UsedFont(face, len(self._fonts)))

    def file(self) -> bytes:
        """Return the finished file."""
        objects = Objects()
        pages = [objects.reserve() for _ in self._pages]
        tree = objects.reserve()
        fonts = objects.put({f"F{font.number}": put_font(objects, font) for font in self._fonts.values()})
        drawings: dict[str, Reference] = {}
        for font in self._fonts.values():
            drawings |= put_drawings(objects, font)
        resources = objects.put({"Font": fonts, "XObject": drawings})
        structure = self._put_structure(objects, pages)
        for number, (page, at) in enumerate(zip(self._pages, pages, strict=True)):
            _close(page)
            properties: dict[str, object] = {
                "Type": Name("Page"),
                "Parent": tree,
                "MediaBox": [0, 0, WIDTH, HEIGHT],
                "Resources": resources,
                "Contents": objects.stream("\n".join(page.drawn).encode("ascii")),
                "StructParents": number,
                "Tabs": Name("S"),
            }
            if page.annotations:
                properties["Annots"] = [annotation.reference for annotation in page.annotations]
            objects.put(properties, at)
        objects.put({"Type": Name("Pages"), "Kids": pages, "Count": len(pages)}, tree)
        root = objects.put(
            {
                "Type": Name("Catalog"),
                "Pages": tree,
                "Lang": self.about.language,
                "MarkInfo": {"Marked": True},
                "StructTreeRoot": structure,
                "Metadata": objects.stream(
                    self._metadata(), is_packed=False, Type=Name("Metadata"), Subtype=Name("XML")
                ),
                "Outlines": self._put_outline(objects, pages),
                "PageMode": Name("UseOutlines"),
                "ViewerPreferences": {"DisplayDocTitle": True, "Direction": Name(self._direction)},
            }
        )
        info = objects.put(
            {
                "Title": self.about.title,
                "Author": self.about.author,
                "Subject": self.about.subject,
                "Creator": "Clearinghouse",
                "CreationDate": f"D:{self.about.made_at.astimezone(UTC):%Y%m%d%H%M%S}Z",
            }
        )
        identity = hashlib.sha256(f"{self.about}".encode()).digest()[:16]
        return objects.file(root=root, info=info, identity=identity)

    @property
    def _direction(self) -> str:
        return "R2L" if direction_of(self.about.language) == "rtl" else "L2R"

    def _put_structure(self, objects: Objects, pages: list[Reference]) -> Reference:
        root = objects.reserve()
        places: dict[int, Reference] = {}
        self._put_tag(objects, self.root, root, pages, places)
        numbers: list[object] = []
        for number, page in enumerate(self._pages):
            numbers += [number, objects.put([places[id(tag)] for tag in page.marks])]
        linked = [annotation for page in self._pages for annotation in page.annotations]
        for number, annotation in enumerate(linked, start=len(self._pages)):
            left, lower, right, upper = annotation.box
            objects.put(
                {
                    "Type": Name("Annot"),
                    "Subtype": Name("Link"),
                    "Rect": [left, lower, right, upper],
                    "Border": [0, 0, 0],
                    "F": 4,
                    "A": {"S": Name("URI"), "URI": text(_ascii(annotation.tag.url))},
                    "Contents": annotation.tag.url,
                    "StructParent": number,
                },
                annotation.reference,
            )
            numbers += [number, places[id(annotation.tag)]]
        return objects.put(
            {
                "Type": Name("StructTreeRoot"),
                "K": places[id(self.root)],
                "ParentTree": {"Nums": numbers},
                "ParentTreeNextKey": len(numbers) // 2,
            },
            root,
        )

    def _put_tag(
        self, objects: Objects, tag: Tag, parent: Reference, pages: list[Reference], places: dict[int, Reference]
    ) -> Reference:
        place = places[id(tag)] = objects.reserve()
        kids: list[object] = []
        for kid in tag.kids:
            match kid:
                case Tag():
                    kids.append(self._put_tag(objects, kid, place, pages, places))
                case Annotation():
                    kid.reference = objects.reserve()
                    kids.append({"Type": Name("OBJR"), "Obj": kid.reference, "Pg": pages[kid.page]})
                case page, number:
                    kids.append({"Type": Name("MCR"), "Pg": pages[page], "MCID": number})
        properties: dict[str, object] = {"Type": Name("StructElem"), "S": Name(tag.kind), "P": parent, "K": kids}
        if tag.language and tag.language != "und":
            properties["Lang"] = tag.language
        if tag.alternative:
            properties["Alt"] = tag.alternative
        return objects.put(properties, place)

    def _put_outline(self, objects: Objects, pages: list[Reference]) -> Reference:
        root = objects.reserve()
        places = [objects.reserve() for _ in self._outline]
        for at, (title, page, y) in enumerate(self._outline):
            entry: dict[str, object] = {"Title": title, "Parent": root, "Dest": [pages[page], Name("XYZ"), 0, y, None]}
            if at:
                entry["Prev"] = places[at - 1]
            if at + 1 < len(places):
                entry["Next"] = places[at + 1]
            objects.put(entry, places[at])
        ends = {"First": places[0], "Last": places[-1]} if places else {}
        return objects.put({"Type": Name("Outlines"), "Count": len(places), **ends}, root)

    def _metadata(self) -> bytes:
        title, author, subject, language = (
            escape(_for_xml(one))
            for one in (self.about.title, self.about.author, self.about.subject, self.about.language)
        )
        made = f"{self.about.made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        return (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
            f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
            f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
            f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>'
            f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>"
            f"<xmp:CreateDate>{made}</xmp:CreateDate><xmp:CreatorTool>Clearinghouse</xmp:CreatorTool>"
            '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
        ).encode("utf-8", "replace")


def _close(page: _Page) -> None:
    if page.open is not None:
        page.drawn.append("EMC")
        page.open = None


def _link_in(tag: Tag, url: str) -> Tag:
    """Return the link of a part, the one that was begun on the line before if there is one."""
    last = next((kid for kid in reversed(tag.kids) if isinstance(kid, Tag)), None)
    return last if last is not None and last.url == url else tag.add("Link", url=url)


def _annotation(page: int, piece: Piece, x: float, y: float, line: Line, tag: Tag) -> Annotation:
    left, top = x + piece.x, HEIGHT - y
    return Annotation(page, (left, top - line.height, left + piece.width, top), tag)


def _shown(piece: Piece, used: UsedFont) -> str:
    """Return the operators that show the letters, each moved from where its width would put it to where it belongs."""
    size = piece.span.style.size
    parts: list[str] = []
    rise = waiting = 0.0
    for glyph in piece.glyphs:
        if not glyph.text:
            waiting += glyph.advance
            continue
        if glyph.y != rise:
            parts.append(f"] TJ {glyph.y * size / 1000:.3f} Ts [")
            rise = glyph.y
        before = waiting + glyph.x
        parts.append((f" {-before:.0f} " if before else "") + f"<{used.code(glyph.number, glyph.text):04X}>")
        waiting = glyph.advance - glyph.x - used.face.width(glyph.number)
        waiting = 0.0 if abs(waiting) < 0.5 else waiting
    end = " 0 Ts" if rise else ""
    return f"[{''.join(parts)}] TJ{end}".replace("><", "")


def _drawn(piece: Piece, used: UsedFont, x: float, y: float) -> str:
    """Return the operators that draw what is no text of its own, as the dots of Arabic letters."""
    scale = piece.span.style.size / 1000
    parts, reached = [], 0.0
    for glyph in piece.glyphs:
        if not glyph.text:
            left, up = x + (reached + glyph.x) * scale, y + glyph.y * scale
            parts.append(f" q {scale:.5f} 0 0 {scale:.5f} {left:.2f} {up:.2f} cm /{used.drawing(glyph.number)} Do Q")
        reached += glyph.advance
    return "".join(parts)


def _ascii(url: str) -> str:
    return "".join(sign if sign.isascii() else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in url)


def _for_xml(value: str) -> str:
    return "".join(sign for sign in value if sign >= " " or sign in "\t\n")
