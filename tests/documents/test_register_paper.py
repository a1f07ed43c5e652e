"""The register on paper: each document with its SHA-256, what supersedes it, and nobody named."""

from __future__ import annotations

from datetime import timedelta

import pytest

from resources_app.documents.actions import print_contract_schedule, print_referral_pack
from resources_app.documents.model import Kind
from resources_app.documents.queries import document
from resources_app.documents.register_paper import print_register
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import BadInput
from resources_app.session import Session
from tests.conftest import TODAY
from tests.documents.reading import text_of


def in_fours(sha256: str) -> str:
    return " ".join(sha256[at : at + 4] for at in range(0, 64, 4))


def test_it_lists_what_was_printed_between_two_days(
    officer: Session, request_reference: str, placed: str, clock: FixedClock
) -> None:
    first = print_referral_pack(officer, request_reference, full=True, for_whom="Hearth Ltd")
    schedule = print_contract_schedule(officer, placed)
    clock.moment += timedelta(days=1)
    key = document(officer.tables, first.reference).subject_id
    with officer.act("reword for a test") as act:
        act.tables.update("placement_request", key, {"care_needs": "Warmth and patience."})
    second = print_referral_pack(officer, request_reference, full=True, for_whom="Hearth Ltd")
    tomorrow = TODAY + timedelta(days=1)
    made = print_register(officer, TODAY, TODAY)
    text = text_of(made.bytes)
    for said in (
        "Documents printed from 23 Nov 2026 to 23 Nov 2026",
        "In all 2 documents of",
        "1 superseded",
        f"Superseded by {second.reference}",
        in_fours(first.sha256),
        in_fours(schedule.sha256),
        placed,
    ):
        assert said in text, said
    assert in_fours(second.sha256) not in text
    for name in ("Rowan", "Ashdown", "Wren"):
        assert name not in text
    # What is asked for narrows it; a register is in no register.
    packs = text_of(print_register(officer, TODAY, tomorrow, kind=Kind.FULL_REFERRAL_PACK).bytes)
    assert in_fours(second.sha256) in packs
    assert in_fours(schedule.sha256) not in packs
    again = print_register(officer, TODAY, tomorrow, recipient="hearth ltd")
    assert print_register(officer, TODAY, tomorrow, recipient="hearth ltd").bytes == again.bytes
    assert document(officer.tables, made.reference).subject_reference == "2026-11-23 to 2026-11-23"


def test_days_without_a_document_say_so_and_days_the_wrong_way_round_are_refused(
    officer: Session,
) -> None:
    empty = text_of(print_register(officer, TODAY, TODAY).bytes)
    assert "Nothing was printed in these days" in empty
    with pytest.raises(BadInput, match="22 Nov 2026 is before 23 Nov 2026"):
        print_register(officer, TODAY, TODAY - timedelta(days=1))
