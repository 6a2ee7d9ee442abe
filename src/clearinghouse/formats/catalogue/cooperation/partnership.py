"""A partnership or network of institutions, with its members and its work plan."""

from clearinghouse.formats.catalogue.cooperation.subjects import SUBJECTS, contacts, countries, dollars
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Choice, Day, LocalText, Option, RecordReference, Text, WebLink, YesNo

PARTNERSHIP = Format(
    slug="partnership",
    code="PNET",
    version=1,
    realms=("chm", "bch", "abs"),
    ownership=Ownership.REFERENCE,
    label="Partnership or network",
    plural="Partnerships and networks",
    about="A partnership, network, alliance or consortium of institutions, global, regional or national.",
    title=("name",),
    summary="purpose",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("name", LocalText(), "Name", required=True),
                Field("acronym", Text(), "Acronym", is_identifier=True),
                Field(
                    "kind",
                    Choice(
                        (
                            Option("network", "Network"),
                            Option("partnership", "Partnership"),
                            Option("alliance", "Alliance"),
                            Option("consortium", "Consortium"),
                            Option("laboratories", "Network of laboratories"),
                            Option("programme", "Joint programme"),
                        )
                    ),
                    "Kind",
                    required=True,
                    facet="partnershipKind",
                ),
                Field("purpose", LocalText(is_rich=True), "Purpose", required=True),
                countries(),
                Field("startDate", Day(is_partial=True), "Begun in"),
                Field("endDate", Day(is_partial=True), "Ended in"),
                Field("isActive", YesNo(), "Is it active?", required=True, facet="isActive"),
                contacts(),
            ),
        ),
        SUBJECTS,
        Section(
            "members",
            "Members and work",
            (
                Field(
                    "leaders",
                    RecordReference(("organization",)),
                    "Who leads it",
                    is_repeated=True,
                    required=True,
                    facet="organization",
                ),
                Field(
                    "members",
                    RecordReference(("organization",)),
                    "Members",
                    is_repeated=True,
                    facet="organization",
                ),
                Field("agreements", WebLink(accepts_files=True), "Agreements", is_repeated=True),
                Field("workPlans", WebLink(accepts_files=True), "Work plans", is_repeated=True),
                dollars("coFinancing", "Money raised together"),
                Field("websites", WebLink(), "Websites", is_repeated=True),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
)
