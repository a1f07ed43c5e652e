"""A child's answers as a form gives them."""

from __future__ import annotations

import pytest

from resources_app.children.actions import record_child
from resources_app.session import Session


@pytest.fixture
def answers() -> dict[str, object]:
    return {
        "local_identifier": "40517",
        "given_name": "Rowan",
        "family_name": "Ashdown",
        "date_of_birth": "2013-05-14",
        "sex": "1",
        "ethnic_origin": "WBRI",
        "need_code": "N1",
        "home_postcode": "hp136pg",
        "family_names": ["mother: Lorna Ashdown", "grandmother: Iris Penn"],
        "social_worker": "Mina Doshi",
        "ehc_plan": True,
    }


@pytest.fixture
def rowan(session: Session, answers: dict[str, object]) -> str:
    return record_child(session, answers).id
