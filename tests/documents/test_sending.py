"""Who was sent which version of the pack when: at a release, after a rewording, as a reminder."""

from __future__ import annotations

import email
import hashlib
import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest

from resources_app.casework.time_limits import time_limits
from resources_app.casework.worklist_rest import rest_lists
from resources_app.documents.batch_choosing import packs_of_release
from resources_app.documents.batch_saving import save_each
from resources_app.documents.batches import print_batch
from resources_app.documents.checking_again import NoLongerSafe
from resources_app.documents.leaks import LeakFound
from resources_app.documents.model import Kind
from resources_app.documents.provenance import provenance_of
from resources_app.documents.queries import documents_about
from resources_app.documents.sending import drafts_again, remind, send_pack, send_request
from resources_app.documents.sending_model import Purpose, Sending, Way
from resources_app.documents.sending_queries import sendings_of
from resources_app.documents.setting_words import set_words
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import NotFound, Refused
from resources_app.providers.actions import set_referral_contact
from resources_app.requests.actions import (
    authorise_request,
    create_request,
    record_response,
    reword_request,
    submit_request,
)
from resources_app.requests.model import ResponseKind, Rung, State
from resources_app.requests.offer_queries import releases
from resources_app.requests.queries import request
from resources_app.session import Session
from tests.documents.conftest import SAFE_TEXTS
from tests.requests.conftest import head, market, officer, whole
from tests.requests.market import HASTE, Market

__all__ = ["head", "market", "officer", "whole"]


@pytest.fixture
def asked(
    officer: Session, head: Session, whole: dict[str, Any], market: Market, session: Session
) -> str:
    """A searched request whose texts name nobody; one home of tier 1 has no referral address."""
    whole["request"] |= SAFE_TEXTS
    reference = create_request(officer, whole).reference
    submit_request(officer, reference)
    authorise_request(head, reference)
    market.search(officer, reference, "own", "first", "also first", "second")
    for name in ("own", "first", "second"):
        address = f"{name}@homes.example"
        set_referral_contact(session, market.urn(name), name=f"Ann {name}", email=address)
    return reference


def told(session: Session, reference: str) -> list[Sending]:
    return sendings_of(session.tables, request(session.tables, reference).id)


def test_a_round_goes_out_with_one_pack_and_says_who_was_sent_it(
    officer: Session, session: Session, asked: str, market: Market, tmp_path: Path
) -> None:
    own = send_request(officer, asked, Rung.IN_HOUSE)
    first = send_request(officer, asked, Rung.TIER_1, skipped_reason=HASTE)
    assert first.post.to == ("Service first",)
    assert first.post.without_address == ("Service also first",)
    # The same text, so the same version, however many rounds and homes.
    form, pack = documents_about(officer.tables, "placement_request", told_id(officer, asked))
    assert (form.kind, form.version) == (Kind.RESPONSE_FORM, 1)
    assert (first.post.document, first.post.version) == (pack.reference, 1)
    assert own.post.document == pack.reference
    rounds = releases(officer.tables, told_id(officer, asked))
    assert [one.pack_document_id for one in rounds] == [pack.id, pack.id]
    sent = told(officer, asked)
    assert [(one.service_name, one.purpose, one.version, one.address) for one in sent] == [
        ("Service own", Purpose.REFERRAL, 1, "own@homes.example"),
        ("Service first", Purpose.REFERRAL, 1, "first@homes.example"),
    ]
    assert {(one.sent_by, one.way, one.document) for one in sent} == {
        ("Amina Khan", Way.EMAIL, pack.reference)
    }
    (draft,) = first.post.save(tmp_path)
    message = email.message_from_bytes(draft.path.read_bytes())
    assert message["To"] == "Ann first <first@homes.example>"
    assert "reply by 26 Nov 2026" in message["Subject"]
    files = [part.get_filename() for part in message.walk() if part.get_filename()]
    assert [name.split()[0] for name in files] == [pack.reference, form.reference]
    # Each has a copy of its own, which says whom it went to; written again it is the same.
    attachment, _ = first.post.mails[0][1].attachments
    assert hashlib.sha256(attachment.content).hexdigest() == sent[1].copy_sha256
    assert len({sent[0].copy_sha256, sent[1].copy_sha256, pack.sha256}) == 3
    page = pypdf.PdfReader(io.BytesIO(attachment.content)).pages[-1]
    assert "Copy for Service first · " in page.extract_text()
    (tmp_path / "found.pdf").write_bytes(attachment.content)
    said = provenance_of(officer.tables, tmp_path / "found.pdf").sentence
    assert f"the copy of {pack.reference}" in said
    assert "that went out to Service first on " in said
    again_written = {mail.to: mail for _, mail in drafts_again(officer, asked)}
    assert again_written["first@homes.example"].attachments[0] == attachment
    # Asked again within the day, nothing is sent twice.
    again = send_request(officer, asked, Rung.TIER_1)
    assert (again.post.to, again.released.id) == ((), first.released.id)
    assert len(told(officer, asked)) == 2
    # An address that is found out later: only that home has not had it.
    set_referral_contact(session, market.urn("also first"), name="", email="also@homes.example")
    late = send_pack(officer, asked)
    assert late.to == ("Service also first",)
    assert told(officer, asked)[-1].purpose is Purpose.REFERRAL
    with pytest.raises(Refused, match="has version 1 of the pack already"):
        send_pack(officer, asked)
    assert {mail.to for _, mail in drafts_again(officer, asked)} == {
        "own@homes.example", "first@homes.example", "also@homes.example",
    }  # fmt: skip


