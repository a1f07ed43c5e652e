"""Printing from the store: gathered, checked, registered, reprinted to the byte."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from datetime import timedelta

import pypdf
import pytest

from resources_app.children.actions import amend_child
from resources_app.documents.actions import (
    print_contract_schedule,
    print_referral_pack,
)
from resources_app.documents.issuing import reprint
from resources_app.documents.leaks import LeakFound
from resources_app.documents.model import Kind
from resources_app.documents.pack_checking import pack_version_now
from resources_app.documents.queries import document, documents_about
from resources_app.documents.register_queries import documents
from resources_app.documents.registering import register
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import BadInput, NotFound, Refused, StoreProblem
from resources_app.printing.manner import Manner
from resources_app.session import Session
from resources_app.team.model import Role
from tests.documents.reading import text_of

LARGE = Manner(large=True)


def test_the_anonymised_pack_says_what_is_sought_and_not_who(
    officer: Session, request_reference: str
) -> None:
    made = print_referral_pack(officer, request_reference)
    text = text_of(made.bytes)
    for said in (
        "Boy, 13, with his sister, 9",
        "Foster home; otherwise children’s home",
        "Monday 7 Dec 2026, planned",
        "Within 20 miles of HP13; not within 3 miles of SL6",
        "football, a hot lunch",
        "Going missing The child Risk present",
        "Yes, there can be",
        "Sleeps through most nights by Easter",
        "Uncontrolled if older than 28 days: after",
    ):
        assert said in text
    for hidden in (
        "Rowan",
        "Ashdown",
        "Wren",
        "Doshi",
        "2013",
        "HP13 6PG",
        "Marsh",
        "40517",
        "Hatters",
        "Maidenhead",
        "943",
    ):
        assert hidden not in text


def test_a_name_that_no_font_draws_is_said_to_be_written_in_by_hand(
    officer: Session, request_reference: str
) -> None:
    child_id = str(officer.tables.value("SELECT child_id FROM placement_request"))
    amend_child(officer, child_id, {"known_as": "བསྟན་འཛིན"})
    made = print_referral_pack(officer, request_reference, full=True, for_whom="Hearth Ltd")
    assert "known as [in Tibetan script]" in text_of(made.bytes)
    assert made.to_write_in == "Write in by hand what is in Tibetan script."


def test_the_full_pack_says_who_and_for_whom(officer: Session, request_reference: str) -> None:
    made = print_referral_pack(officer, request_reference, full=True, for_whom="Hearth Ltd")
    text = text_of(made.bytes)
    for said in (
        "Rowan Ashdown, known as Ro",
        "14 May 2013",
        "27 Hatters Rise",
        "Mina Doshi",
        "Full care order, since 1 Jun 2025",
        "Mother Lorna Ashdown",
        "Marsh Lane School",
        "It is for Hearth Ltd only",
    ):
        assert said in text
    assert document(officer.tables, made.reference).made_for == "Hearth Ltd"


def test_a_leak_stops_the_pack_and_leaves_nothing_behind(
    officer: Session, ask: Callable[..., str], named_texts: dict[str, str]
) -> None:
    reference = ask(**named_texts)
    before = officer.store.marker()
    with pytest.raises(LeakFound) as stopped:
        print_referral_pack(officer, reference)
    fields = {one.field for one in stopped.value.findings}
    assert {"Strengths and likes", "The child’s story", "What the child says"} <= fields
    assert "R••••" in str(stopped.value)
    assert "Rowan" not in str(stopped.value)
    assert "Edit the text" in str(stopped.value)
    assert officer.store.marker() == before
    assert documents(officer.tables) == []
    # A full pack names the child by design.
    assert print_referral_pack(officer, reference, full=True).version == 1


@pytest.mark.parametrize(
    "about", ["He is happy at Hazel House.", "A home in Beech Road, Amersham", "At HP65 BB now."]
)
@pytest.mark.usefixtures("placed")
def test_where_a_child_lives_now_gives_the_child_away(
    officer: Session, request_reference: str, about: str
) -> None:
    key = officer.tables.value("SELECT id FROM placement_request")
    with officer.act("edit for a test") as act:
        act.tables.update("placement_request", key, {"about": about})
    with pytest.raises(LeakFound, match="a home where a child has lived"):
        print_referral_pack(officer, request_reference)


def test_a_leak_seen_only_on_the_printed_page_rolls_the_registration_back(
    officer: Session,
    ask: Callable[..., str],
    named_texts: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second check stands by itself: here the first one is told of nothing."""
    monkeypatch.setattr("resources_app.documents.actions.check_pack", lambda *_: frozenset())
    reference = ask(**named_texts)
    with pytest.raises(LeakFound, match="On the page"):
        print_referral_pack(officer, reference)
    assert documents(officer.tables) == []
    # The reference that was taken was given back with everything else.
    assert print_referral_pack(officer, reference, full=True).reference.endswith("0001")


