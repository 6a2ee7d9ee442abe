"""What a file is, told by its content alone; what it may be; and the name under which it is served."""

import codecs
import json
import re
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from clearinghouse.core.messages import Message
from clearinghouse.records.errors import AttachmentNameError

MAX_NAME_CHARS = 120


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that may be published. has_preview: whether a picture of it can be made."""

    media_type: str
    extension: str
    label: Message
    has_preview: bool = False


def _kind(media_type: str, extension: str, label: str, *, has_preview: bool = False) -> FileKind:
    return FileKind(media_type, extension, Message("file-kind", label), has_preview)


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

PDF = _kind("application/pdf", "pdf", "PDF document", has_preview=True)
PNG = _kind("image/png", "png", "PNG image", has_preview=True)
JPEG = _kind("image/jpeg", "jpg", "JPEG image", has_preview=True)
GIF = _kind("image/gif", "gif", "GIF image", has_preview=True)
WEBP = _kind("image/webp", "webp", "WebP image", has_preview=True)
DOCX = _kind(f"{_OOXML}wordprocessingml.document", "docx", "Word document")
XLSX = _kind(f"{_OOXML}spreadsheetml.sheet", "xlsx", "Excel workbook")
PPTX = _kind(f"{_OOXML}presentationml.presentation", "pptx", "PowerPoint presentation")
ODT = _kind(f"{_ODF}text", "odt", "OpenDocument text")
ODS = _kind(f"{_ODF}spreadsheet", "ods", "OpenDocument spreadsheet")
ODP = _kind(f"{_ODF}presentation", "odp", "OpenDocument presentation")
PLAIN = _kind("text/plain", "txt", "Plain text")
CSV = _kind("text/csv", "csv", "Table as CSV")
GEOJSON = _kind("application/geo+json", "geojson", "Geographic data as GeoJSON")

KINDS = (PDF, PNG, JPEG, GIF, WEBP, DOCX, XLSX, PPTX, ODT, ODS, ODP, PLAIN, CSV, GEOJSON)
BY_MEDIA_TYPE = {kind.media_type: kind for kind in KINDS}
_ALSO = {"image/jpeg": {"jpeg"}, "application/geo+json": {"json"}}
_KNOWN_EXTENSIONS = {kind.extension for kind in KINDS} | {name for names in _ALSO.values() for name in names}

_MAIN_PARTS = {
    f"{_OOXML}wordprocessingml.document.main+xml".encode(): DOCX,
    f"{_OOXML}spreadsheetml.sheet.main+xml".encode(): XLSX,
    f"{_OOXML}presentationml.presentation.main+xml".encode(): PPTX,
}
_HEAD_BYTES = 1024
_MAX_DIRECTORY_BYTES = 2 * 1024 * 1024
_MAX_PART_BYTES = 1024 * 1024
_ZIP_END = b"PK\x05\x06"
_ZIP64_LOCATOR = b"PK\x06\x07"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_MARKUP = re.compile(rb"<(!doctype|!--|\?xml|html|head|body|script|svg|iframe|style)", re.IGNORECASE)
_GEOJSON_TYPES = {
    "FeatureCollection", "Feature", "GeometryCollection", "Point", "MultiPoint", "LineString", "MultiLineString",
    "Polygon", "MultiPolygon",
}  # fmt: skip
_BLANKS = b"\xef\xbb\xbf \t\r\n"
_JOINERS = "\u200c\u200d"


def recognised(path: Path) -> FileKind | None:
    """Return what kind of file lies at `path`, None if it is none that may be published.

    Never raises, whatever the file holds. A table as CSV is plain text here: its content does not tell.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        for signature, kind in ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG)):
            if head.startswith(signature):
                return kind
        if head.startswith((b"GIF87a", b"GIF89a")):
            return GIF
        if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
            return WEBP
        if head.startswith(b"PK\x03\x04"):
            return _archive_kind(file)
        return _text_kind(file, head)


