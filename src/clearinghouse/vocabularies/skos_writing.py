"""From a concept scheme to SKOS: Turtle, RDF/XML and JSON-LD.

Written term by term: through a graph a scheme of 50,000 concepts takes half a minute, and this four seconds.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from clearinghouse.vocabularies.concepts import Scheme, Term
from clearinghouse.vocabularies.skos_parsing import JSON_LD, RDF_XML
from clearinghouse.vocabularies.skos_reading import NO_LANGUAGE, SCHEME_IRI, TERM_IRI

Address = Callable[[str, str], str]
"""Scheme and term → IRI; a term of "" is the scheme itself."""
_PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "ch": "urn:clearinghouse:vocabulary:",
}
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\u0000"})


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in a language, or in none; datatype: of XML Schema where it is no text."""

    text: str
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class _Iri:
    """An address."""

    iri: str


_Pair = tuple[str, _Text | _Iri]
"""A predicate with its prefix, and what it says."""


def own_names(scheme: str, term: str) -> str:
    """Return the names that stand in our files, which hold on any node."""
    return TERM_IRI + quote(term, safe=":-._~") if term else SCHEME_IRI + quote(scheme, safe=":-._~")


def to_skos(scheme: Scheme, form: str, *, address: Address = own_names) -> str:
    """Return a scheme with all its terms as SKOS. form: a format of skos_parsing."""
    head = (_iri(address(scheme.identifier, "")), list(_of_scheme(scheme, address)))
    terms = ((_iri(address(term.scheme, term.identifier)), list(_of_term(term, address))) for term in scheme.terms)
    return _written([head, *terms], form)


def term_to_skos(term: Term, form: str, *, address: Address = own_names) -> str:
    """Return one term as SKOS."""
    return _written([(_iri(address(term.scheme, term.identifier)), list(_of_term(term, address)))], form)


def _of_scheme(scheme: Scheme, address: Address) -> Iterator[_Pair]:
    yield "rdf:type", _Iri(f"{_PREFIXES['skos']}ConceptScheme")
    yield "dct:identifier", _Text(scheme.identifier)
    yield from _texts("skos:prefLabel", scheme.labels)
    yield from _texts("skos:note", scheme.notes)
    for predicate, text in (
        ("ch:completeness", scheme.completeness),
        ("dct:source", scheme.source),
        ("owl:versionInfo", scheme.version),
        ("dct:created", scheme.created),
        ("dct:modified", scheme.modified),
    ):
        if text:
            yield predicate, _Text(text)
    for term in scheme.terms:
        if not term.broader:
            yield "skos:hasTopConcept", _Iri(address(scheme.identifier, term.identifier))


def _of_term(term: Term, address: Address) -> Iterator[_Pair]:
    yield "rdf:type", _Iri(f"{_PREFIXES['skos']}Concept")
    yield "skos:inScheme", _Iri(address(term.scheme, ""))
    yield "dct:identifier", _Text(term.identifier)
    yield from _texts("skos:prefLabel", term.labels)
    for language, labels in term.alternatives.items():
        tag = "" if language == NO_LANGUAGE else language
        yield from (("skos:altLabel", _Text(label, tag)) for label in labels)
    yield from _texts("skos:definition", term.definitions)
    yield from _texts("skos:scopeNote", term.scope_notes)
    yield from (("skos:broader", _Iri(address(term.scheme, other))) for other in term.broader)
    yield from (("skos:related", _Iri(address(term.scheme, other))) for other in term.related)
    for kind, iris in term.mappings.items():
        yield from ((f"skos:{kind}Match", _Iri(iri)) for iri in iris)
    yield from (("ch:alias", _Text(alias)) for alias in term.aliases)
    if term.notation:
        yield "skos:notation", _Text(term.notation)
    if term.position:
        yield "ch:position", _Text(str(term.position), datatype="integer")
    if term.is_deprecated:
        yield "owl:deprecated", _Text("true", datatype="boolean")
    if term.replaced_by:
        yield "dct:isReplacedBy", _Iri(address(term.scheme, term.replaced_by))


def _texts(predicate: str, texts: Mapping[str, str]) -> Iterator[_Pair]:
    return ((predicate, _Text(text, language)) for language, text in texts.items())


def _iri(text: str) -> str:
    """Return an address without what may not stand in one."""
    return _NOT_IN_IRI.sub(lambda match: quote(match[0], safe=""), text)


def _written(nodes: Iterable[tuple[str, list[_Pair]]], form: str) -> str:
    writer = {JSON_LD: _linked_data, RDF_XML: _rdf_xml}.get(form, _turtle)
    return writer(nodes)


def _turtle(nodes: Iterable[tuple[str, list[_Pair]]]) -> str:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in {**_PREFIXES, "xsd": xsd}.items()]
    for node, pairs in nodes:
        lines.append(f"\n<{node}>")
        lines.extend(f"  {predicate} {_in_turtle(value)} ;" for predicate, value in pairs)
        lines[-1] = f"{lines[-1][:-1]}."
    return "\n".join(lines) + "\n"


def _in_turtle(value: _Text | _Iri) -> str:
    if isinstance(value, _Iri):
        return f"<{_iri(value.iri)}>"
    suffix = f"@{value.language}" if value.language else f"^^xsd:{value.datatype}" if value.datatype else ""
    return f'"{value.text.translate(_ESCAPES)}"{suffix}'


def _rdf_xml(nodes: Iterable[tuple[str, list[_Pair]]]) -> str:
    spaces = " ".join(f'xmlns:{prefix}="{iri}"' for prefix, iri in _PREFIXES.items())
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f"<rdf:RDF {spaces}>"]
    for node, pairs in nodes:
        lines.append(f"<rdf:Description rdf:about={quoteattr(node)}>")
        lines.extend(_in_xml(predicate, value) for predicate, value in pairs)
        lines.append("</rdf:Description>")
    return "\n".join([*lines, "</rdf:RDF>"]) + "\n"


def _in_xml(predicate: str, value: _Text | _Iri) -> str:
    if isinstance(value, _Iri):
        return f"  <{predicate} rdf:resource={quoteattr(_iri(value.iri))}/>"
    attribute = f' xml:lang="{value.language}"' if value.language else ""
    if value.datatype:
        attribute = f' rdf:datatype="http://www.w3.org/2001/XMLSchema#{value.datatype}"'
    # A carriage return by itself would be read as the end of a line.
    text = escape(_NOT_IN_XML.sub("", value.text), {"\r": "&#13;"})
    return f"  <{predicate}{attribute}>{text}</{predicate}>"


def _linked_data(nodes: Iterable[tuple[str, list[_Pair]]]) -> str:
    context = json.dumps({name: iri for name, iri in _PREFIXES.items() if name != "rdf"})
    objects = (json.dumps(_as_object(node, pairs), ensure_ascii=False) for node, pairs in nodes)
    return f'{{"@context": {context},\n "@graph": [\n' + ",\n".join(objects) + "\n]}\n"


def _as_object(node: str, pairs: list[_Pair]) -> dict[str, object]:
    found: dict[str, object] = {"@id": node}
    for predicate, several in groupby(pairs, key=lambda pair: pair[0]):
        values = [_in_json(value) for _, value in several]
        if predicate == "rdf:type":
            found["@type"] = [value["@id"] for value in values]
        else:
            found[predicate] = values
    return found


def _in_json(value: _Text | _Iri) -> dict[str, object]:
    if isinstance(value, _Iri):
        return {"@id": _iri(value.iri)}
    if value.datatype:
        return {"@value": json.loads(value.text)}
    return {"@value": value.text, **({"@language": value.language} if value.language else {})}
