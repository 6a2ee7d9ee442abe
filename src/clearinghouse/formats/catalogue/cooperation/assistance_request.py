"""A request for help: with what, for whom, by when, and what has come of it."""

from clearinghouse.formats.catalogue.cooperation.subjects import (
    IN_ORDER,
    KINDS_OF_SUPPORT,
    SUBJECTS,
    contacts,
    dollars,
    languages,
)
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals, IsNational, either
from clearinghouse.formats.format import Field, Format, InOrder, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Choice, Concept, Day, LocalText, Option, RecordReference, YesNo

HAS_BEEN_MATCHED = either(Equals("state", "matched"), Equals("state", "met"))

ASSISTANCE_REQUEST = Format(
    slug="assistanceRequest",
    code="ASR",
    version=1,
    realms=("chm", "bch", "abs"),
    ownership=Ownership.EITHER,
    label="Request for assistance",
    plural="Requests for assistance",
    about="What help a country or an organization looks for, so that those who can give it may answer.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field(
                    "government",
                    Concept(COUNTRIES),
                    "Submitting government",
                    required=IsNational(),
                    facet="government",
                ),
                Field("title", LocalText(), "Title", required=True),
                Field("description", LocalText(is_rich=True), "What is asked for", required=True),
                Field(
                    "supportKinds",
                    KINDS_OF_SUPPORT,
                    "Kinds of support",
                    is_repeated=True,
                    required=True,
                    facet="supportKind",
                ),
                Field("beneficiaries", LocalText(), "Who will benefit"),
                Field(
                    "assessments",
                    RecordReference(("capacityNeedsAssessment",)),
                    "Needs assessments from which it comes",
                    is_repeated=True,
                ),
                contacts(required=True),
            ),
        ),
        SUBJECTS,
        Section(
            "terms",
            "Time and money",
            (
                Field("startDate", Day(), "Help is needed from"),
                Field("endDate", Day(), "Help is needed until"),
                languages(),
                dollars("budget", "Estimated cost"),
                dollars("coFinancing", "Own contribution"),
                Field("isForNbsap", YesNo(), "Is it for a national strategy and action plan?", facet="isForNbsap"),
            ),
        ),
        Section(
            "state",
            "State of the request",
            (
                Field(
                    "state",
                    Choice(
                        (
                            Option("open", "Open"),
                            Option("matched", "Matched with an offer"),
                            Option("met", "Met"),
                            Option("withdrawn", "Withdrawn"),
                        )
                    ),
                    "State",
                    required=True,
                    facet="requestState",
                ),
                Field(
                    "offers",
                    RecordReference(("assistanceOffer",)),
                    "Offers with which it was matched",
                    is_repeated=True,
                    shown_when=HAS_BEEN_MATCHED,
                ),
                Field("outcome", LocalText(is_rich=True), "What came of it", shown_when=HAS_BEEN_MATCHED),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
    rules=(InOrder("startDate", "endDate", IN_ORDER),),
)
