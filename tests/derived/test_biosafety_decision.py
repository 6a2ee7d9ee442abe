"""Which questions each of the thirteen kinds of decision asks, as the Protocol's common format has it."""

import pytest

from clearinghouse.derived.problems import problems_in
from clearinghouse.derived.reading import is_shown
from clearinghouse.formats.catalogue.bch.biosafety_decision import BIOSAFETY_DECISION
from clearinghouse.formats.conditions import Circumstances, holds
from clearinghouse.vocabularies.concepts import OTHER
from tests.factories import body, introduction, reference, surroundings

HERE = Circumstances("bch", "bj")
ALWAYS = "government authorities title date isAmendment decisionTypes expires documents"
INTRODUCTION = "addressesTransboundaryMovement appliesToSubsequentIntroductions decisionResult importers"
FFP = "uses takenInAccordanceWithA116 decisionResult"

# kind, its official term, what it needs beside ALWAYS, which questions it opens beside those.
KINDS = [
    ("8.1", "E8C5A15C-A736-4fb7-A1B6-192412BE7E45", f"{INTRODUCTION} modifiedOrganisms riskAssessments",
     "involvesFieldTrial involvesCommercialRelease isForCommercialUse"),
    ("8.2", "BE64016A-C3BD-4C61-9620-C3FEF96B2A24", f"{FFP} modifiedOrganisms", "isForCommercialUse"),
    ("8.2 import", "0D0BEEF4-54E4-44C1-ABB2-B89DC145E0B3", f"{FFP} modifiedOrganisms importers",
     "exporters isForCommercialUse"),
    ("8.2 domestic use", "C15E5CD8-B6F9-41AE-A09C-7EF5F73B0507", f"{FFP} modifiedOrganisms riskAssessments importers",
     "isForCommercialUse"),
    ("8.3", "8979219B-330B-424F-A52C-209D4B4B65C0", "modifiedOrganisms riskAssessments",
     "movementAllowedUnderA131A exemptedFromAIA isForCommercialUse"),
    ("8.4", "1B6F702C-0C68-4B53-BCA4-1DA4A25E23A8", "modifiedOrganisms", ""),
    ("8.5", "D698B5F7-A434-49E2-A7FF-FE869AFBEE8D", "modifiedOrganisms", "isForCommercialUse"),
    ("8.6", "83C0DBFB-AD5C-4B88-8ECE-5365991F2956", "transboundaryMovementType", "otherTransboundryInformation"),
    ("8.7", "3FF9FEB3-20FA-4287-B562-46635A1154A3", "transboundaryMovementType", "otherTransboundryInformation"),
    ("8.8", "3293477D-466D-40CB-A890-4B139BCE93AC", "", ""),
    ("8.9", "0C9BBC54-34F1-431A-A579-F018D8E5CEAD", "", ""),
    ("8.10", "8E26ACCB-3358-4BC3-8389-56AA508991E6", "", ""),
    ("8.11", "A8C8A4D9-8084-4F6E-88B7-47BA04075E40", "", ""),
    ("8.12", "2C74A444-32C1-45B0-B1AC-F419773A4A7E", "", ""),
    ("other", OTHER, "", ""),
]  # fmt: skip

# Asked whatever is decided.
COMMON = (
    "takenPriorEntryIntoForce jurisdictionsDetails modifiedOrganisms riskAssessments relevantInformation"
    " relevantDocuments notes"
)
RESULTS = [
    ("approved", "3B9ECE67-B35C-40FF-8C06-4EA5FF762899", ""),
    ("approved with conditions", "3EFF4792-A896-4DC7-9945-04FE9C8B5B4F", "conditions reasons"),
    ("prohibited", "6DD1B161-4CDB-4900-BD31-DBB97E86B2AE", "reasons"),
    ("more information asked", "8D91ACEE-C6B3-4204-8FE6-00AE424013FF", "reasons"),
    ("period extended", "19F9F13E-195E-45B5-88DD-058A07E0D6F6", "reasons extensionPeriod"),
]


def of_kind(term, **answers):
    return {"decisionTypes": [{"identifier": term}], **answers}


def needed(answers) -> set[str]:
    return {one.name for one in BIOSAFETY_DECISION if holds(one.required, answers, HERE)}


def shown(answers) -> set[str]:
    return {one.name for one in BIOSAFETY_DECISION if is_shown(one, answers, HERE)}


@pytest.mark.parametrize(("kind", "term", "needs", "opens"), KINDS, ids=[row[0] for row in KINDS])
def test_each_kind_asks_its_own_questions(kind, term, needs, opens) -> None:
    assert needed(of_kind(term)) == {*ALWAYS.split(), *needs.split()}
    assert shown(of_kind(term)) == {*ALWAYS.split(), *COMMON.split(), *needs.split(), *opens.split()}


@pytest.mark.parametrize(("kind", "term", "needs", "opens"), KINDS, ids=[row[0] for row in KINDS])
def test_what_is_needed_and_left_out_is_told(kind, term, needs, opens) -> None:
    found = problems_in(of_kind(term), BIOSAFETY_DECISION, surroundings())
    missing = {problem.field for problem in found if problem.code == "required"}
    assert missing == {*ALWAYS.split(), *needs.split()} - {"decisionTypes"}
    assert all(problem.pointer == f"/{problem.field}" for problem in found if problem.code == "required")


