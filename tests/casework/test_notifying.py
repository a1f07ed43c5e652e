"""Those who are told of a placement: by name, with a letter or an e-mail, and the proof."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from resources_app.documents.notifying import notification_mail, print_notification
from resources_app.documents.queries import document, documents_of_child
from resources_app.foundations.errors import BadInput, Refused
from resources_app.placements.actions import (
    add_recipient,
    complete_duty,
    name_recipient,
    place_child,
    send_notification,
    waive_notification,
)
from resources_app.placements.duty_queries import duties_of, find_duty
from resources_app.placements.model import PlacementTerms
from resources_app.placements.notification_queries import (
    Notification,
    find_notification,
    notifications_about,
)
from resources_app.placements.queries import placement_by_reference
from resources_app.placements.recipients import Recipient
from resources_app.session import Session
from tests.casework.conftest import START, Steps


@pytest.fixture
def told(officer: Session, steps: Steps) -> dict[str, list[Notification]]:
    """Everybody who is told of a new placement, by the code of the duty."""
    made = place_child(officer, steps.approved(), PlacementTerms(START))
    found: dict[str, list[Notification]] = {}
    placement = placement_by_reference(officer.tables, made.reference)
    for one in notifications_about(officer.tables, placement.id):
        found.setdefault(one.duty, []).append(one)
    return found


def test_each_is_told_alone_and_the_duty_is_done_with_the_last(
    officer: Session, told: dict[str, list[Notification]]
) -> None:
    assert [one.addressee for one in told["start: child"]] == ["Rowan Ashdown"]
    health = told["start: health"]
    assert len(health) == 2  # a board for each of the two areas
    today = officer.today()
    yesterday = today - timedelta(days=1)
    send_notification(officer, health[0].id, yesterday, how="e-mail", proof="MSG-1")
    assert find_duty(officer.tables, health[0].duty_id).open
    with pytest.raises(Refused, match="was told on 22 Nov 2026"):
        send_notification(officer, health[0].id, today)
    with pytest.raises(BadInput, match="needs a reason"):
        waive_notification(officer, health[1].id, " ")
    waive_notification(officer, health[1].id, "The same board.")
    duty = find_duty(officer.tables, health[0].duty_id)
    assert (duty.done_on, duty.how, duty.proof) == (yesterday, "e-mail", "MSG-1")
    with pytest.raises(Refused, match="is done"):
        add_recipient(officer, duty.id, Recipient("Somebody"))


def test_whoever_is_not_on_record_is_named_first(
    officer: Session, told: dict[str, list[Notification]]
) -> None:
    placement = placement_by_reference(officer.tables, told["start: child"][0].placement_reference)
    plan = next(one for one in duties_of(officer.tables, placement.id) if one.code == "plan")
    with pytest.raises(Refused, match="is not done by telling anybody"):
        add_recipient(officer, plan.id, Recipient("Somebody"))
    parents = told["start: parents"][0]
    added = add_recipient(officer, parents.duty_id, Recipient("Ivor Ashdown")).notification
    with pytest.raises(BadInput, match="is not an e-mail address"):
        name_recipient(officer, added.id, Recipient("Ivor Ashdown", email="ivor"))
    with pytest.raises(BadInput, match="Nobody is named"):
        name_recipient(officer, added.id, Recipient(" "))
    # Said of the whole duty: then everybody who was not told yet was.
    complete_duty(officer, parents.duty_id, officer.today(), how="letter", proof="BOOK-3")
    assert find_notification(officer.tables, added.id).proof == "BOOK-3"


def test_the_letter_is_registered_once_and_kept_as_proof_and_the_e_mail_carries_it(
    officer: Session, told: dict[str, list[Notification]]
) -> None:
    school = told["start: school"][0]
    letter = print_notification(officer, school.id).document
    assert letter.fresh
    assert find_notification(officer.tables, school.id).document == letter.reference
    assert not print_notification(officer, school.id).document.fresh
    registered = document(officer.tables, letter.reference)
    assert registered.subject_reference == school.placement_reference
    child_id = placement_by_reference(officer.tables, school.placement_reference).child_id
    assert registered in documents_of_child(officer.tables, child_id)
    with pytest.raises(BadInput, match="no e-mail address"):
        notification_mail(officer, school.id)
    name_recipient(officer, school.id, Recipient("Ms Bell", "Alder School", "bell@example.org"))
    mail = message_from_bytes(notification_mail(officer, school.id).content, policy=default)
    assert "Rowan" not in mail["Subject"]
    assert mail["To"] == '"Ms Bell, Alder School" <bell@example.org>'
    assert [part.get_content_type() for part in mail.iter_attachments()] == ["application/pdf"]
    send_notification(officer, school.id, officer.today(), how="e-mail")
    kept = find_notification(officer.tables, school.id)
    assert find_duty(officer.tables, school.duty_id).proof == kept.document