def test_a_pack_that_gives_the_child_away_is_not_sent(
    officer: Session, asked: str, named_texts: dict[str, Any]
) -> None:
    reword_request(officer, asked, {"about": named_texts["about"]}, reason="For a test.")
    with pytest.raises(LeakFound):
        send_request(officer, asked, Rung.IN_HOUSE)
    one = request(officer.tables, asked)
    assert one.state is State.AUTHORISED
    assert not releases(officer.tables, one.id)
    assert not documents_about(officer.tables, "placement_request", one.id)
    # By telephone no pack is handed over.
    rung = send_request(officer, asked, Rung.IN_HOUSE, way=Way.TELEPHONE)
    assert (rung.post.document, rung.post.mails) == ("", ())
    (said,) = told(officer, asked)
    assert (said.way, said.document, said.version, said.address) == (Way.TELEPHONE, "", 0, "")


def test_nothing_is_registered_where_the_form_that_goes_with_the_pack_names_the_child(
    officer: Session, session: Session, asked: str
) -> None:
    set_words(session, "response_form", "who_heading", "1. Who would care for Rowan")
    with pytest.raises(LeakFound, match="Wording, "):
        send_request(officer, asked, Rung.IN_HOUSE)
    assert not documents_about(officer.tables, "placement_request", told_id(officer, asked))
    assert not releases(officer.tables, told_id(officer, asked))


def test_a_new_version_goes_to_all_who_had_the_old_one_and_have_not_declined(
    officer: Session, asked: str, market: Market
) -> None:
    send_request(officer, asked, Rung.IN_HOUSE)
    send_request(officer, asked, Rung.TIER_1, skipped_reason=HASTE, way=Way.PORTAL)
    record_response(officer, asked, market.ids["own"], ResponseKind.DECLINE, reason="no-place")
    reword_request(officer, asked, {"care_needs": "A calm bedtime."}, reason="Shorter.")
    post = send_pack(officer, asked)
    assert (post.version, post.to) == (2, ("Service first",))
    assert post.without_address == ("Service also first",)
    last = told(officer, asked)[-1]
    assert (last.purpose, last.version) == (Purpose.NEW_PACK, 2)
    assert "destroy the earlier one" in post.mails[0][1].body


