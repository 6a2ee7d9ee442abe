"""Fail if a module or a function has grown too long; count the functions that are on their way there."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("src", "tests", "tools", "benchmarks")

MODULE_LIMIT = 500
FUNCTION_LIMIT = 60
FUNCTION_AIM = 40


@dataclass(frozen=True, slots=True)
class Measured:
    """Something with a length in lines."""

    name: str
    lines: int


def functions_in(source: str, where: str) -> Iterator[Measured]:
    """Yield the functions of a module, from `def` to the last line, decorators left out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            last = node.end_lineno or node.lineno
            yield Measured(f"{where}:{node.lineno} {node.name}", last - node.lineno + 1)


def too_long(measured: list[Measured], limit: int) -> list[Measured]:
    """Return what exceeds `limit`, longest first."""
    return sorted((each for each in measured if each.lines > limit), key=lambda each: -each.lines)


def measure(root: Path) -> tuple[list[Measured], list[Measured]]:
    """Return the modules and the functions below the project's folders; migrations are written by Django."""
    modules: list[Measured] = []
    functions: list[Measured] = []
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            source = path.read_text(encoding="utf-8")
            where = str(path.relative_to(root))
            modules.append(Measured(where, len(source.splitlines())))
            functions.extend(functions_in(source, where))
    return modules, functions


def main() -> None:
    """Print what is too long and fail if there is any."""
    modules, functions = measure(ROOT)
    over = too_long(modules, MODULE_LIMIT) + too_long(functions, FUNCTION_LIMIT)
    for each in over:
        print(f"{each.name}: {each.lines} lines")
    near = len(too_long(functions, FUNCTION_AIM))
    print(f"check_size: {len(over)} too long; {near} of {len(functions)} functions over {FUNCTION_AIM} lines")
    sys.exit(1 if over else 0)


if __name__ == "__main__":
    main()
