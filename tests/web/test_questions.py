import pytest

from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.messages import with_members
from clearinghouse.web.questions import questions_of


@pytest.mark.django_db
def test_every_question_of_every_format_is_asked_once_and_says_what_an_answer_looks_like() -> None:
    for fmt in FORMATS.values():
        questions = [question for section in questions_of(fmt) for question in section.questions]
        asked = [field.name for field in with_members(fmt) if not field.is_obsolete]
        assert [question.name for question in questions] == asked
        assert all(question.answer for question in questions)


@pytest.mark.django_db
def test_required_and_closed_questions_are_marked() -> None:
    sections = questions_of(FORMATS["modifiedOrganism"])
    questions = {question.name: question for section in sections for question in section.questions}
    assert questions["vector"].need == "always"
    assert questions["uniqueIdentification"].need == "sometimes"
    assert not questions["notes"].is_public


@pytest.mark.django_db
def test_what_an_answer_hangs_on_is_said_in_words() -> None:
    questions = {one.name: one for section in questions_of(FORMATS["modifiedOrganism"]) for one in section.questions}
    asked = questions["uniqueIdentification"]
    assert "is “Yes”" in asked.needed or "is answered" in asked.needed
    every = [one for fmt in FORMATS.values() for section in questions_of(fmt) for one in section.questions]
    assert all(one.needed for one in every if one.need == "sometimes")
    assert not [one for one in every if "None" in one.asked + one.needed]
