"""Files as pages show them: name, kind, size, address and, where there is one, a small picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from clearinghouse.core.canonical import Json
from clearinghouse.derived.pages import LinkValue
from clearinghouse.derived.reading import ATTACHMENT
from clearinghouse.records.attachments import ReadableFile, draft_files, record_files
from clearinghouse.records.models import Draft, Record
from clearinghouse.records.previews import has_preview
from clearinghouse.web.speech import say


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file by its addresses. preview: "" where there is no picture of it."""

    file: ReadableFile
    url: str
    preview: str


Files = Mapping[str, FileShown]
"""Files that a body names, by digest."""


@dataclass(frozen=True, slots=True)
class FileValue:
    """A link to a file. url: "" if the file is not here (any more), preview: "" where there is no picture of it."""

    kind: ClassVar[str] = "file"
    name: str
    language: str
    type: str = ""
    size: str = ""
    url: str = ""
    preview: str = ""


def files_of_record(record: Record, body: Json) -> Files:
    """Return the files that a record names in what its reader may see."""
    number = str(record.printed_number)
    return {
        digest: FileShown(
            file,
            reverse("record-file", args=[number, digest, file.name]),
            reverse("record-preview", args=[number, digest]) if has_preview(file) else "",
        )
        for digest, file in record_files(record, body).items()
    }


def files_of_draft(draft: Draft, body: Json) -> Files:
    """Return the files that a draft names."""
    return {
        digest: FileShown(
            file,
            reverse("draft-file", args=[draft.pk, digest, file.name]),
            reverse("draft-preview-of-file", args=[draft.pk, digest]) if has_preview(file) else "",
        )
        for digest, file in draft_files(draft, body).items()
    }


def is_file(link: LinkValue) -> bool:
    """Say whether a link leads to a file of the record."""
    return link.url.startswith(ATTACHMENT)


def file_value(link: LinkValue, files: Files) -> FileValue:
    """Return a link to a file as it is shown: by its name, never by its digest."""
    shown = files.get(link.url.removeprefix(ATTACHMENT))
    name = "" if link.name == link.url else link.name
    language = "" if link.language == "und" else link.language
    if shown is None:
        return FileValue(name, language)
    size = filesizeformat(shown.file.attachment.size)
    return FileValue(name or shown.file.name, language, say(shown.file.kind.label), size, shown.url, shown.preview)
