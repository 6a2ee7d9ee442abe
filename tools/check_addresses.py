"""Fail if a committed file names a package registry or a path of one machine."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Written in pieces, so that this file passes its own check.
_REGISTRIES = ("registry" + r"\.npmjs", "pypi" + r"\.org", "python" + "hosted", "deb" + r"\.debian")
_PATHS = ("/" + "work/", "/" + "root/", "/" + r"home/\w+/", "/" + r"Users/\w+/", "/" + "tmp/[a-z]")
_FORBIDDEN = re.compile(rf"(?:{'|'.join(_REGISTRIES)})|(?<![\w.-])(?:{'|'.join(_PATHS)})")


def addresses_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield line number and text of each forbidden address."""
    for number, line in enumerate(text.splitlines(), start=1):
        for match in _FORBIDDEN.finditer(line):
            yield number, match.group()


def committed_files(root: Path) -> list[Path]:
    """Return the files that are, or would be, in the next commit."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    return [root / name for name in sorted(set(listing.stdout.split("\0"))) if name]


def main() -> None:
    """Print each address with its place and fail if there is one."""
    count = 0
    for path in committed_files(ROOT):
        if not path.is_file():
            continue
        for number, found in addresses_in(path.read_bytes().decode("utf-8", errors="replace")):
            print(f"{path.relative_to(ROOT)}:{number}: {found}")
            count += 1
    print(f"check_addresses: {count} found")
    sys.exit(1 if count else 0)


if __name__ == "__main__":
    main()
