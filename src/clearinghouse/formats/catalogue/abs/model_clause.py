"""Model contractual clauses, codes of conduct, guidelines, best practices and standards (Articles 19 and 20)."""

from clearinghouse.formats.catalogue.abs.library import (
    ABS_SUBJECTS,
    ACCESS,
    AICHI_TARGETS,
    AUTHORSHIP,
    BIOSAFETY_SUBJECTS,
    KEY_AREAS,
    PUBLISHER,
    content,
    general,
)
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Concept

MODEL_CLAUSE = Format(
    slug="modelContractualClause",
    code="A19A20",
    version=1,
    realms=("abs",),
    ownership=Ownership.REFERENCE,
    label="Model clause, code, guideline or standard",
    plural="Model clauses, codes, guidelines and standards",
    about="A model contractual clause, code of conduct, guideline, best practice or standard (Articles 19 and 20).",
    title=("title",),
    summary="summary",
    sections=(
        general("840427E5-E5AC-4578-B238-C81EAEEDBDD8"),
        ACCESS,
        content(of_countries=False),
        Section(
            "keywords",
            "Access and benefit-sharing",
            (
                Field(
                    "nagoya.mccKeywords",
                    Concept("ABS-A1920-Keywords"),
                    "Keywords on clauses, codes and standards",
                    is_repeated=True,
                    required=True,
                    facet="clauseKeyword",
                ),
                ABS_SUBJECTS,
                KEY_AREAS,
                BIOSAFETY_SUBJECTS,
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
        Section("superseded", "Superseded fields", (PUBLISHER, AICHI_TARGETS)),
    ),
    rules=(AUTHORSHIP,),
)
