"""Reading SKOS in Turtle."""

from pathlib import Path
from typing import Any

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.exceptions import ParserError
from rdflib.namespace import DCTERMS, RDF, SKOS
from rdflib.plugins.parsers.notation3 import BadSyntax

from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message
from clearinghouse.vocabularies.concepts import Scheme, Term

CH = Namespace("urn:clearinghouse:vocabulary:")


class MalformedVocabularyError(DomainError):
    """A file is not SKOS in Turtle as we read it."""

    code = "vocabulary-malformed"
    sentence = Message("error", "%(file)s could not be read as a concept scheme: %(detail)s.")


def read_schemes(path: Path) -> list[Scheme]:
    """Return the schemes of a Turtle file with their terms in order. Raises MalformedVocabularyError."""
    graph = Graph()
    try:
        graph.parse(path, format="turtle")
    except (BadSyntax, ParserError, UnicodeDecodeError) as error:
        raise MalformedVocabularyError(file=path.name, detail=" ".join(str(error).split())[:200]) from error
    schemes = [_scheme(graph, node) for node in graph.subjects(RDF.type, SKOS.ConceptScheme)]
    if not schemes:
        raise MalformedVocabularyError(file=path.name, detail="no concept scheme in it")
    return schemes


def _scheme(graph: Graph, node: Any) -> Scheme:
    identifier = _one(graph, node, DCTERMS.identifier)
    terms = [_term(graph, term, identifier) for term in graph.subjects(SKOS.inScheme, node)]
    terms.sort(key=lambda term: (term.position, term.notation, term.identifier))
    return Scheme(
        identifier,
        _labels(graph, node),
        tuple(terms),
        _one(graph, node, CH.completeness) or "provisional",
        _one(graph, node, DCTERMS.source),
    )


def _term(graph: Graph, node: Any, scheme: str) -> Term:
    broader = sorted(_one(graph, parent, DCTERMS.identifier) for parent in graph.objects(node, SKOS.broader))
    alternatives: dict[str, list[str]] = {}
    for literal in graph.objects(node, SKOS.altLabel):
        alternatives.setdefault(getattr(literal, "language", None) or "und", []).append(str(literal))
    return Term(
        _one(graph, node, DCTERMS.identifier),
        scheme,
        _labels(graph, node),
        {language: tuple(sorted(labels)) for language, labels in alternatives.items()},
        tuple(one for one in broader if one),
        _one(graph, node, SKOS.notation),
        int(_one(graph, node, CH.position) or 0),
    )


def _labels(graph: Graph, node: Any) -> dict[str, str]:
    return {
        literal.language: str(literal)
        for literal in graph.objects(node, SKOS.prefLabel)
        if isinstance(literal, Literal) and literal.language
    }


def _one(graph: Graph, node: Any, predicate: URIRef) -> str:
    return str(next(graph.objects(node, predicate), ""))
