"""Every text of a format that people read, for the message catalogues."""

from collections.abc import Iterator

from clearinghouse.core.messages import Message
from clearinghouse.formats.format import Format
from clearinghouse.formats.kinds import ELEMENT_TYPES, Choice, Construct, WholeNumber


def messages_of(fmt: Format) -> Iterator[Message]:
    """Yield the names, labels, advice, options and rule sentences of a format."""
    yield fmt.name
    yield fmt.plural_name
    yield fmt.about_message
    for section in fmt.sections:
        yield fmt.section_label(section)
        for field in section.fields:
            yield fmt.label_of(field)
            if advice := fmt.help_of(field):
                yield advice
            if isinstance(field.kind, Choice):
                yield from (fmt.option_label(field, option.label) for option in field.kind.options)
            if isinstance(field.kind, Construct):
                yield from (Message("construct", element.label) for element in ELEMENT_TYPES)
            if isinstance(field.kind, WholeNumber):
                yield field.kind.unit
    for rule in fmt.rules:
        yield fmt.rule_sentence(rule)