@pytest.mark.parametrize("worker", ["Foster", "Forster", "Home", "Preferred", "Younger"])
def test_a_worker_whose_name_is_one_of_our_words_stops_nothing(
    officer: Session, request_reference: str, worker: str
) -> None:
    """Nobody could edit “Foster home”; in free text the name is still found."""
    row = officer.tables.one("SELECT id, child_id FROM placement_request")
    assert row is not None
    with officer.act("test") as act:
        act.tables.update("child", row["child_id"], {"social_worker": f"Ama {worker}"})
    assert print_referral_pack(officer, request_reference).version == 1
    with officer.act("test") as act:
        act.tables.update("placement_request", row["id"], {"about": f"Ask Ms {worker}."})
    with pytest.raises(LeakFound, match="social worker"):
        print_referral_pack(officer, request_reference)


def test_the_same_text_is_the_same_document_and_a_changed_one_a_new_version(
    officer: Session, request_reference: str, clock: FixedClock
) -> None:
    first = print_referral_pack(officer, request_reference)
    clock.moment += timedelta(minutes=5)
    again = print_referral_pack(officer, request_reference)
    assert (again.reference, again.bytes, again.fresh) == (first.reference, first.bytes, False)
    assert not again.changes.touched
    request_id = document(officer.tables, first.reference).subject_id
    with officer.act("test") as act:
        act.tables.update("placement_request", request_id, {"care_needs": "Warmth and patience."})
    changed = print_referral_pack(officer, request_reference)
    assert (changed.version, changed.fresh) == (2, True)
    assert changed.reference != first.reference


def test_what_another_program_registered_meanwhile_is_found_and_not_registered_twice(
    session: Session, officer: Session, placed: str
) -> None:
    job = print_contract_schedule.job(officer, placed)
    theirs = print_contract_schedule(session, placed)  # by another officer, in between
    with officer.act("print_contract_schedule") as act:
        mine = register(officer, act.tables, job)
    assert (mine.reference, mine.version, mine.fresh) == (theirs.reference, 1, False)
    assert mine.bytes == theirs.bytes
    assert [one.reference for one in documents(officer.tables)] == [theirs.reference]


def test_large_print_is_the_same_version_in_another_variant(
    officer: Session, request_reference: str
) -> None:
    ordinary = print_referral_pack(officer, request_reference)
    large = print_referral_pack(officer, request_reference, manner=LARGE)
    assert (large.version, large.fresh) == (ordinary.version, True)
    assert large.reference != ordinary.reference
    assert large.pages > ordinary.pages
    kept = document(officer.tables, large.reference)
    assert (kept.variant, kept.title) == ("large", "referral pack, anonymised, large print")
    # Neither takes the other's place: each is found again.
    assert print_referral_pack(officer, request_reference).reference == ordinary.reference
    again = print_referral_pack(officer, request_reference, manner=LARGE)
    assert (again.reference, again.fresh) == (large.reference, False)
    assert pack_version_now(officer.tables, request_reference, officer.today()) == 1
    # A changed text is a new version, whichever variant is printed first.
    request_id = document(officer.tables, large.reference).subject_id
    with officer.act("test") as act:
        act.tables.update("placement_request", request_id, {"care_needs": "Warmth and patience."})
    assert pack_version_now(officer.tables, request_reference, officer.today()) == 2
    assert print_referral_pack(officer, request_reference, manner=LARGE).version == 2
    assert print_referral_pack(officer, request_reference).version == 2


def test_plain_language_is_refused_where_a_kind_of_document_has_none(
    officer: Session, request_reference: str
) -> None:
    with pytest.raises(BadInput, match="no variant in plain language"):
        print_referral_pack(officer, request_reference, manner=Manner(plain=True))


def test_a_copy_for_another_recipient_is_a_version_of_its_own(
    officer: Session, request_reference: str
) -> None:
    one = print_referral_pack(officer, request_reference, full=True, for_whom="Hearth Ltd")
    two = print_referral_pack(officer, request_reference, full=True, for_whom="Lark Care")
    assert [one.version, two.version] == [1, 2]
    again = print_referral_pack(officer, request_reference, full=True, for_whom="Hearth Ltd")
    assert again.reference == one.reference


def test_a_reprint_gives_the_registered_bytes(
    officer: Session, session: Session, request_reference: str
) -> None:
    made = print_referral_pack(officer, request_reference)
    assert reprint(session, made.reference.lower()) == made.bytes
    kept = document(officer.tables, made.reference)
    assert hashlib.sha256(made.bytes).hexdigest() == kept.sha256 == made.sha256
    assert (kept.kind, kept.pages, kept.size) == (Kind.REFERRAL_PACK, made.pages, len(made.bytes))
    assert kept.subject_reference == request_reference
    assert documents_about(officer.tables, "placement_request", kept.subject_id) == [kept]
    assert ("document", kept.id) in made.changes.touched


def test_stored_bytes_that_were_altered_are_not_handed_out(
    officer: Session, request_reference: str
) -> None:
    made = print_referral_pack(officer, request_reference)
    kept = document(officer.tables, made.reference)
    with officer.act("test") as act:
        altered = {"sha256": "0" * 64, "bytes": made.bytes + b" ", "size": len(made.bytes) + 1}
        act.tables.insert("blob", altered)
        act.tables.update("document", kept.id, {"sha256": "0" * 64})
    with pytest.raises(StoreProblem, match="not those that were registered"):
        reprint(officer, made.reference)


