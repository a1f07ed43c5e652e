"""What is checked between a request's answers: an “other” is named, an emergency is one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from resources_app.foundations.fields import Problems
from resources_app.requests.actions import edit_draft, submit_request
from resources_app.requests.queries import request
from resources_app.session import Session


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"culturalNeeds": "Other"}, "cultural_needs_other"),
        ({"additionalSupport": "other (please specify)"}, "additional_support_other"),
        ({"communication_other": ""}, "communication_other"),
    ],
)
def test_other_is_not_submitted_without_saying_which(
    officer: Session, draft: str, given: dict[str, object], field: str
) -> None:
    edit_draft(officer, draft, given)
    with pytest.raises(Problems) as caught:
        submit_request(officer, draft)
    assert [one.name for one in caught.value.problems] == [field]
    edit_draft(officer, draft, {field: "A place to pray."})
    submit_request(officer, draft)


def test_an_emergency_is_a_child_who_must_move_today_or_tomorrow(
    officer: Session, draft: str
) -> None:
    today = officer.today()
    for days in (0, 1):
        day = (today + timedelta(days=days)).isoformat()
        edit_draft(officer, draft, {"urgency": "emergency", "needed_by_date": day})
    with pytest.raises(Problems, match="25 Nov 2026 is no emergency"):
        edit_draft(officer, draft, {"needed_by_date": (today + timedelta(days=2)).isoformat()})
    # What was planned long ago may become one.
    edit_draft(officer, draft, {"received_on": "2026-10-01"})
    assert request(officer.tables, draft).urgency == "emergency"
