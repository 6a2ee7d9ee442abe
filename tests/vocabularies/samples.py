"""Small schemes and foreign files for the tests of vocabularies."""

from clearinghouse.vocabularies.concepts import Scheme, Term

NAME = "Colours of things"
COLOURS = Scheme(
    NAME,
    {"en": "Colours", "fr": "Couleurs", "zh": "颜色"},
    (
        Term(
            "warm",
            NAME,
            {"en": "Warm", "fr": "Chaud", "zh": "暖色"},
            notation="1",
            position=1,
            related=("pink",),
        ),
        Term(
            "red/1",
            NAME,
            {"en": "Red", "fr": "Rouge", "ru": "Красный", "ar": "الأحمر", "zh": "红色"},
            {"en": ("Crimson", "Scarlet"), "und": ("rd",)},
            broader=("warm",),
            position=2,
            definitions={"en": "The colour of blood.", "fr": "La couleur du sang."},
            scope_notes={"en": "Not for infrared."},
            mappings={"exact": ("http://example.org/colour/red",), "close": ("http://example.org/c/1",)},
            aliases=("old-red", "x-red"),
        ),
        Term("pink", NAME, {"en": "Pink", "fr": "Rose"}, broader=("red/1",), related=("warm",), position=3),
        Term(
            "rose",
            NAME,
            {"en": "Rose", "fr": "Rose"},
            broader=("red/1",),
            is_deprecated=True,
            replaced_by="pink",
            position=4,
        ),
    ),
    "partial",
    "made up",
    "1.2",
    "2020-01-01",
    "2026-05-05",
    {"en": "For trying things out."},
)

# As the agricultural thesaurus writes: SKOS-XL labels, concepts of one scheme, foreign prefixes, a ring.
AGRICULTURAL = """
@prefix s: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix d: <http://purl.org/dc/terms/> .
@prefix v: <http://vocabularies.example.org/agro/> .
v: a s:ConceptScheme ; d:title "Agro"@en ; s:hasTopConcept v:c_1 .
v:c_1 a s:Concept ; xl:prefLabel v:xl_1_en, v:xl_1_fr ; s:narrower v:c_2 ; s:inScheme v: .
v:xl_1_en a xl:Label ; xl:literalForm "plants"@en .
v:xl_1_fr a xl:Label ; xl:literalForm "plantes"@fr .
v:c_2 a s:Concept ; xl:prefLabel [ xl:literalForm "maize"@en ], [ xl:literalForm "玉米"@zh-Hans ] ;
  xl:altLabel [ xl:literalForm "corn"@en-US ] ; s:inScheme v: ; s:broader v:c_3 .
v:c_3 a s:Concept ; s:prefLabel "grasses"@en ; s:broader v:c_2 ; s:inScheme v: ; s:related v:c_1 .
v:c_4 a s:Concept ; s:inScheme v: ; s:broader <http://elsewhere.example.org/c_9> .
v:c_5 a s:Concept ; s:prefLabel "grasses"@en, "grass"@en ; s:inScheme v: ;
  s:definition [ <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> "Like grass."@en ] .
v:group a s:Collection ; s:member v:c_1, v:c_2 .
"""

# As the environmental thesaurus writes: RDF/XML with entities, collections, labels without a language.
ENVIRONMENTAL = """<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [ <!ENTITY gem "http://gemet.example.org/concept/"> ]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <skos:ConceptScheme rdf:about="http://gemet.example.org/thesaurus/">
    <skos:prefLabel xml:lang="en">Environment</skos:prefLabel>
  </skos:ConceptScheme>
  <skos:Concept rdf:about="&gem;100">
    <skos:inScheme rdf:resource="http://gemet.example.org/thesaurus/"/>
    <skos:prefLabel xml:lang="en">water</skos:prefLabel>
    <skos:prefLabel xml:lang="ar">ماء</skos:prefLabel>
    <skos:narrower rdf:resource="&gem;200"/>
  </skos:Concept>
  <skos:Concept rdf:about="&gem;200">
    <skos:prefLabel>rain</skos:prefLabel>
    <skos:exactMatch rdf:resource="http://elsewhere.example.org/rain"/>
  </skos:Concept>
  <skos:Collection rdf:about="http://gemet.example.org/group/1">
    <skos:member rdf:resource="&gem;100"/>
  </skos:Collection>
</rdf:RDF>
"""

LINKED = """{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "prefLabel":
 {"@id": "skos:prefLabel", "@container": "@language"}},
 "@graph": [{"@id": "http://x.example.org/s", "@type": "skos:ConceptScheme", "prefLabel": {"en": "S"}},
 {"@id": "http://x.example.org/s/a", "@type": "skos:Concept", "prefLabel": {"en": "A", "fr": "Ah"},
  "skos:inScheme": {"@id": "http://x.example.org/s"}}]}"""
