"""How a report asks: an answer, and words that go with it. JSON: `{"value", "additionalInformation"?}`."""

from collections.abc import Sequence

from clearinghouse.core.messages import Message
from clearinghouse.formats.conditions import Condition, Equals, IsFilled, either
from clearinghouse.formats.format import Field
from clearinghouse.formats.kinds import Choice, Group, LocalText, Number, Option, WebLink, WholeNumber

YES = Option("true", "Yes")
SOME = Option("true.some", "To some extent")
NO = Option("false", "No")
NOT_APPLICABLE = Option("false.na", "Not applicable")
YES_NO = (YES, NO)
BY_DEGREE = (YES, SOME, NO)


def answered(question: str, *values: str) -> Condition:
    """Return the condition that a question has one of these answers."""
    return either(*(Equals(f"{question}.value", value) for value in values))


def at_least_partly(question: str) -> Condition:
    """Return the condition that a question is answered with yes or to some extent."""
    return answered(question, "true", "true.some")


def question(
    name: str,
    label: str,
    options: Sequence[Option] = BY_DEGREE,
    *,
    details: Sequence[Option] | None = None,
    required: bool = True,
    when: Condition | None = None,
) -> tuple[Field, ...]:
    """Return a question with one answer. details: the answers that may be explained, all of them unless named."""
    asked = Field(
        f"{name}.value", Choice(tuple(options)), label, required=(when or True) if required else False, shown_when=when
    )
    explained = options if details is None else details
    if not explained:
        return (asked,)
    is_open = len(explained) == len(options)
    shown = IsFilled(asked.name) if is_open else answered(name, *(option.value for option in explained))
    number = label.partition(" ")[0]
    words = Field(f"{name}.additionalInformation", LocalText(), f"{number} Explanation", shown_when=shown)
    return (asked, words)


def several(
    name: str,
    label: str,
    options: Sequence[Option],
    *,
    details: Sequence[Option],
    required: bool,
    when: Condition,
    counted: Message | None = None,
) -> tuple[Field, ...]:
    """Return a question with several answers, one to a row. details: those that take words, or a number if counted."""
    shown = either(*(Equals("value", option.value) for option in details))
    kind = WholeNumber(counted) if counted else LocalText()
    own = Field("additionalInformation", kind, "Number" if counted else "Explanation", shown_when=shown)
    row = Group((Field("value", Choice(tuple(options)), "Answer", required=True), own))
    return (Field(name, row, label, is_repeated=True, required=when if required else False, shown_when=when),)


def amount(name: str, label: str, unit: Message, *, required: bool, when: Condition) -> tuple[Field, ...]:
    """Return a question for a sum of money."""
    return (Field(f"{name}.value", Number(unit), label, required=when if required else False, shown_when=when),)


def count(name: str, label: str, unit: Message, *, when: Condition) -> tuple[Field, ...]:
    """Return a question for a count."""
    return (Field(f"{name}.value", WholeNumber(unit), label, required=when, shown_when=when),)


def text(name: str, label: str, *, is_rich: bool = True) -> tuple[Field, ...]:
    """Return a question for free text."""
    return (Field(f"{name}.value", LocalText(is_rich=is_rich), label),)


def lessons(name: str, label: str, *, when: Condition | None = None) -> tuple[Field, ...]:
    """Return a question for free text with documents."""
    number = label.partition(" ")[0]
    return (
        Field(f"{name}.additionalInformation", LocalText(is_rich=True), label, shown_when=when),
        Field(f"{name}.links", WebLink(accepts_files=True), f"{number} Documents", is_repeated=True, shown_when=when),
    )
