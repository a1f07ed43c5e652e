"""A preview is what would be printed, says on its pages that it is none, and leaves nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from resources_app.documents.actions import print_contract_schedule, print_referral_pack
from resources_app.documents.leaks import LeakFound
from resources_app.documents.register_queries import documents
from resources_app.documents.registering import NOT_REGISTERED
from resources_app.session import Session
from tests.documents.reading import text_of


def test_a_preview_shows_what_would_be_printed_and_registers_nothing(
    officer: Session, placed: str
) -> None:
    seen = print_contract_schedule.preview(officer, placed)
    assert (seen.name, seen.version, seen.registered) == ("Contract schedule", 1, None)
    text = text_of(seen.bytes)
    # On every page: where the reference will be, along the margin, and across in grey.
    assert text.count(NOT_REGISTERED) == 3 * seen.pages
    assert "DOC-" not in text
    assert "Chiltern Hearth Ltd" in text
    assert documents(officer.tables) == []

    made = print_contract_schedule(officer, placed)
    assert made.fresh
    assert (made.version, made.pages) == (seen.version, seen.pages)
    said = [line for line in text_of(made.bytes).split() if line not in made.reference]
    assert [word for word in said if word not in text] == []


def test_a_preview_of_what_is_registered_unchanged_names_it_and_is_no_copy_of_it(
    officer: Session, placed: str
) -> None:
    made = print_contract_schedule(officer, placed)
    seen = print_contract_schedule.preview(officer, placed)
    assert seen.registered is not None
    assert seen.registered.reference == made.reference
    assert (seen.version, seen.pages) == (made.version, made.pages)
    # A copy of it leaves by another door, where it is checked and written down.
    text = text_of(seen.bytes)
    assert text.count(NOT_REGISTERED) == 3 * seen.pages
    assert made.reference not in text


def test_a_preview_gives_a_child_away_as_little_as_the_pack(
    officer: Session, ask: Callable[..., str], named_texts: dict[str, str]
) -> None:
    reference = ask(**named_texts)
    with pytest.raises(LeakFound):
        print_referral_pack.preview(officer, reference)
    full = print_referral_pack.preview(officer, reference, full=True)
    assert "Ashdown" in text_of(full.bytes)
