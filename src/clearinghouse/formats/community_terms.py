"""The terms under which a community shares a record: asked of every format that a community may own."""

from dataclasses import replace

from clearinghouse.formats.conditions import Equals, IsCommunity, IsFilled, Not, both, either
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Choice, Concept, Day, Group, LocalText, Option, Text, WebLink

TERMS = "communityTerms"
"""Key of the body under which the terms stand."""
LABELS = "TK-BC-LABELS"
"""The scheme of Traditional Knowledge and Biocultural labels."""

_IS_COMMUNITY = IsCommunity()
_NEEDS_CONSENT = both(
    _IS_COMMUNITY,
    either(IsFilled(f"{TERMS}.labels"), both(IsFilled(f"{TERMS}.access"), Not(Equals(f"{TERMS}.access", "everyone")))),
)

_FIELDS = (
    Field(
        f"{TERMS}.labels",
        Group(
            (
                Field("label", Concept(LABELS), "Label", required=True, words=f"{TERMS}.labels.label"),
                Field(
                    "text",
                    LocalText(max_chars=5_000),
                    "In the words of the community",
                    words=f"{TERMS}.labels.text",
                ),
            )
        ),
        "Labels",
        is_repeated=True,
        help="Traditional Knowledge and Biocultural labels say how the community wants what it shares to be treated.",
    ),
    Field(
        f"{TERMS}.access",
        Choice(
            (
                Option("everyone", "Everyone"),
                Option("signed-in", "Whoever signs in"),
                Option("on-request", "Whoever the community lets, on request"),
                Option("community", "The community alone"),
            )
        ),
        "Who may read this record",
        required=_IS_COMMUNITY,
        help="The title, the labels and these terms stay public, unless the community alone may read the record: then"
        " nobody else learns that it exists.",
    ),
    Field(
        f"{TERMS}.termsOfUse",
        LocalText(is_rich=True, max_chars=20_000),
        "Terms of use",
        help="What others may do with it, and what they must do first.",
    ),
    Field(
        f"{TERMS}.askWhom",
        LocalText(max_chars=2_000),
        "Whom to ask, and how",
        required=both(_IS_COMMUNITY, Equals(f"{TERMS}.access", "on-request")),
        help="An office, an address, a telephone number. Everyone can read it.",
    ),
    Field(
        f"{TERMS}.locations",
        Choice(
            (
                Option("exact", "As they were entered"),
                Option("10-km", "To about 10 km"),
                Option("100-km", "To about 100 km"),
                Option("none", "Not at all"),
            )
        ),
        "How places on the map are shown to others",
        help="The community itself always sees the places as they were entered.",
    ),
    Field(
        f"{TERMS}.consentBody",
        LocalText(max_chars=2_000),
        "In whose name consent was given",
        required=_NEEDS_CONSENT,
        help="The assembly, council or other body that decides for the community.",
    ),
    Field(f"{TERMS}.consentDay", Day(is_partial=True), "When consent was given", required=_NEEDS_CONSENT),
    Field(f"{TERMS}.consentUntil", Day(), "Consent holds until"),
    Field(
        f"{TERMS}.consentBy",
        Text(),
        "Who gave consent",
        help="Seen by the people of the community alone, like the two answers below.",
    ),
    Field(f"{TERMS}.consentHow", LocalText(max_chars=5_000), "How consent was obtained"),
    Field(f"{TERMS}.consentDocument", WebLink(accepts_files=True), "Document on the consent"),
)

COMMUNITY_TERMS = Section(
    TERMS,
    "Community terms",
    tuple(replace(one, shown_when=_IS_COMMUNITY, words=one.name) for one in _FIELDS),
    words=TERMS,
)

FOR_EVERYONE = frozenset(
    {"labels", "access", "termsOfUse", "askWhom", "locations", "consentBody", "consentDay", "consentUntil"}
)
"""Members of the terms that travel with the record wherever it is shown; the others stay with the community."""


def with_community_terms(fmt: Format) -> Format:
    """Return a format with the terms of a community before its internal notes, where a community may own a record."""
    if fmt.ownership is Ownership.NATIONAL or not fmt.is_open:
        return fmt
    is_last = bool(fmt.sections) and fmt.sections[-1].name == "notes"
    before, after = (fmt.sections[:-1], fmt.sections[-1:]) if is_last else (fmt.sections, ())
    return replace(fmt, sections=(*before, COMMUNITY_TERMS, *after))
