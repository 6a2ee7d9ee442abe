"""From an RDF graph to concept schemes: ours, and those of anyone who writes SKOS."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from clearinghouse.core.languages import normal_tag
from clearinghouse.vocabularies.concepts import COMPLETENESS, Scheme, Term
from clearinghouse.vocabularies.problems import Problem, problem

CH = Namespace("urn:clearinghouse:vocabulary:")
SCHEME_IRI = "urn:clearinghouse:scheme:"
TERM_IRI = "urn:clearinghouse:term:"
XL = Namespace("http://www.w3.org/2008/05/skos-xl#")
MATCHES = {
    "exact": SKOS.exactMatch,
    "close": SKOS.closeMatch,
    "broad": SKOS.broadMatch,
    "narrow": SKOS.narrowMatch,
    "related": SKOS.relatedMatch,
}
NO_LANGUAGE = "und"
_MAX_IDENTIFIER_CHARS = 128
_RUNS = re.compile(r"([0-9]+)")


@dataclass(slots=True)
class Reading:
    """What was read from a file, and what was not as it should be."""

    schemes: list[Scheme] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_graph(graph: Graph, *, default: str) -> Reading:
    """Return the schemes of a graph. default: the identifier of a scheme where the graph names none."""
    return _Reader(graph, default).read()


class _Reader:
    """One pass over a graph."""

    def __init__(self, graph: Graph, default: str) -> None:
        self._graph = graph
        self._default = default
        self._found = Reading()
        self._members: dict[Any, list[Any]] = {}

    def read(self) -> Reading:
        graph = self._graph
        collections = [*graph.subjects(RDF.type, SKOS.Collection), *graph.subjects(RDF.type, SKOS.OrderedCollection)]
        if collections:
            self._say("collection", sorted(_local(one) for one in collections))
        schemes = sorted(set(graph.subjects(RDF.type, SKOS.ConceptScheme)), key=str)
        concepts = self._concepts() - set(schemes) - set(collections)
        for node in schemes:
            members = {*graph.subjects(SKOS.inScheme, node), *graph.subjects(SKOS.topConceptOf, node)}
            members |= set(graph.objects(node, SKOS.hasTopConcept))
            self._members[node] = sorted(members - set(collections) - set(schemes), key=str)
        loose = concepts - {one for several in self._members.values() for one in several}
        self._place(sorted(loose, key=str))
        empty = [node for node, members in self._members.items() if not members and concepts]
        if empty:
            self._say("empty-scheme", [self._identifier(node) for node in empty])
        for node, several in self._members.items():
            if node not in empty:
                self._found.schemes.append(self._scheme(node, several))
        return self._found

    def _say(self, code: str, terms: Iterable[str] = (), detail: str = "") -> None:
        self._found.problems.append(problem(code, terms, detail))

    def _concepts(self) -> set[Any]:
        """Return the instances of skos:Concept and of every class that the file puts under it."""
        classes: set[Any] = {SKOS.Concept}
        waiting: list[Any] = [SKOS.Concept]
        while waiting:
            below = set(self._graph.subjects(RDFS.subClassOf, waiting.pop())) - classes
            classes |= below
            waiting.extend(below)
        return {one for kind in classes for one in self._graph.subjects(RDF.type, kind)} - classes

    def _place(self, loose: list[Any]) -> None:
        """Put terms of no scheme into the only one, or the only one without terms, or one made for them."""
        if not loose:
            return
        names = [_local(node) for node in loose]
        empty = [node for node, members in self._members.items() if not members]
        if not self._members:
            node = next(iter(sorted(self._graph.subjects(RDF.type, OWL.Ontology), key=str)), None)
            node = node or URIRef(SCHEME_IRI + self._default)
            self._members[node] = loose
            self._say("scheme-made", detail=self._identifier(node))
        elif len(self._members) == 1 or len(empty) == 1:
            node = empty[0] if empty else next(iter(self._members))
            self._members[node] = sorted([*self._members[node], *loose], key=str)
            self._say("no-scheme", names, self._identifier(node))
        else:
            self._say("no-scheme-left-out", names)

    def _identifier(self, node: Any) -> str:
        return (self._one(node, DCTERMS.identifier) or _local(node))[:_MAX_IDENTIFIER_CHARS]

    def _scheme(self, node: Any, members: list[Any]) -> Scheme:
        identifier = self._identifier(node)
        nameless = [one for one in members if isinstance(one, BNode) and not self._one(one, DCTERMS.identifier)]
        if nameless:
            self._say("nameless", [str(one) for one in nameless])
        named = {one: self._identifier(one) for one in members if one not in set(nameless)}
        labels, _extra = self._labels(node)
        labels = labels or self._texts(node, RDFS.label) or self._texts(node, DCTERMS.title)
        terms = [self._term(one, identifier, named) for one in named]
        terms.sort(key=lambda term: (term.position, _natural(term.notation), _natural(term.identifier)))
        completeness = self._one(node, CH.completeness)
        return Scheme(
            identifier,
            labels,
            tuple(terms),
            completeness if completeness in COMPLETENESS else "provisional",
            self._one(node, DCTERMS.source) or ("" if _is_ours(node) else str(node)),
            self._one(node, OWL.versionInfo),
            self._one(node, DCTERMS.created),
            self._one(node, DCTERMS.modified),
            self._texts(node, SKOS.note, RDFS.comment, DCTERMS.description),
        )

    def _term(self, node: Any, scheme: str, named: dict[Any, str]) -> Term:
        labels, alternatives = self._labels(node)
        above = {*self._graph.objects(node, SKOS.broader), *self._graph.subjects(SKOS.narrower, node)}
        beside = {*self._graph.objects(node, SKOS.related), *self._graph.subjects(SKOS.related, node)}
        mappings = {kind: {str(one) for one in self._graph.objects(node, match)} for kind, match in MATCHES.items()}
        if not _is_ours(node) and not self._one(node, DCTERMS.identifier) and isinstance(node, URIRef):
            mappings["exact"].add(str(node))
        return Term(
            named[node],
            scheme,
            labels,
            {language: tuple(sorted(several)) for language, several in alternatives.items()},
            # A broader term elsewhere keeps its name, so that the check can say that it is missing.
            tuple(sorted({named.get(one) or self._identifier(one) for one in above})),
            self._one(node, SKOS.notation),
            _number(self._one(node, CH.position)),
            self._texts(node, SKOS.definition),
            self._texts(node, SKOS.scopeNote),
            tuple(sorted({named[one] for one in beside if one in named and one != node})),
            {kind: tuple(sorted(iris)) for kind, iris in mappings.items() if iris},
            tuple(sorted({str(one) for one in self._graph.objects(node, CH.alias)})),
            self._one(node, OWL.deprecated).lower() in {"true", "1"},
            self._replacement(node, named),
        )

    def _replacement(self, node: Any, named: dict[Any, str]) -> str:
        for one in self._graph.objects(node, DCTERMS.isReplacedBy):
            return named.get(one) or (str(one) if isinstance(one, Literal) else self._identifier(one))
        return ""

    def _labels(self, node: Any) -> tuple[dict[str, str], dict[str, set[str]]]:
        """Return the label and the alternatives per language; a second label becomes an alternative."""
        labels: dict[str, str] = {}
        alternatives: dict[str, set[str]] = {}
        preferred = sorted(self._literals(node, SKOS.prefLabel, XL.prefLabel))
        if not preferred:
            preferred = sorted(self._literals(node, RDFS.label))
        for language, text in preferred:
            if language != NO_LANGUAGE and labels.setdefault(language, text) != text:
                alternatives.setdefault(language, set()).add(text)
        for language, text in preferred:
            if language == NO_LANGUAGE and text not in labels.values():
                labels.setdefault("en", text)
        for language, text in self._literals(node, SKOS.altLabel, XL.altLabel):
            alternatives.setdefault(language, set()).add(text)
        for language, text in self._literals(node, SKOS.hiddenLabel, XL.hiddenLabel):
            alternatives.setdefault(language, set()).add(text)
        return labels, alternatives

    def _literals(self, node: Any, *predicates: URIRef) -> Iterator[tuple[str, str]]:
        for predicate in predicates:
            for one in self._graph.objects(node, predicate):
                literals = [one] if isinstance(one, Literal) else self._graph.objects(one, XL.literalForm)
                for literal in literals:
                    if isinstance(literal, Literal) and str(literal).strip():
                        yield normal_tag(literal.language) if literal.language else NO_LANGUAGE, str(literal)

    def _texts(self, node: Any, *predicates: URIRef) -> dict[str, str]:
        """Return one text per language; several are put below each other, those without a language under English."""
        several: dict[str, list[str]] = {}
        for predicate in predicates:
            found: set[tuple[str, str]] = set()
            for one in self._graph.objects(node, predicate):
                inner = one if isinstance(one, Literal) else next(self._graph.objects(one, RDF.value), None)
                if isinstance(inner, Literal) and str(inner).strip():
                    found.add((normal_tag(inner.language) if inner.language else "en", str(inner).strip()))
            for language, text in sorted(found):
                several.setdefault(language, []).append(text)
        return {language: "\n\n".join(texts) for language, texts in several.items()}

    def _one(self, node: Any, predicate: URIRef) -> str:
        return min((str(one) for one in self._graph.objects(node, predicate)), default="")


def _is_ours(node: Any) -> bool:
    return str(node).startswith("urn:clearinghouse:")


def _local(node: Any) -> str:
    """Return the last step of an address, which names what it stands for."""
    text = str(node)
    for prefix in (TERM_IRI, SCHEME_IRI):
        if text.startswith(prefix):
            return unquote(text.removeprefix(prefix))
    tail = text.rstrip("/#")
    return unquote(tail.rpartition("#")[2] if "#" in tail else tail.rpartition("/")[2]) or text


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return what orders `target_2` before `target_10`."""
    return tuple((int(run), "") if run.isascii() and run.isdigit() else (-1, run) for run in _RUNS.split(text[:60]))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