def _archive_kind(file: BinaryIO) -> FileKind | None:
    """Return the kind of an office document by the part that says so; None for any other archive."""
    if not _has_small_directory(file):
        return None
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if any(name.casefold().endswith("vbaproject.bin") for name in names):
                return None
            if "[Content_Types].xml" in names:
                types = _part(archive, "[Content_Types].xml")
                found = [kind for part, kind in _MAIN_PARTS.items() if b'"' + part + b'"' in types]
                return found[0] if len(found) == 1 else None
            if "mimetype" in names:
                return BY_MEDIA_TYPE.get(_part(archive, "mimetype").decode("ascii", "replace").strip())
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return None
    except (zlib.error, struct.error):
        return None
    return None


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_MAX_PART_BYTES)


def _has_small_directory(file: BinaryIO) -> bool:
    """Say whether the list of an archive's parts is short enough to be read: it is unpacked into memory."""
    size = file.seek(0, 2)
    tail_bytes = min(size, 22 + 65_535)
    file.seek(size - tail_bytes)
    tail = file.read(tail_bytes)
    place = len(tail) - 22 if tail[-22:-18] == _ZIP_END and tail[-2:] == b"\0\0" else tail.rfind(_ZIP_END)
    if place < 0 or len(tail) < place + 22 or tail[max(0, place - 20) :].startswith(_ZIP64_LOCATOR):
        return False
    (directory_bytes,) = struct.unpack_from("<I", tail, place + 12)
    file.seek(0)
    return bool(directory_bytes <= _MAX_DIRECTORY_BYTES)


def _text_kind(file: BinaryIO, head: bytes) -> FileKind | None:
    """Return the kind of a text in UTF-8; None for what is no text, or would be read as a page."""
    if head.lstrip(_BLANKS).startswith(b"<") or _MARKUP.search(head):
        return None
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(64 * 1024):
            if _CONTROLS.search(decoder.decode(chunk)):
                return None
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return GEOJSON if head.lstrip(_BLANKS).startswith(b"{") and _is_geojson(file) else PLAIN


_MOST_JSON_BYTES = 4 * 1024 * 1024


def _is_geojson(file: BinaryIO) -> bool:
    # Parsing takes many times the memory of the text; what is larger is served as plain text.
    if file.seek(0, 2) > _MOST_JSON_BYTES:
        return False
    file.seek(0)
    try:
        value = json.loads(file.read().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and value.get("type") in _GEOJSON_TYPES


def clean_name(name: str) -> str:
    """Return a name of a file as it can be shown and saved anywhere: without folders, controls or turned letters.

    Raises AttachmentNameError if nothing is left of it.
    """
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(one for one in unicodedata.normalize("NFC", last) if _may_stand(one))
    spaced = " ".join(re.sub(r'[<>:"|?*]', "_", kept).split()).strip(" .")
    stem, dot, extension = spaced.rpartition(".")
    if len(spaced) > MAX_NAME_CHARS:
        room = MAX_NAME_CHARS - len(extension) - 1
        spaced = f"{stem[:room].rstrip(' .')}.{extension}" if dot and room > 60 else spaced[:MAX_NAME_CHARS]
    if not spaced.strip(f"{_JOINERS} ._"):
        raise AttachmentNameError
    return spaced


def _may_stand(character: str) -> bool:
    """Say whether a character may stand in a name. Overrides of direction could disguise the extension."""
    return character in _JOINERS or character.isspace() or unicodedata.category(character)[0] not in {"C", "Z"}


def kind_as_named(media_type: str, name: str) -> FileKind:
    """Return the kind of a stored file; only the name tells a table from other plain text."""
    kind = BY_MEDIA_TYPE[media_type]
    return CSV if kind is PLAIN and _extension(name) == CSV.extension else kind


def served_name(name: str, media_type: str) -> str:
    """Return a clean name that ends as the content demands: `photo.jpg` of a PNG becomes `photo.png`.

    Raises AttachmentNameError.
    """
    cleaned = clean_name(name)
    kind = kind_as_named(media_type, cleaned)
    extension = _extension(cleaned)
    if extension in {kind.extension, *_ALSO.get(media_type, ())}:
        return cleaned
    stem = cleaned[: -len(extension) - 1] if extension in _KNOWN_EXTENSIONS else cleaned
    return f"{stem}.{kind.extension}"


def _extension(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    return extension.casefold() if dot and stem else ""
