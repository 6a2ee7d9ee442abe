"""A common format as JSON, for those who compare it with another list."""

from clearinghouse.core.canonical import Json
from clearinghouse.formats.format import Field, Format
from clearinghouse.formats.kinds import Choice, Concept, Construct, Group, Kind, RecordReference


def described(fmt: Format) -> Json:
    """Return a format with its fields in order, and those of groups within them."""
    return {
        "slug": fmt.slug,
        "code": fmt.code,
        "version": fmt.version,
        "realms": list(fmt.realms),
        "ownership": fmt.ownership.value,
        "open": fmt.is_open,
        "supersededBy": fmt.superseded_by,
        "name": fmt.label,
        "fields": [_field(field, section.name) for section in fmt.sections for field in section.fields],
    }


def _field(field: Field, section: str) -> Json:
    return {
        "name": field.name,
        "label": field.label,
        "kind": type(field.kind).__name__,
        "repeated": field.is_repeated,
        "mandatory": field.required if isinstance(field.required, bool) else "conditional",
        "section": section,
        "audience": field.audience.value,
        "obsolete": field.is_obsolete,
        **_of_kind(field.kind, section),
    }


def _of_kind(kind: Kind, section: str) -> Json:
    match kind:
        case Concept():
            return {"scheme": kind.scheme, "other": kind.allows_other}
        case RecordReference():
            return {"formats": list(kind.formats)}
        case Construct():
            return {"formats": [kind.format]}
        case Choice():
            return {"values": [option.value for option in kind.options]}
        case Group():
            return {"fields": [_field(member, section) for member in kind.fields]}
        case _:
            return {}
