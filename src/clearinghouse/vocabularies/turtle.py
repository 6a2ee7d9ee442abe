"""Reading concept schemes from our own files, which are Turtle."""

from pathlib import Path

from clearinghouse.vocabularies.concepts import Scheme
from clearinghouse.vocabularies.problems import MalformedVocabularyError
from clearinghouse.vocabularies.skos_parsing import TURTLE, parse
from clearinghouse.vocabularies.skos_reading import read_graph

__all__ = ["MalformedVocabularyError", "read_schemes"]


def read_schemes(path: Path) -> list[Scheme]:
    """Return the schemes of a Turtle file with their terms in order. Raises MalformedVocabularyError."""
    graph = parse(path.read_bytes(), TURTLE, name=path.name)
    schemes = read_graph(graph, default=path.stem).schemes
    if not schemes:
        raise MalformedVocabularyError(file=path.name, detail="no concept scheme in it", line=0)
    return schemes
