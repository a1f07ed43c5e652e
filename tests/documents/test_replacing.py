"""What is proposed in the place of a finding reads as a person would write it."""

from __future__ import annotations

import pytest

from resources_app.documents.leaks import find_leaks
from resources_app.documents.replacing import around, propose, rewritten
from resources_app.documents.secrets import secrets_of
from tests.documents.leak_people import FAMILIES

PEOPLE = FAMILIES["james"]
SECRETS = secrets_of(PEOPLE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Esther likes dogs.", "The child likes dogs."),
        ("At home Esther’s dog waits.", "At home the child’s dog waits."),
        ("At home Esthers dog waits.", "At home the child’s dog waits."),
        ("She and Mohammed share a room.", "She and her brother share a room."),
        ("Her brother Mohammed is nine.", "Her brother is nine."),
        ("Her brother’s room: Mohammed’s.", "Her brother’s room: her brother’s."),
        ("Her mother, Siobhán O'Connor-James, agrees.", "Her mother agrees."),
        ("Her mother Siobhan’s flat is small.", "Her mother’s flat is small."),
        ("Krzysztof must not know.", "Her stepfather must not know."),
        ("Ask Rayan Palmer first.", "Ask the social worker first."),
        ("Mr Palmer visits.", "The social worker visits."),
        ("Her social worker, Rayan Palmer, visits.", "Her social worker visits."),
        ("The James family is near.", "The child family is near."),
        ("She was born on 22 March 2010.", "She was born on [date of birth]."),
        ("She lives near HP11 1GE.", "She lives near HP11."),
        ("She goes to Kingswood Vale.", "She goes to a primary school in the area."),
        ("Thornhill Academy took her.", "A school in the area took her."),
        ("She saw Dr Lindqvist.", "She saw a doctor."),
        ("She lived at 15 Juniper Road.", "She lived at her home address."),
        ("She lived at The Larches.", "She lived at a home where she lived before."),
        ("Ring 07700 900123 first.", "Ring [telephone number] first."),
    ],
)
def test_the_words_fit_where_they_stand(text: str, said: str) -> None:
    found = find_leaks([("Care", text)], SECRETS)
    assert found
    assert rewritten(text, [propose(one, PEOPLE.child) for one in found]) == said


def test_of_two_proposals_for_the_same_words_the_first_is_written() -> None:
    found = find_leaks([("Care", "Her brother, Mohammed, and Esther play.")], SECRETS)
    proposals = [propose(one, PEOPLE.child) for one in found]
    assert rewritten(found[0].text, [*proposals, proposals[0]]) == (
        "Her brother and the child play."
    )


def test_the_words_about_a_place_stay_within_its_line() -> None:
    text = "Nothing here.\nShe and Esther play outside.\nNor here."
    place = (text.index("Esther"), text.index("Esther") + 6)
    assert around(text, place, 80) == ("She and ", " play outside.")
    assert around(text, place, 4) == ("…and ", " pla…")
