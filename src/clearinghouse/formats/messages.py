"""Every text of a format that people read, for the message catalogues."""

from collections.abc import Iterable, Iterator

from clearinghouse.core.messages import Message
from clearinghouse.formats.format import Field, Format, members_of
from clearinghouse.formats.kinds import ELEMENT_TYPES, Choice, Construct, Number, WholeNumber


def with_members(fields: Iterable[Field]) -> Iterator[Field]:
    """Yield fields and, behind each group, those within it."""
    for field in fields:
        yield field
        yield from with_members(members_of(field))


def messages_of(fmt: Format) -> Iterator[Message]:
    """Yield the names, labels, advice, options and rule sentences of a format."""
    yield fmt.name
    yield fmt.plural_name
    yield fmt.about_message
    for section in fmt.sections:
        yield fmt.section_label(section)
        for field in with_members(section.fields):
            yield fmt.label_of(field)
            if advice := fmt.help_of(field):
                yield advice
            if isinstance(field.kind, Choice):
                yield from (fmt.option_label(field, option.label) for option in field.kind.options)
            if isinstance(field.kind, Construct):
                yield from (Message("construct", element.label) for element in ELEMENT_TYPES)
            if isinstance(field.kind, WholeNumber | Number):
                yield field.kind.unit
    for rule in fmt.rules:
        yield fmt.rule_sentence(rule)
