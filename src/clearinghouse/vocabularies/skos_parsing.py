"""From the text of a file to an RDF graph: nothing is fetched, and what a file unfolds to is bounded."""

import json
import logging
from typing import Any
from xml.parsers import expat
from xml.sax import SAXParseException

from rdflib import Graph
from rdflib.plugins.parsers.jsonld import to_rdf
from rdflib.plugins.parsers.notation3 import BadSyntax

from clearinghouse.core.canonical import is_deeper_than
from clearinghouse.vocabularies.problems import MalformedVocabularyError

logger = logging.getLogger(__name__)

TURTLE, RDF_XML, JSON_LD = "turtle", "xml", "json-ld"
FORMATS = {
    ".ttl": TURTLE, ".nt": TURTLE, ".rdf": RDF_XML, ".xml": RDF_XML, ".owl": RDF_XML, ".skos": RDF_XML,
    ".jsonld": JSON_LD, ".json": JSON_LD,
}  # fmt: skip
"""Suffix of a file → format as rdflib calls it."""
_MAX_ENTITY_CHARS = 400
_MAX_DEPTH = 60
_BASE = "file:///vocabulary/"
"""What relative addresses are relative to. Nothing is there."""
_MAX_DETAIL_CHARS = 240


def format_of(name: str, text: str = "") -> str:
    """Return the format of a file by its name, or by how its text begins."""
    suffix = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    if suffix in FORMATS:
        return FORMATS[suffix]
    start = text.lstrip("\ufeff \t\r\n")[:1]
    is_json = start in {"{", "["}
    # Turtle may begin with <address> too, but hardly with a declaration of XML.
    is_xml = text.lstrip("\ufeff \t\r\n").startswith(("<?xml", "<rdf:RDF", "<!DOCTYPE"))
    return JSON_LD if is_json else RDF_XML if is_xml else TURTLE


def parse(content: bytes, form: str, *, name: str) -> Graph:
    """Return the graph of a file. form: one of FORMATS. Raises MalformedVocabularyError with the line if known."""
    try:
        text = content.decode("utf-8-sig")
        if form == JSON_LD:
            return _linked_data(json.loads(text))
        if form == RDF_XML:
            _refuse_entities(content)
        graph = Graph()
        graph.parse(data=content if form == RDF_XML else text, format=form, publicID=_BASE)
    except BadSyntax as error:
        raise _malformed(name, _why(error), line=error.lines + 1) from error
    except SAXParseException as error:
        raise _malformed(name, error.getMessage(), line=error.getLineNumber() or 0) from error
    except expat.ExpatError as error:
        raise _malformed(name, str(error), line=error.lineno) from error
    except json.JSONDecodeError as error:
        raise _malformed(name, error.msg, line=error.lineno) from error
    except RecursionError as error:
        raise _malformed(name, "it is nested too deeply") from error
    except Exception as error:
        logger.info("vocabulary not read error=%s", type(error).__name__, exc_info=True)
        raise _malformed(name, str(error) or type(error).__name__) from error
    return graph


def _linked_data(value: Any) -> Graph:
    # Past the parser of rdflib, which makes a graph of a class that it deprecates itself.
    _refuse_contexts(value)
    graph = Graph()
    to_rdf(value, graph, base=_BASE)
    return graph


def _why(error: BadSyntax) -> str:
    return str(getattr(error, "_why", "")) or str(error)


def _malformed(name: str, detail: str, *, line: int = 0) -> MalformedVocabularyError:
    words = " ".join(detail.split())[:_MAX_DETAIL_CHARS].rstrip(".")
    return MalformedVocabularyError(file=name, detail=f"line {line}: {words}" if line else words, line=line)


def _refuse_entities(content: bytes) -> None:
    """Allow entities that shorten addresses, as ontologies have them; none that grow, and none from elsewhere."""
    parser = expat.ParserCreate()

    def entity(
        name: str, is_parameter: bool, value: str | None, _base: str | None, system: str | None, *_rest: str | None
    ) -> None:
        if is_parameter or system or value is None or "&" in value or len(value) > _MAX_ENTITY_CHARS:
            raise ValueError(f"the entity {name} is not allowed; write its text out")

    parser.EntityDeclHandler = entity
    parser.Parse(content, True)


def _refuse_contexts(value: Any) -> None:
    """Refuse contexts that would have to be fetched."""
    if not isinstance(value, dict | list):
        raise ValueError("it holds no object")  # noqa: TRY004 - of the file, not of our types
    if is_deeper_than(value, _MAX_DEPTH):
        raise ValueError("it is nested too deeply")
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, dict):
            for key, inner in current.items():
                if key in {"@context", "@import"}:
                    _refuse_address(inner)
                waiting.append(inner)
        elif isinstance(current, list):
            waiting.extend(current)


def _refuse_address(context: Any) -> None:
    for one in context if isinstance(context, list) else [context]:
        if isinstance(one, str):
            raise ValueError(f"its context is at {one[:80]}, and nothing is fetched; write the context into the file")  # noqa: TRY004 - of the file, not of our types
