"""The register of documents: searched, superseded, told from a file in hand, and what was sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from resources_app.documents.actions import print_contract_schedule, print_referral_pack
from resources_app.documents.issue_model import Handing, Way
from resources_app.documents.issue_queries import issues_of
from resources_app.documents.issuing import note_issue, save_copy
from resources_app.documents.mailing import mail_document
from resources_app.documents.model import Kind
from resources_app.documents.notifying import print_notification, save_notification_mail
from resources_app.documents.provenance import provenance_of
from resources_app.documents.queries import document
from resources_app.documents.register_model import Sought
from resources_app.documents.register_queries import documents, register_page
from resources_app.documents.sent_model import SentSought
from resources_app.documents.sent_queries import what_was_sent
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import BadInput, Refused
from resources_app.session import Session


@pytest.fixture
def printed(
    officer: Session, clock: FixedClock, placed: str, request_reference: str
) -> dict[str, str]:
    """References: the anonymised pack twice, the full one for two, a schedule, over three days."""
    made = {"first": print_referral_pack(officer, request_reference).reference}
    clock.moment += timedelta(days=1)
    key = officer.tables.value("SELECT id FROM placement_request")
    with officer.act("test") as act:
        act.tables.update("placement_request", key, {"care_needs": "Warmth and patience."})
    made["second"] = print_referral_pack(officer, request_reference).reference
    for name in ("Hearth Ltd", "Lark_Care 100%"):
        pack = print_referral_pack(officer, request_reference, full=True, for_whom=name)
        made[name] = pack.reference
    clock.moment += timedelta(days=1)
    made["schedule"] = print_contract_schedule(officer, placed).reference
    return made


def found(of: Session, /, **sought: object) -> list[str]:
    page = register_page(of.tables, Sought(**sought))  # type: ignore[arg-type]
    assert page.total == len(page.documents)
    return [one.reference for one in page.documents]


def test_a_later_version_to_the_same_recipient_supersedes(
    officer: Session, printed: dict[str, str]
) -> None:
    assert document(officer.tables, printed["first"]).superseded_by == printed["second"]
    # What was made out to somebody else says nothing against it.
    for standing in ("second", "Hearth Ltd", "Lark_Care 100%", "schedule"):
        assert document(officer.tables, printed[standing]).superseded_by == ""
    assert printed["first"] not in found(officer, current=True)
    assert len(found(officer, current=True)) == 4


def test_the_register_is_searched_by_what_people_know(
    officer: Session, printed: dict[str, str], request_reference: str, clock: FixedClock
) -> None:
    assert found(officer) == [
        printed[one] for one in ("schedule", "Lark_Care 100%", "Hearth Ltd", "second", "first")
    ]
    assert found(officer, words="ipa-26 SCHEDULE") == [printed["schedule"]]
    assert len(found(officer, words=request_reference)) == 4
    assert found(officer, words="nobody") == []
    assert found(officer, kind=Kind.CONTRACT_SCHEDULE) == [printed["schedule"]]
    # Signs that a search could read as wild are letters like others.
    assert found(officer, recipient="k_care 100%") == [printed["Lark_Care 100%"]]
    assert found(officer, recipient="%") == [printed["Lark_Care 100%"]]
    today = clock.today()
    assert found(officer, first=today) == [printed["schedule"]]
    assert found(officer, last=today - timedelta(days=2)) == [printed["first"]]
    assert found(officer, officer=officer.officer.id, words="anonymised") == [
        printed["second"], printed["first"],
    ]  # fmt: skip
    assert found(officer, officer="somebody") == []
    page = register_page(officer.tables, Sought(words="pack"), limit=2, offset=1)
    assert (page.total, [one.made_for for one in page.documents]) == (4, ["Hearth Ltd", ""])


def test_a_file_in_hand_is_told_from_its_bytes(
    officer: Session, printed: dict[str, str], tmp_path: Path
) -> None:
    plain, locked, other = (tmp_path / f"{one}.pdf" for one in ("plain", "locked", "other"))
    save_copy(officer, printed["first"], plain)
    save_copy(officer, printed["first"], locked, password="three plain words", recipient="Lark")
    other.write_bytes(plain.read_bytes() + b"\n")

    asked = provenance_of(officer.tables, plain)
    assert (asked.registered, asked.document) == (True, document(officer.tables, printed["first"]))
    assert "to the byte as it was registered" in asked.sentence
    assert f"superseded by {printed['second']}" in asked.sentence
    asked = provenance_of(officer.tables, locked)
    assert asked.document is not None
    assert (asked.registered, asked.document.reference) == (False, printed["first"])
    assert "encrypted copy" in asked.sentence
    assert "for Lark on" in asked.sentence
    asked = provenance_of(officer.tables, other)
    assert (asked.document, asked.issues) == (None, ())
    assert "does not know this file" in asked.sentence
    with pytest.raises(BadInput, match="cannot be read"):
        provenance_of(officer.tables, tmp_path / "nowhere.pdf")


def test_what_was_sent_is_one_list_whoever_wrote_it_down(
    officer: Session,
    printed: dict[str, str],
    put: Callable[..., str],
    clock: FixedClock,
    tmp_path: Path,
) -> None:
    tables = officer.tables
    service = tables.one("SELECT id, provider_id, name FROM service")
    asked = tables.one("SELECT id, child_id FROM placement_request")
    held = tables.value("SELECT id FROM placement ORDER BY reference LIMIT 1")
    assert service is not None
    assert asked is not None
    release = put("release", request_id=asked["id"], round_number=1, rung="spot",
                  released_at=officer.stamp(), released_by=officer.officer.id,
                  reply_due="2026-12-01")  # fmt: skip
    part = put("release_recipient", release_id=release, service_id=service["id"])
    put("sending", recipient_id=part, document_id=document(tables, printed["second"]).id,
        purpose="referral", way="e-mail", address="hazel@example.org", sent_at=officer.stamp(),
        sent_by=officer.officer.id)  # fmt: skip
    clock.moment += timedelta(hours=1)
    note_issue(officer, printed["schedule"], Handing(Way.POST, "Chiltern Hearth Ltd", "Mill Yard"))
    save_copy(officer, printed["first"], tmp_path / "mine.pdf")  # for nobody: it was not sent
    clock.moment += timedelta(days=1)
    duty = put("duty", placement_id=held, duty="start: school", due_on="2026-12-14")
    put("notification", duty_id=duty, addressee="Ms Bell", organisation="Alder School",
        email="bell@example.org", sent_on=clock.today().isoformat(), sent_by=officer.officer.id,
        how="letter")  # fmt: skip

    def sent(**sought: object) -> list[tuple[str, str, str]]:
        page = what_was_sent(tables, SentSought(**sought))  # type: ignore[arg-type]
        assert page.total == len(page.sent)
        return [(one.recipient, one.what, one.document) for one in page.sent]

    told = ("Ms Bell, Alder School", "notification of a placement", "")
    posted = ("Chiltern Hearth Ltd", "contract schedule", printed["schedule"])
    referred = ("Hazel House", "referral", printed["second"])
    assert sent() == [told, posted, referred]
    assert sent(child_id=asked["child_id"]) == [told, posted, referred]
    assert sent(child_id="another") == []
    assert sent(provider_id=service["provider_id"]) == [posted, referred]
    assert sent(to="hazel@") == [referred]
    assert sent(to="alder") == [told]
    day: date = clock.today() - timedelta(days=1)
    assert sent(first=day, last=day) == [posted, referred]
    assert [one.at is None for one in what_was_sent(tables, SentSought()).sent] == [
        True, False, False,
    ]  # fmt: skip
    assert [one.what for one in what_was_sent(tables, SentSought(), limit=1, offset=1).sent] == [
        "contract schedule"
    ]
    assert documents(tables, limit=1)[0].reference == printed["schedule"]
    # A document's own page knows of the round too.
    (issue,) = issues_of(tables, document(tables, printed["second"]).id)
    assert (issue.way, issue.recipient, issue.note) == (
        Way.RELEASE, "Hazel House", "referral, e-mail",
    )  # fmt: skip
    assert issue.sha256 == document(tables, printed["second"]).sha256


def test_a_letter_counts_as_sent_once_to_whom_it_was_for_and_again_to_anybody_else(
    officer: Session, placed: str, put: Callable[..., str], tmp_path: Path
) -> None:
    held = officer.tables.value("SELECT id FROM placement ORDER BY reference LIMIT 1")
    duty = put("duty", placement_id=held, duty="start: school", due_on="2026-12-14")
    told = put("notification", duty_id=duty, addressee="Ms Bell", organisation="Alder School",
               email="bell@example.org")  # fmt: skip
    with pytest.raises(Refused, match="no folder"):
        save_notification_mail(officer, told, tmp_path / "none" / "bell.eml")
    assert not documents(officer.tables, Sought(kind=Kind.NOTIFICATION))  # refused beforehand
    letter = print_notification(officer, told).document.reference
    save_notification_mail(officer, told, tmp_path / "bell.eml")
    save_copy(officer, letter, tmp_path / "bell.pdf")

    def sent() -> list[str]:
        found = what_was_sent(officer.tables, SentSought()).sent
        assert {one.document for one in found} == {letter}
        return sorted(one.address for one in found)

    assert sent() == ["bell.pdf", "bell@example.org"]  # copies, of a letter not yet said to be sent
    with officer.act("test") as act:
        day = officer.today().isoformat()
        act.tables.update("notification", told, {"sent_on": day, "how": "e-mail"})
    assert sent() == ["bell@example.org"]
    mail_document(officer, letter, tmp_path / "head.eml", to="head@example.org")
    note_issue(officer, letter, Handing(Way.POST, "Mr Yew", "2 Mill Yard"))
    assert sent() == ["2 Mill Yard", "bell@example.org", "head@example.org"]
