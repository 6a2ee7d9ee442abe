"""Write the table of settings into the operator's guide: `python -m tools.settings_table`."""

from pathlib import Path

from clearinghouse.config.environment import SETTINGS

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "guides" / "operate.md"
_BEGIN = "<!-- settings: written by python -m tools.settings_table -->\n"
_END = "<!-- end of settings -->\n"


def table() -> str:
    """Return every setting as a table in Markdown."""
    rows = [f"| `{one.name}` | {f'`{one.default}`' if one.default else ''} | {one.help} |" for one in SETTINGS]
    return "\n".join(["| Setting | Default | What it does |", "|---|---|---|", *rows, ""])


def parted(text: str) -> tuple[str, str, str]:
    """Return what stands before the table, the table, and what stands after it."""
    before, begin, rest = text.partition(_BEGIN)
    inside, end, after = rest.partition(_END)
    return before + begin, inside, end + after


def main() -> None:
    """Bring the guide in line."""
    before, _, after = parted(GUIDE.read_text(encoding="utf-8"))
    GUIDE.write_text(before + table() + after, encoding="utf-8")


if __name__ == "__main__":
    main()
