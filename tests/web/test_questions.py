from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.messages import with_members
from clearinghouse.web.questions import questions_of


def test_every_question_of_every_format_is_asked_once_and_says_what_an_answer_looks_like() -> None:
    for fmt in FORMATS.values():
        questions = [question for section in questions_of(fmt) for question in section.questions]
        asked = [field.name for field in with_members(fmt) if not field.is_obsolete]
        assert [question.name for question in questions] == asked
        assert all(question.answer for question in questions)


def test_required_and_closed_questions_are_marked() -> None:
    sections = questions_of(FORMATS["modifiedOrganism"])
    questions = {question.name: question for section in sections for question in section.questions}
    assert questions["vector"].need == "always"
    assert questions["uniqueIdentification"].need == "sometimes"
    assert not questions["notes"].is_public
