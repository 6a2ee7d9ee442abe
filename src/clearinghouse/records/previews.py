"""Small pictures of files: drawn when first asked for, kept until thrown away."""

import logging
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings

from clearinghouse.records import file_store
from clearinghouse.records.attachments import ReadableFile

logger = logging.getLogger(__name__)

MEDIA_TYPE = "image/webp"
_DRAWING = "clearinghouse.records.rendering"
_TIMEOUT_S = 20


def has_preview(file: ReadableFile) -> bool:
    """Say whether a picture can be expected: of its kind, and not tried in vain before."""
    return file.kind.has_preview and not _failure(file.attachment.pk).exists()


def preview_of(file: ReadableFile) -> Path | None:
    """Return where the picture of a file lies, drawing it first if need be; None if there can be none."""
    digest = file.attachment.pk
    picture = _picture(digest)
    if picture.exists():
        return picture
    if not has_preview(file) or not file_store.holds(digest):
        return None
    picture.parent.mkdir(parents=True, exist_ok=True)
    is_drawn = _draw(file_store.path_of(digest), picture)
    if not file_store.holds(digest):
        # Taken away in the meantime: what was drawn of it must not stay.
        forget(digest)
        return None
    if not is_drawn:
        _failure(digest).touch()
    return picture if is_drawn else None


def forget(digest: str) -> None:
    """Throw the picture of a file away."""
    _picture(digest).unlink(missing_ok=True)
    _failure(digest).unlink(missing_ok=True)


def _draw(source: Path, target: Path) -> bool:
    """Draw in a process of its own: a file can crash the libraries that read it, or keep them busy for ever."""
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        drawn = Path(folder, "picture.webp")
        command = [sys.executable, "-m", _DRAWING, str(source), str(drawn)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_TIMEOUT_S)  # noqa: S603 - our own words
        except (subprocess.SubprocessError, OSError) as error:
            logger.info("preview failed digest=%s error=%s", source.name, type(error).__name__)
            return False
        drawn.replace(target)
    return True


def _picture(digest: str) -> Path:
    return Path(settings.HOME) / "previews" / digest[:2] / f"{digest}.webp"


def _failure(digest: str) -> Path:
    return _picture(digest).with_suffix(".none")