def test_a_pack_that_was_safe_when_it_was_printed_is_checked_again_before_it_leaves_again(
    officer: Session, asked: str
) -> None:
    send_request(officer, asked, Rung.TIER_1, skipped_reason=HASTE)
    assert drafts_again(officer, asked)
    child = request(officer.tables, asked).child_id
    with officer.act("test") as act:  # a nickname that stands in the pack: “has football”
        act.tables.update("child", child, {"known_as": "Football"})
    before = officer.store.marker()
    for again in (remind, drafts_again):
        with pytest.raises(NoLongerSafe) as refused:
            again(officer, asked)
        told_to = str(refused.value)
        assert "1 place in version 1 of the pack" in told_to
        assert "has the child’s nickname" in told_to
        assert "ootball" not in told_to
        assert "request send-pack" in told_to
    assert officer.store.marker() == before
    assert remind(officer, asked, way=Way.TELEPHONE).to  # by word nothing leaves

    mended = {"strengths": "He is funny and kind to animals."}
    reword_request(officer, asked, mended, reason="His nickname.")
    send_pack(officer, asked)
    assert remind(officer, asked).mails
    assert drafts_again(officer, asked)


def test_only_who_has_not_answered_is_reminded_and_that_is_kept(
    officer: Session, asked: str, market: Market, clock: FixedClock
) -> None:
    send_request(officer, asked, Rung.IN_HOUSE)
    send_request(officer, asked, Rung.TIER_1, skipped_reason=HASTE)
    record_response(officer, asked, market.ids["own"], ResponseKind.QUERY, note="Which school?")
    assert owed(officer) == [("2 replies of tier 1 (round 2)", date(2026, 11, 26), 0)]
    post = remind(officer, asked)
    assert (post.to, post.without_address) == (("Service first",), ("Service also first",))
    assert post.mails[0][1].attachments  # the pack that they were sent
    last = told(officer, asked)[-1]
    assert (last.purpose, last.sent_at) == (Purpose.REMINDER, clock.now())
    clock.moment += timedelta(days=7)
    # Who has no address was not reminded; the round was, as far as it could be.
    assert owed(officer) == [
        ("2 replies of tier 1 (round 2), reminded 23 Nov 2026", date(2026, 11, 26), 4)
    ]
    (row,) = [one for one in rest_lists(officer.tables, officer.officer, officer.today()).due
              if one.deed == "remind"]  # fmt: skip
    assert row.record == asked
    for name in ("first", "also first"):
        record_response(officer, asked, market.ids[name], ResponseKind.DECLINE, reason="no-place")
    with pytest.raises(Refused, match="Everybody who was asked has answered"):
        remind(officer, asked)
    assert owed(officer) == []


def owed(session: Session) -> list[tuple[str, date, int]]:
    """The replies that are late or due soon, as Today and the list of breaches have them."""
    found = time_limits(session.tables, session.today())
    return [(one.what, one.due_on, one.days_late) for one in found if one.action == "remind"]


def told_id(session: Session, reference: str) -> str:
    return request(session.tables, reference).id


def test_the_packs_of_a_round_are_one_document_and_a_marked_copy_for_each_home(
    officer: Session, asked: str, tmp_path: Path
) -> None:
    send_request(officer, asked, Rung.IN_HOUSE)
    sent = send_request(officer, asked, Rung.TIER_1, skipped_reason=HASTE)
    made = print_batch(officer, packs_of_release(officer, asked, 2))
    homes = ["Service also first", "Service first"]
    # The pack that went out, found again; not a version for each.
    assert [(one.reference, one.to, one.fresh) for one in made.documents] == [
        (sent.post.document, home, False) for home in homes
    ]
    saved = save_each(officer, made.copies, tmp_path)
    for home, file in zip(homes, saved.files, strict=True):
        assert home in file.name
        assert home in " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
        assert provenance_of(officer.tables, file).document is not None
    with pytest.raises(NotFound, match="Its rounds: 1, 2"):
        packs_of_release(officer, asked, 3)
