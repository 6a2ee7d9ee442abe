"""What can go wrong in the domain, without a word of HTTP."""

from typing import ClassVar

from clearinghouse.core.messages import Message


class DomainError(Exception):
    """An expected refusal: a stable code for machines, a sentence for people, data for both."""

    code: ClassVar[str] = "error"
    sentence: ClassVar[Message] = Message("error", "The request could not be carried out.")

    def __init__(self, **data: object) -> None:
        super().__init__(self.code, data)
        self.data = data

    def __str__(self) -> str:
        return self.sentence.text % self.data if self.data else self.sentence.text


class NotAllowedError(DomainError):
    """The account may not do this."""

    code = "not-allowed"
    sentence = Message("error", "You may not do this with the roles you hold. Ask the focal point of your country.")