def test_who_may_not_print_is_told_so(
    session_for: Callable[[Role], Session], request_reference: str
) -> None:
    with pytest.raises(Refused, match="may not print documents"):
        print_referral_pack(session_for(Role.AUDITOR), request_reference)


def test_an_unknown_reference_is_a_sentence(officer: Session) -> None:
    for call in (print_referral_pack, print_contract_schedule, reprint):
        with pytest.raises(NotFound, match="There is no"):
            call(officer, "REQ-26-ZZ-9999")


@pytest.mark.parametrize("reference", ["IPA-26-A7-0001", "PLC-26-A7-0001", "PLC-26-A7-0002"])
def test_the_contract_schedule_covers_brothers_and_sisters(
    officer: Session, placed: str, reference: str
) -> None:
    made = print_contract_schedule(officer, reference)
    text = text_of(made.bytes)
    for said in (
        "Rowan Ashdown", "Wren Ashdown", "Hazel House, Ofsted URN SC093391", "Moira Lindqvist",
        "Core weekly fee", "session × 2", "£4,250.00", "Four-weekly in arrears", "28 days’ notice",
        "Full care order", "as a spot purchase", "Ravi Anand",
    ):  # fmt: skip
        assert said in text
    # 4,250.00 + 2 × 131.25 a week, and three terms of 7,000.00 in the 365 nights of the year.
    assert "Total a week £4,915.24" in text
    assert "Total for the first twelve months £256,294.64" in text
    assert "60.00 %" in text
    assert "Total paid once £250.00" in text


def test_what_is_missing_is_listed_on_the_first_page(officer: Session, placed: str) -> None:
    made = print_contract_schedule(officer, placed)
    first = " ".join(pypdf.PdfReader(io.BytesIO(made.bytes)).pages[0].extract_text().split())
    assert "To complete before signing" in first
    assert "4. Legal status and delegated authority: Delegated authority" in first
    assert "10. Payment: Invoices to" in first
    everything = text_of(made.bytes)
    assert "None" not in everything.replace("None.", "").replace("None: spot", "")


def test_an_incomplete_funding_split_is_left_to_complete(officer: Session, placed: str) -> None:
    share = officer.tables.value("SELECT id FROM ipa_funding WHERE funder = 'health'")
    with officer.act("test") as act:
        act.tables.delete("ipa_funding", share)
    text = text_of(print_contract_schedule(officer, placed).bytes)
    assert "9. Price: who pays which share" in text


def test_lines_that_have_ended_are_not_printed(
    officer: Session, put: Callable[..., str], placed: str
) -> None:
    ipa = officer.tables.value("SELECT id FROM ipa")
    put("fee_line", ipa_id=ipa, element="transport", unit="mile", quantity=40,
        amount_pence=45, start_date="2026-12-07", end_date="2026-12-07")  # fmt: skip
    assert "Transport" not in text_of(print_contract_schedule(officer, placed).bytes)


def test_an_ended_placement_prints_what_was_paid_on_its_last_night(
    officer: Session, placed: str, clock: FixedClock
) -> None:
    with officer.act("test") as act:
        for row in act.tables.rows("SELECT id FROM placement"):
            act.tables.update("placement", row["id"], {"end_date": "2027-02-01"})
        for row in act.tables.rows("SELECT id FROM fee_line"):
            act.tables.update("fee_line", row["id"], {"end_date": "2027-02-01"})
    clock.moment += timedelta(days=365)
    text = text_of(print_contract_schedule(officer, placed).bytes)
    assert "Total a week £4,915.24" in text
    assert "Last night 31 Jan 2027" in text


def test_an_agreement_without_prices_says_so_and_shows_no_noughts(
    officer: Session, placed: str
) -> None:
    with officer.act("test") as act:
        for row in act.tables.rows("SELECT id FROM fee_line"):
            act.tables.delete("fee_line", row["id"])
    text = text_of(print_contract_schedule(officer, placed).bytes)
    assert "No price is recorded" in text
    assert "9. Price: price lines" in text
    assert "£0.00" not in text


def test_a_placement_without_an_agreement_says_so(
    officer: Session, put: Callable[..., str], placed: str
) -> None:
    service = officer.tables.value("SELECT id FROM service")
    child = officer.tables.value(
        "SELECT child_id FROM placement WHERE reference = 'PLC-26-A7-0001'"
    )
    put("placement", reference="PLC-26-A7-0009", child_id=child, service_id=service,
        start_date="2025-01-06", end_date="2025-02-01", authority_code="E06000060")  # fmt: skip
    with pytest.raises(NotFound, match="has no individual placement agreement"):
        print_contract_schedule(officer, "PLC-26-A7-0009")


def test_the_signed_schedule_is_found_again_by_its_agreement(officer: Session, placed: str) -> None:
    made = print_contract_schedule(officer, placed)
    kept = document(officer.tables, made.reference)
    assert (kept.subject_reference, kept.made_for) == (placed, "Chiltern Hearth Ltd")
