"""Files of every kind, made from nothing: small, valid, and what tries to pass for them."""

import io
import struct
import zipfile
import zlib

from PIL import Image

TEXT = "Résumé of the risk assessment.\n".encode()
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
BROKEN_PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 99 0 R >>\nno end"
GEOJSON = b'{"type": "FeatureCollection", "features": []}'


def image(form: str = "PNG", size: tuple[int, int] = (900, 300)) -> bytes:
    """Return an image of one colour."""
    written = io.BytesIO()
    Image.new("RGB", size, "seagreen").save(written, form)
    return written.getvalue()


def bomb() -> bytes:
    """Return a small PNG that unpacks to ten thousand million pixels."""
    header = struct.pack(">IIBBBBB", 100_000, 100_000, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1_000_000))), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def pdf() -> bytes:
    """Return a PDF document of one page."""
    written = io.BytesIO()
    Image.new("RGB", (300, 420), "white").save(written, "PDF")
    return written.getvalue()


def archive(**parts: str) -> bytes:
    """Return a ZIP archive; names of parts with `__` for `.`."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name, text in parts.items():
            made.writestr(name.replace("__", "."), text)
    return written.getvalue()


def docx(main: str = "vnd.openxmlformats-officedocument.wordprocessingml.document.main", **parts: str) -> bytes:
    """Return what makes an archive an office document of Microsoft's kind."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        types = f'<Types><Override PartName="/word/document.xml" ContentType="application/{main}+xml"/></Types>'
        made.writestr("[Content_Types].xml", types)
        for name, text in parts.items():
            made.writestr(name.replace("__", "."), text)
    return written.getvalue()


def odt(media_type: str = "application/vnd.oasis.opendocument.text") -> bytes:
    """Return what makes an archive an OpenDocument file."""
    return archive(mimetype=media_type, content__xml="<office/>")
