"""Whatever way a document leaves, what names nobody is checked again by what is known today."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from resources_app.casework.attaching import keep_with_request
from resources_app.documents.actions import print_referral_pack
from resources_app.documents.batch_saving import read_copies, save_each, save_joined
from resources_app.documents.batches import Copy
from resources_app.documents.checking_again import NoLongerSafe
from resources_app.documents.issue_queries import issues_of
from resources_app.documents.issuing import reprint, save_copy
from resources_app.documents.mailing import mail_document
from resources_app.documents.pack_attaching import put_in_pack
from resources_app.documents.pack_attachment_model import NewPackAttachment, Topic
from resources_app.documents.queries import document
from resources_app.documents.response_forms import print_response_form
from resources_app.documents.setting_words import reset_words, set_words
from resources_app.documents.signing import add_party
from resources_app.foundations.errors import KnownError, Refused
from resources_app.session import Session
from resources_app.team.model import Role
from tests.documents import odd_files as odd

_HEADING = "sections.strengths.heading"


def _called(officer: Session, nickname: str) -> None:
    """Record a nickname of the child, after the pack was printed."""
    child = officer.tables.value("SELECT child_id FROM placement_request")
    with officer.act("test") as act:
        act.tables.update("child", child, {"known_as": nickname})


def test_a_pack_that_is_no_longer_safe_leaves_by_no_way(
    officer: Session, request_reference: str, tmp_path: Path
) -> None:
    made = print_referral_pack(officer, request_reference)
    form = print_response_form(officer, request_reference)
    full = print_referral_pack(officer, request_reference, full=True).reference
    folder = tmp_path / "out"
    folder.mkdir()
    _called(officer, "Easter")  # “Sleeps through most nights by Easter”, in both of them
    ways: dict[str, Callable[[str], object]] = {
        "saved": lambda one: save_copy(officer, one, folder / "copy.pdf"),
        "mailed": lambda one: mail_document(officer, one, folder / "a.eml", to="a@hazel.example"),
        "each": lambda one: save_each(officer, [Copy(full), Copy(one)], folder),
        "joined": lambda one: save_joined(officer, [Copy(one)], folder / "all.pdf", "All"),
        "paper": lambda one: read_copies(officer, [Copy(one, "Hazel House")]),
    }
    for reference, called in ((made.reference, "pack"), (form.reference, "response form")):
        for way in ways.values():
            with pytest.raises(NoLongerSafe, match=f"of the {called} would .*\n.*nickname"):
                way(reference)
        assert issues_of(officer.tables, document(officer.tables, reference).id) == []
    assert list(folder.iterdir()) == []
    assert reprint(officer, made.reference) == made.bytes  # an officer may look at it
    for way in ways.values():  # the full pack says who the child is
        way(full)


def test_a_pack_is_checked_with_the_teams_wording_that_is_printed_in_it(
    officer: Session, session_for: Callable[[Role], Session], request_reference: str, tmp_path: Path
) -> None:
    manager = session_for(Role.TEAM_MANAGER)
    set_words(manager, "referral_pack", _HEADING, "What Marlow found")
    old = print_referral_pack(officer, request_reference).reference
    reset_words(manager, "referral_pack", _HEADING)
    new = print_referral_pack(officer, request_reference).reference
    set_words(manager, "referral_pack", _HEADING, "What Marlow found")
    _called(officer, "Marlow")
    with pytest.raises(NoLongerSafe, match="Wording, "):
        save_copy(officer, old, tmp_path / "old.pdf")
    save_copy(officer, new, tmp_path / "new.pdf")


def test_what_stands_beside_a_pack_is_checked_as_the_pack_is(
    officer: Session, session_for: Callable[[Role], Session], request_reference: str, tmp_path: Path
) -> None:
    pack = print_referral_pack(officer, request_reference).reference
    out = tmp_path / "copy"

    def mailed(name: str, to: str = "a@hazel.example") -> None:
        mail_document(officer, pack, out, to=to, name=name)

    beside: tuple[Callable[[], object], ...] = (
        lambda: save_copy(officer, pack, out, recipient="Rowan Ashdown’s aunt"),
        lambda: mailed("The Ashdown family"),
        lambda: mailed("", "rowan.ashdown@example.org"),
    )
    for leaves in beside:
        with pytest.raises(Refused, match=r"Whom it is for: .* has the child’s"):
            leaves()
    mailed("Hazel House")  # a home may be called like a home
    before = out.read_bytes()
    manager = session_for(Role.TEAM_MANAGER)
    set_words(manager, "emails", "kinds.document.body.1", "This is about Rowan. {kind} {document}")
    with pytest.raises(Refused, match="Wording of e-mails, "):
        mailed("Hazel House")
    assert out.read_bytes() == before


def test_a_file_in_a_pack_is_read_without_what_we_print_round_it(
    officer: Session, request_reference: str, tmp_path: Path
) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(odd.pdf_saying("Sleeps well since Whitsun."))
    (kept,) = keep_with_request(officer, request_reference, [path]).kept
    topic = NewPackAttachment(Topic.HEALTH)
    put_in_pack(officer, request_reference, kept.attachment.reference, topic)
    pack = print_referral_pack(officer, request_reference).reference
    _called(officer, officer.officer.name.split()[0])  # “Printed by …”, below every page
    save_copy(officer, pack, tmp_path / "copy.pdf")
    _called(officer, "Whitsun")
    with pytest.raises(NoLongerSafe, match=r"page 1: “Sleeps well since W••••••.* nickname"):
        save_copy(officer, pack, tmp_path / "copy.pdf")
    # One from before its data were kept is read page by page: the same holds.
    with officer.act("test") as act:
        key = document(act.tables, pack).id
        act.tables.update("document", key, {"frozen_sha256": None})
    with pytest.raises(NoLongerSafe, match=r"Page \d+: “.*W••••••.* nickname"):
        save_copy(officer, pack, tmp_path / "copy.pdf")
    _called(officer, officer.officer.name.split()[0])
    save_copy(officer, pack, tmp_path / "copy.pdf")


def test_nobody_is_added_who_would_sign_what_nobody_signs(
    officer: Session, request_reference: str
) -> None:
    pack = print_referral_pack(officer, request_reference).reference
    with pytest.raises(KnownError, match="Nobody signs this: referral pack, anonymised"):
        add_party(officer, pack, "Hazel House", email="ann@hazel.example")
