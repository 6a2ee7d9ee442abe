"""Draws a small picture of a file, in a process of its own: `python -m clearinghouse.records.rendering FROM TO`.

What it reads came from anywhere. Whatever goes wrong ends this process and nothing else; it imports nothing of ours.
"""

import resource
import sys
import warnings
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

MAX_PIXELS = 640
"""Longest side of a picture."""
MAX_SOURCE_PIXELS = 40_000_000
MAX_MEMORY_BYTES = 1024**3
MAX_TIME_S = 10
_IMAGES = ("PNG", "JPEG", "GIF", "WEBP")


def main(source: Path, target: Path) -> None:
    """Draw `source` into the WebP file `target`. Raises whatever the libraries raise."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_TIME_S, MAX_TIME_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Image.MAX_IMAGE_PIXELS = MAX_SOURCE_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with source.open("rb") as file:
        is_pdf = file.read(5) == b"%PDF-"
    picture = _first_page(source) if is_pdf else _image(source)
    # A new picture, so that nothing is kept of what the file says about place, camera and people.
    bare = Image.new("RGB", picture.size, "white")
    bare.paste(picture, mask=picture if picture.mode == "RGBA" else None)
    bare.save(target, "WEBP", quality=70)


def _first_page(source: Path) -> Image.Image:
    document = pypdfium2.PdfDocument(source)
    page = document[0]
    width, height = page.get_size()
    picture: Image.Image = page.render(scale=MAX_PIXELS / max(width, height), may_draw_forms=False).to_pil()
    return picture.convert("RGB")


def _image(source: Path) -> Image.Image:
    with Image.open(source, formats=_IMAGES) as opened:
        opened.draft("RGB", (2 * MAX_PIXELS, 2 * MAX_PIXELS))
        picture = ImageOps.exif_transpose(opened)
        has_holes = "A" in picture.getbands() or "transparency" in picture.info
        picture = picture.convert("RGBA" if has_holes else "RGB")
        picture.thumbnail((MAX_PIXELS, MAX_PIXELS))
        return picture


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
