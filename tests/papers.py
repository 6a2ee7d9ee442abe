"""What can be read in a PDF, as a reader of PDF finds it."""

from collections.abc import Iterator

import pypdfium2


def words_of(data: bytes) -> str:
    """Return the text of every page, and what the document says of itself, with single blanks."""
    document = pypdfium2.PdfDocument(data)
    said = [*document.get_metadata_dict().values(), *outline_of(data)]
    return " ".join(" ".join([*said, *pages_of(data)]).split())


def pages_of(data: bytes) -> list[str]:
    """Return the text of each page."""
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded() for page in document]


def outline_of(data: bytes) -> Iterator[str]:
    """Yield the titles of the outline."""
    for entry in pypdfium2.PdfDocument(data).get_toc():
        yield entry.get_title()
