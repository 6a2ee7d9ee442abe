"""An offer of help by those who have expertise, technology or means to share."""

from clearinghouse.formats.catalogue.cooperation.subjects import (
    IN_ORDER,
    KINDS_OF_SUPPORT,
    SUBJECTS,
    TARGET_GROUPS,
    contacts,
    countries,
    languages,
)
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.format import Field, Format, InOrder, Ownership, Section
from clearinghouse.formats.kinds import Choice, Day, LocalText, Option, RecordReference, WebLink

ASSISTANCE_OFFER = Format(
    slug="assistanceOffer",
    code="ASO",
    version=1,
    realms=("chm", "bch", "abs"),
    ownership=Ownership.REFERENCE,
    label="Offer of assistance",
    plural="Offers of assistance",
    about="What help an institution can give to others, where, in which languages and on what terms.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field(
                    "providers",
                    RecordReference(("organization",)),
                    "Who offers it",
                    is_repeated=True,
                    required=True,
                    facet="organization",
                ),
                Field("description", LocalText(is_rich=True), "What is offered", required=True),
                Field(
                    "supportKinds",
                    KINDS_OF_SUPPORT,
                    "Kinds of support",
                    is_repeated=True,
                    required=True,
                    facet="supportKind",
                ),
                contacts(required=True),
            ),
        ),
        SUBJECTS,
        Section(
            "terms",
            "Terms",
            (
                countries(),
                languages(),
                Field("targetGroups", TARGET_GROUPS, "Who may ask for it", is_repeated=True, facet="targetGroup"),
                Field(
                    "cost",
                    Choice(
                        (
                            Option("free", "Free of charge"),
                            Option("shared", "Costs are shared"),
                            Option("paid", "Against payment"),
                        )
                    ),
                    "Cost",
                    required=True,
                    facet="cost",
                ),
                Field("conditions", LocalText(is_rich=True), "Conditions"),
                Field("startDate", Day(), "Available from"),
                Field("endDate", Day(), "Available until"),
                Field("websites", WebLink(), "Websites", is_repeated=True),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
    rules=(InOrder("startDate", "endDate", IN_ORDER),),
)
