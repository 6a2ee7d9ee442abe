"""A protocol, procedure or customary law of Indigenous Peoples and local communities."""

from clearinghouse.formats.catalogue.abs.library import (
    ABS_SUBJECTS,
    ACCESS,
    AICHI_TARGETS,
    AUTHORSHIP,
    BIOSAFETY_SUBJECTS,
    KEY_AREAS,
    PUBLISHER,
    RISK_ASSESSMENT,
    content,
    general,
)
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Concept

COMMUNITY_PROTOCOL = Format(
    slug="communityProtocol",
    code="CPP",
    version=1,
    realms=("abs",),
    ownership=Ownership.REFERENCE,
    label="Community protocol or customary law",
    plural="Community protocols and customary laws",
    about="A protocol, procedure or customary law by which a community decides on access to what is its own.",
    title=("title",),
    summary="summary",
    sections=(
        general("ED9BE33E-B754-4E31-A513-002316D0D602"),
        ACCESS,
        content(of_countries=True),
        Section("keywords", "Access and benefit-sharing", (ABS_SUBJECTS, KEY_AREAS, BIOSAFETY_SUBJECTS)),
        ADDITIONAL_INFORMATION,
        NOTES,
        Section(
            "superseded",
            "Superseded fields",
            (
                PUBLISHER,
                AICHI_TARGETS,
                Field(
                    "nagoya.mccKeywords",
                    Concept("ABS-A1920-Keywords"),
                    "Keywords on clauses, codes and standards (superseded)",
                    is_repeated=True,
                    is_obsolete=True,
                ),
                *RISK_ASSESSMENT,
            ),
        ),
    ),
    rules=(AUTHORSHIP,),
)