def test_without_a_subject_no_document_is_needed() -> None:
    assert needed({}) == set(ALWAYS.split()) - {"documents"}


def test_several_subjects_ask_the_questions_of_each() -> None:
    one, other = KINDS[0], KINDS[7]
    answers = {"decisionTypes": [{"identifier": one[1]}, {"identifier": other[1]}]}
    assert needed(answers) == needed(of_kind(one[1])) | needed(of_kind(other[1]))


@pytest.mark.parametrize("kind", KINDS[:4], ids=[row[0] for row in KINDS[:4]])
@pytest.mark.parametrize(("result", "term", "needs"), RESULTS, ids=[row[0] for row in RESULTS])
def test_the_result_decides_what_must_be_explained(kind, result, term, needs) -> None:
    plain, with_result = of_kind(kind[1]), of_kind(kind[1], decisionResult={"identifier": term})
    assert needed(with_result) - needed(plain) == set(needs.split())
    assert shown(with_result) - shown(plain) == set(needs.split())


def test_a_result_left_from_another_subject_asks_nothing() -> None:
    transit = of_kind("1B6F702C-0C68-4B53-BCA4-1DA4A25E23A8", decisionResult={"identifier": RESULTS[4][1]})
    assert not {"reasons", "extensionPeriod", "decisionResult"} & shown(transit)


def test_a_request_for_movement_names_exporter_and_importer() -> None:
    on_request = of_kind(KINDS[0][1], addressesTransboundaryMovement=True)
    assert {"exporters", "importers"} <= needed(on_request)
    assert {"receiptDate", "receiptAcknowledgementDate", "communicationDate"} <= shown(on_request)
    assert "appliesToTransboundaryMovement" not in shown(on_request)
    assert "appliesToTransboundaryMovement" in needed(of_kind(KINDS[0][1], addressesTransboundaryMovement=False))


def test_the_simplified_procedure_needs_one_of_two_boxes() -> None:
    answers = of_kind("8979219B-330B-424F-A52C-209D4B4B65C0")
    answers |= {
        "modifiedOrganisms": [reference("modifiedOrganism")],
        "riskAssessments": [reference("nationalRiskAssessment")],
    }

    def codes(**boxes):
        found = problems_in(body("biosafetyDecision", **answers, **boxes), BIOSAFETY_DECISION, surroundings())
        return [(problem.code, problem.field) for problem in found]

    assert codes() == [("any-of", "movementAllowedUnderA131A")]
    assert codes(movementAllowedUnderA131A=False, exemptedFromAIA=False) == [("any-of", "movementAllowedUnderA131A")]
    assert codes(exemptedFromAIA=True) == []
    assert codes(movementAllowedUnderA131A=True) == [("required", "appliesToSubsequentImports")]
    assert codes(movementAllowedUnderA131A=True, appliesToSubsequentImports=False) == []


def test_questions_on_the_release_are_for_unintentional_movements_only() -> None:
    questions = {"releaseInformation", "estimatedQuantities", "releaseDate", "pointOfContact"}
    movement = of_kind("83C0DBFB-AD5C-4B88-8ECE-5365991F2956")
    assert not questions & shown(movement)
    unintentional = {"identifier": "22B915C4-193E-4087-89ED-D104EEEC4330"}
    assert questions <= shown({**movement, "transboundaryMovementType": unintentional})
    assert not questions & shown(
        {**movement, "transboundaryMovementType": {"identifier": "A9A800DC-F313-4F79-B3E4-768E41088D11"}}
    )


def test_sharing_questions_follow_one_another() -> None:
    contained = "D698B5F7-A434-49E2-A7FF-FE869AFBEE8D"
    assert not {"forwardToOECD", "isForFoodSafety"} & shown(of_kind(contained))
    commercial = of_kind(contained, isForCommercialUse=True)
    assert {"forwardToOECD", "isForFoodSafety"} <= shown(commercial)
    assert {"codexConducted", "forwardToFAO"} <= shown({**commercial, "isForFoodSafety": True})
    assert not {"codexConducted", "forwardToFAO"} & shown({**commercial, "isForFoodSafety": False})


def test_an_amendment_names_what_it_amends_and_an_update_says_what_changed() -> None:
    amendment = of_kind(KINDS[9][1], isAmendment=True)
    assert {"amendedRecords", "amendmentsDetails"} <= needed(amendment)
    update = Circumstances("bch", "bj", is_published=True)
    details = BIOSAFETY_DECISION.fields["amendmentsDetails"]
    assert holds(details.required, of_kind(KINDS[9][1], isAmendment=False), update)


def test_a_decision_is_not_communicated_before_it_was_asked_for() -> None:
    parties = {"exporters": [reference("contact")], "importers": [reference("contact")]}
    asked = {"addressesTransboundaryMovement": True, "appliesToTransboundaryMovement": None, **parties}

    def codes(**days):
        found = problems_in(introduction(**asked, **days), BIOSAFETY_DECISION, surroundings())
        return [(problem.code, problem.pointer) for problem in found]

    assert codes(receiptDate="2026-01-02", communicationDate="2026-01-01") == [("out-of-order", "/communicationDate")]
    assert codes(receiptDate="2026-01-02", communicationDate="2026-01-02") == []
    assert codes(communicationDate="2026-01-01") == []
