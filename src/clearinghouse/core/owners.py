"""Who owns a record, as one text: "" the secretariat, `bj` a government, `organization:…`, `community:…`, `user:…`."""

import re
from enum import StrEnum

MAX_OWNER_CHARS = 150
OWNER_PATTERN = r"[a-z]{2,3}|(?:organization|community|user):[A-Za-z0-9][A-Za-z0-9._-]{0,127}"
_OWNER = re.compile(rf"(?:{OWNER_PATTERN})?\Z")


class OwnerKind(StrEnum):
    """What owns a record."""

    SECRETARIAT = "secretariat"
    GOVERNMENT = "government"
    ORGANIZATION = "organization"
    COMMUNITY = "community"
    USER = "user"


def is_owner(text: str) -> bool:
    """Say whether a text is an owner as we write them."""
    return _OWNER.match(text) is not None


def kind_of(owner: str) -> OwnerKind:
    """Return what kind of owner a text names."""
    prefix, colon, _ = owner.partition(":")
    if colon:
        return OwnerKind(prefix)
    return OwnerKind.GOVERNMENT if owner else OwnerKind.SECRETARIAT


def government_in(owner: str) -> str:
    """Return the code of the government that an owner is, "" if it is none."""
    return owner if kind_of(owner) is OwnerKind.GOVERNMENT else ""


def community_in(owner: str) -> str:
    """Return the GUID of the community that an owner is, "" if it is none."""
    return key_of(owner) if kind_of(owner) is OwnerKind.COMMUNITY else ""


def key_of(owner: str) -> str:
    """Return the GUID of the organization or community, or the opaque id of the person, that an owner is."""
    return owner.partition(":")[2]


def owner_named(kind: OwnerKind, key: str) -> str:
    """Return the owner of a kind: a government's code, a record's GUID, a person's opaque id."""
    match kind:
        case OwnerKind.SECRETARIAT:
            return ""
        case OwnerKind.GOVERNMENT:
            return key
        case _:
            return f"{kind.value}:{key}"


def printed_owner(owner: str) -> str:
    """Return the part of a printed number that names the owner: records of no government are kept by the SCBD."""
    return (government_in(owner) or "scbd").upper()
