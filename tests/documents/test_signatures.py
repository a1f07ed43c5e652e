"""Signatures of a printed contract: who signs, who has not, what came back, and chasers."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from resources_app.casework.time_limits import time_limits
from resources_app.documents.actions import print_contract_schedule, print_referral_pack
from resources_app.documents.chasing import chase_signatures
from resources_app.documents.issue_queries import issues_of
from resources_app.documents.provenance import provenance_of
from resources_app.documents.queries import document, registered_bytes
from resources_app.documents.signature_model import SignatureState, SigningParty
from resources_app.documents.signature_queries import signatures_of
from resources_app.documents.signed_copies import attach_signed, open_signed, remove_signed
from resources_app.documents.signing import (
    add_party,
    ask_signature,
    decline_signature,
    record_signature,
    reopen_signature,
    waive_signature,
)
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.foundations.working_days import add_working_days
from resources_app.printing.manner import Manner
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.model import Role


@pytest.fixture
def schedule(officer: Session, placed: str) -> str:
    return print_contract_schedule(officer, placed).reference


@pytest.fixture
def keeper(session_for: Callable[[Role], Session]) -> Session:
    """A commissioning officer, who settles how signatures stand."""
    return session_for(Role.COMMISSIONING_OFFICER)


def parties(officer: Session, reference: str) -> tuple[SigningParty, ...]:
    return signatures_of(officer.tables, document(officer.tables, reference)).parties


def states(officer: Session, reference: str) -> list[str]:
    return [str(one.state) for one in parties(officer, reference)]


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    picture = Image.new("RGB", (300, 400), "white")
    path = tmp_path / "Signed.png"
    picture.save(path)
    return path


def test_who_signs_is_taken_from_the_signature_blocks(
    officer: Session, schedule: str, placed: str, request_reference: str
) -> None:
    council, provider = parties(officer, schedule)
    assert council.party == "For Buckinghamshire Council"
    assert (provider.party, provider.name) == ("For Chiltern Hearth Ltd", "Ravi Anand")
    assert states(officer, schedule) == ["to be asked for", "to be asked for"]
    assert signatures_of(officer.tables, document(officer.tables, schedule)).words == (
        "0 of 2 signed"
    )
    # In large print it is the same version, and is not signed a second time.
    large = print_contract_schedule(officer, placed, manner=Manner(large=True)).reference
    found = signatures_of(officer.tables, document(officer.tables, large))
    assert (found.parties, found.kept_with) == ((), schedule)
    # What nobody signs has no parties.
    pack = print_referral_pack(officer, request_reference).reference
    assert parties(officer, pack) == ()


def test_a_signature_is_asked_for_given_declined_or_not_needed(
    officer: Session, keeper: Session, schedule: str
) -> None:
    today = officer.today()
    asked = ask_signature(officer, schedule, 2, email="r.anand@example.org").party
    assert (asked.state, asked.asked_on) == (SignatureState.ASKED, today)
    assert asked.due_on == add_working_days(today, 10)
    with pytest.raises(BadInput, match="before it is asked for"):
        ask_signature(officer, schedule, 1, due=today - timedelta(days=1))
    with pytest.raises(BadInput, match="still to come"):
        record_signature(keeper, schedule, 1, on=today + timedelta(days=1))
    record_signature(keeper, schedule, 1, on=today)
    with pytest.raises(Refused, match="signed on"):
        decline_signature(keeper, schedule, 1, why="No")
    with pytest.raises(BadInput, match="Say why"):
        decline_signature(keeper, schedule, 2, why=" ")
    decline_signature(keeper, schedule, 2, why="The fee is not as agreed.")
    assert states(officer, schedule) == ["signed", "declined"]
    reopened = reopen_signature(keeper, schedule, 2, why="Agreed after all.").party
    assert (reopened.state, reopened.declined_why) == (SignatureState.ASKED, "")
    with pytest.raises(Refused, match="still asked for"):
        reopen_signature(keeper, schedule, 2, why="Again")
    third = add_party(officer, schedule, "For Reading", email="lead@example.org").party
    assert (third.place, third.state) == (3, SignatureState.TO_ASK)
    waive_signature(keeper, schedule, 3, why="They share nothing of it.")
    with pytest.raises(NotFound, match="Nobody signs"):
        record_signature(keeper, schedule, 4)
    record_signature(keeper, schedule, 2)
    found = signatures_of(officer.tables, document(officer.tables, schedule))
    assert found.words == "Signed by all"


def test_a_signature_is_settled_by_who_commissions_and_asked_for_by_who_places(
    officer: Session, schedule: str, scan: Path, session_for: Callable[[Role], Session]
) -> None:
    finance = session_for(Role.FINANCE)
    before = officer.store.marker()
    with pytest.raises(Refused, match="may not ask for signatures"):
        ask_signature(finance, schedule, 2)
    with pytest.raises(Refused, match="may not ask for signatures"):
        attach_signed(finance, schedule, scan)
    for attempt in (
        lambda: record_signature(officer, schedule, 2),
        lambda: waive_signature(officer, schedule, 2, why="No need."),
        lambda: remove_signed(officer, schedule, "any", reason="Another contract's."),
    ):
        with pytest.raises(Refused, match="may not settle signatures or sign for the council"):
            attempt()
    assert officer.store.marker() == before


def test_a_later_version_takes_the_signatures_over(
    officer: Session, keeper: Session, schedule: str, placed: str
) -> None:
    ask_signature(officer, schedule, 2)
    record_signature(keeper, schedule, 1)
    key = str(officer.tables.value("SELECT id FROM ipa"))
    with officer.act("test") as act:
        act.tables.update("ipa", key, {"outcomes": "In school every day"})
    later = print_contract_schedule(officer, placed).reference
    assert later != schedule
    # What was signed stays signed; who had not is asked for the later one.
    assert states(officer, schedule) == ["signed", "not needed"]
    assert parties(officer, schedule)[1].not_needed_why == f"Superseded by {later}"
    assert states(officer, later) == ["to be asked for", "to be asked for"]


def test_a_signed_copy_is_kept_as_it_came_and_settles_who_it_shows(
    officer: Session, keeper: Session, schedule: str, scan: Path
) -> None:
    kept = attach_signed(officer, schedule, scan, places=(2,), note="By post.")
    assert kept.copy.shows == ("For Chiltern Hearth Ltd",)
    assert (kept.copy.media_type, kept.already_there) == ("image/png", False)
    assert states(officer, schedule) == ["to be asked for", "signed"]
    # The same file again is the same copy, which shows one more.
    again = attach_signed(officer, schedule, scan, places=(1, 2))
    assert (again.copy.id, again.already_there) == (kept.copy.id, True)
    assert len(again.copy.shows) == 2
    assert open_signed(officer, schedule, kept.copy.id)[1] == scan.read_bytes()
    assert "signed copy" in provenance_of(officer.tables, scan).sentence
    with pytest.raises(BadInput, match="Say why"):
        remove_signed(keeper, schedule, kept.copy.id, reason="")
    remove_signed(keeper, schedule, kept.copy.id, reason="It is another contract's.")
    assert signatures_of(officer.tables, document(officer.tables, schedule)).copies == ()
    with pytest.raises(NotFound, match="no such signed copy"):
        open_signed(officer, schedule, kept.copy.id)


@pytest.mark.parametrize(
    ("name", "made", "said"),
    [
        ("damaged.pdf", lambda _: b"%PDF-1.7\nnothing of the kind", "damaged|read"),
        ("locked.pdf", lambda content: _encrypted(content), "password|encrypted"),
        ("letter.docx", lambda _: b"PK\x03\x04 and so on", "Office document"),
        ("unsigned.pdf", lambda content: content, "nobody has signed it"),
    ],
)
def test_what_is_no_signed_copy_is_refused_with_the_reason(
    officer: Session,
    schedule: str,
    tmp_path: Path,
    name: str,
    made: Callable[[bytes], bytes],
    said: str,
) -> None:
    path = tmp_path / name
    path.write_bytes(made(registered_bytes(officer.tables, document(officer.tables, schedule))))
    before = officer.store.marker()
    with pytest.raises(BadInput, match=said) as refused:
        attach_signed(officer, schedule, path, places=(1,))
    assert refused.value.where is not None
    assert refused.value.where.file == name
    assert officer.store.marker() == before


def _encrypted(content: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="secret", owner="other", R=6))
    return out.getvalue()


def test_who_has_not_signed_is_asked_then_chased_and_stands_on_the_work_list(
    officer: Session, keeper: Session, schedule: str, clock: FixedClock, tmp_path: Path
) -> None:
    def late() -> list[tuple[str, int]]:
        return [
            (one.what, one.days_late)
            for one in time_limits(officer.tables, officer.today())
            if one.action == "chase_signatures"
        ]

    with pytest.raises(Refused, match="No e-mail address"):
        chase_signatures(officer, schedule, tmp_path)
    assert late() == []
    ask_signature(officer, schedule, 2, email="r.anand@example.org")
    clock.moment += timedelta(days=30)
    ((what, days),) = late()
    assert what == "For Chiltern Hearth Ltd: signature of a contract schedule"
    assert days > 10

    def gone(_tables: Tables) -> None:
        raise Refused("The store is on a drive that is gone.")

    # Written down together with its draft, or neither is there.
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    with pytest.raises(Refused, match="a drive that is gone"):
        chase_signatures(replace(officer, at_the_end=gone), schedule, drafts)
    assert list(drafts.iterdir()) == []
    made = chase_signatures(officer, schedule, tmp_path)
    assert made.written_to == ("For Chiltern Hearth Ltd",)
    assert made.without_address == ("For Buckinghamshire Council",)
    mail = message_from_bytes(made.files[0].path.read_bytes(), policy=default)
    assert schedule in mail["Subject"]
    assert "your signature was due" in mail["Subject"]
    body = mail.get_body()
    assert body is not None
    assert "sign the contract schedule" in body.get_content()
    assert "for Chiltern Hearth Ltd" in body.get_content()
    (attached,) = mail.iter_attachments()
    assert attached.get_content() == registered_bytes(
        officer.tables, document(officer.tables, schedule)
    )
    party = parties(officer, schedule)[1]
    assert (party.chased, party.state) == (1, SignatureState.ASKED)
    (issue,) = issues_of(officer.tables, document(officer.tables, schedule).id)
    assert (str(issue.way), issue.address) == ("e-mail", "r.anand@example.org")
    # The folder that cannot be written leaves nothing said that was not done.
    before = officer.store.marker()
    with pytest.raises(Refused, match="no folder"):
        chase_signatures(officer, schedule, tmp_path / "nowhere")
    assert officer.store.marker() == before
    record_signature(keeper, schedule, 2)
    assert late() == []
