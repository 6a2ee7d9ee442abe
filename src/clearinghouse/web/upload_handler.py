"""How files of a form arrive: on disk as they come, and no further than the limit."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

_FILES_AT_ONCE = 8


class BoundedUploads(TemporaryFileUploadHandler):
    """Keeps files up to the limit of the node. What is larger is left out and named; the rest of the form is read."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's name
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Refuse a form that is far larger than any could be. Raises RequestDataTooBig."""
        if content_length > _FILES_AT_ONCE * settings.MAX_FILE_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig("The form is larger than files of it may be together.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write one chunk. Raises SkipFile as soon as the limit is passed; what was written is removed."""
        if start + len(raw_data) > settings.MAX_FILE_BYTES:
            self.file.close()
            _too_large(self.request).append((str(self.field_name), str(self.file_name)))
            raise SkipFile
        super().receive_data_chunk(raw_data, start)
        return None


def files_too_large(request: HttpRequest) -> list[tuple[str, str]]:
    """Return input and file name of the files that were left out."""
    return list(_too_large(request))


def _too_large(request: HttpRequest | None) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = request.__dict__.setdefault("files_too_large", []) if request else []
    return found
