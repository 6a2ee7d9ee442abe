"""What a file is, told by its content; the name under which it is served."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.records.errors import AttachmentNameError
from clearinghouse.records.file_kinds import KINDS, clean_name, kind_as_named, recognised, served_name
from tests import files


def kind_of(content, folder):
    path = folder / "file"
    path.write_bytes(content)
    kind = recognised(path)
    return kind.extension if kind else None


@pytest.mark.parametrize(
    ("extension", "content"),
    [
        ("pdf", files.pdf()),
        ("png", files.image("PNG")),
        ("jpg", files.image("JPEG")),
        ("gif", files.image("GIF")),
        ("webp", files.image("WEBP")),
        ("docx", files.docx()),
        ("xlsx", files.docx("vnd.openxmlformats-officedocument.spreadsheetml.sheet.main")),
        ("pptx", files.docx("vnd.openxmlformats-officedocument.presentationml.presentation.main")),
        ("odt", files.odt()),
        ("ods", files.odt("application/vnd.oasis.opendocument.spreadsheet")),
        ("odp", files.odt("application/vnd.oasis.opendocument.presentation")),
        ("txt", files.TEXT),
        ("txt", b"\xef\xbb\xbfname;value\r\n"),
        ("txt", b'{"type": "FeatureCollectio'),
        ("geojson", files.GEOJSON),
    ],
)
def test_every_allowed_kind_is_recognised_by_its_content(extension, content, tmp_path):
    assert kind_of(content, tmp_path) == extension


@pytest.mark.parametrize(
    "content",
    [
        files.HTML,
        b"\xef\xbb\xbf \n" + files.HTML,
        b"Dear all,\n<ScRipt>alert(1)</script>",
        files.SVG,
        b'<?xml version="1.0"?>' + files.SVG,
        b"MZ\x90\x00\x03",
        b"\x7fELF\x02\x01",
        b"text with a bell \x07",
        b"text with a zero \x00",
        "text in another encoding: é".encode("latin-1"),
        "text in another encoding".encode("utf-16"),
        b"text cut in the middle of a letter \xe2\x82",
        files.archive(readme__txt="no office document"),
        files.docx("vnd.ms-word.document.macroEnabled.main"),
        files.docx(vbaProject__bin="macros"),
        files.odt("application/vnd.oasis.opendocument.graphics"),
        files.odt("text/html"),
        files.docx()[:-30],
        b"PK\x03\x04" + b"nothing more",
        b"PK\x03\x04" + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, 2**31, 4, 0),
    ],
)
def test_what_is_not_allowed_is_refused_whatever_it_is_called(content, tmp_path):
    assert kind_of(content, tmp_path) is None


@given(st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"{"]), st.binary(max_size=200))
def test_no_content_breaks_the_recognition(tmp_path_factory, start, rest):
    assert kind_of(start + rest, tmp_path_factory.getbasetemp()) in {None, *(kind.extension for kind in KINDS)}


@pytest.mark.parametrize(
    ("sent", "clean"),
    [
        ("decision.pdf", "decision.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\Décision finale.pdf", "Décision finale.pdf"),
        ("a\r\nSet-Cookie: b=c.pdf", "a Set-Cookie_ b=c.pdf"),
        ("annex\u202efdp.exe", "annexfdp.exe"),
        ("\u2066a\u2069\u200eb\u200f.pdf", "ab.pdf"),
        ("  .hidden.  ", "hidden"),
        ("风险评估.pdf", "风险评估.pdf"),
        ("می\u200cخواهم.pdf", "می\u200cخواهم.pdf"),
        ("e\u0301tude.pdf", "étude.pdf"),
        ('a"b<c>|?.pdf', "a_b_c___.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_freed_of_what_cannot_stand_in_one(sent, clean):
    assert clean_name(sent) == clean


@pytest.mark.parametrize("sent", ["", "/", "..", "\u202e\u202d", "\r\n", "a/..", "???", "\x00"])
def test_a_name_of_which_nothing_is_left_is_refused(sent):
    with pytest.raises(AttachmentNameError):
        clean_name(sent)


@given(st.text(max_size=300))
def test_a_clean_name_stays_as_it_is(name):
    try:
        once = clean_name(name)
    except AttachmentNameError:
        return
    assert clean_name(once) == once
    assert not set("/\\\r\n\u202e\u2067\x00") & set(once)


@pytest.mark.parametrize(
    ("name", "media_type", "served"),
    [
        ("photo.jpg", "image/png", "photo.png"),
        ("photo.JPEG", "image/jpeg", "photo.JPEG"),
        ("setup.exe", "application/pdf", "setup.exe.pdf"),
        ("Decision no. 7", "application/pdf", "Decision no. 7.pdf"),
        ("table.csv", "text/plain", "table.csv"),
        ("page.html", "text/plain", "page.html.txt"),
        ("sites.json", "application/geo+json", "sites.json"),
    ],
)
def test_the_served_name_ends_as_the_content_demands(name, media_type, served):
    assert served_name(name, media_type) == served


def test_only_its_name_tells_a_table_from_other_text():
    assert kind_as_named("text/plain", "a.csv").media_type == "text/csv"
    assert kind_as_named("text/plain", "a.txt").media_type == "text/plain"
    assert kind_as_named("application/pdf", "a.csv").media_type == "application/pdf"
