"""Reviewing an anonymised pack: each finding is reworded, or marked with a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from resources_app.casework.attaching import keep_with_request
from resources_app.documents.actions import print_referral_pack
from resources_app.documents.leaks import LeakFound
from resources_app.documents.pack_attaching import put_in_pack
from resources_app.documents.pack_attachment_model import NewPackAttachment, Topic
from resources_app.documents.pack_review_model import OpenFinding
from resources_app.documents.reviewing import (
    all_proposed,
    mark_finding,
    review_of,
    take_proposals,
    withdraw_mark,
    word_finding,
)
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.requests.actions import reword_request, submit_request
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.documents import odd_files as odd

ABOUT = "He and Wren lived with Iris Penn.\nHe sings and was born on 14 May 2013."


def open_in(officer: Session, reference: str) -> list[OpenFinding]:
    return list(review_of(officer.tables, officer.officer, reference, officer.today()).open)


def test_a_pack_prints_when_every_finding_is_reworded_or_marked(
    officer: Session, ask: Callable[..., str]
) -> None:
    reference = ask(
        about=ABOUT, strengths="Rowan is kind. See Ms Blount. He climbs the Rowan tree."
    )
    submit_request(officer, reference)
    first = open_in(officer, reference)
    assert [(one.found, one.proposal, one.replaces) for one in first] == [
        ("Rowan", "The child", "Rowan"),
        ("Ms Blount", "[name]", "Ms Blount"),
        ("Rowan", "the child", "the Rowan"),
        ("Wren", "his sister", "Wren"),
        ("Iris Penn", "his grandmother", "Iris Penn"),
        ("14 May 2013", "[date of birth]", "14 May 2013"),
    ]

    mark_finding(officer, reference, first[2].id, "A tree at the school gate, not the boy.")
    word_finding(officer, reference, first[1].id, "a teacher")
    preview = all_proposed(review_of(officer.tables, officer.officer, reference, officer.today()))
    done = take_proposals(officer, reference)
    texts = request(officer.tables, reference)
    assert texts.strengths == "The child is kind. See a teacher. He climbs the Rowan tree."
    assert texts.about.startswith("He and his sister lived with his grandmother.\n")
    assert [one.after for one in preview] == [
        "The child is kind. See a teacher. He climbs the Rowan tree.", texts.about,
    ]  # fmt: skip
    assert not done.review.open
    assert print_referral_pack(officer, reference).version == 1


def test_a_mark_holds_for_its_sentence_only_and_its_reason_may_not_say_the_name(
    officer: Session, ask: Callable[..., str]
) -> None:
    reference = ask(strengths="He climbs a Rowan.\nHe draws.")
    submit_request(officer, reference)
    [one] = open_in(officer, reference)
    with pytest.raises(BadInput, match="give the child away"):
        mark_finding(officer, reference, one.id, "Rowan is a tree here.")
    marked = mark_finding(officer, reference, one.id, "A tree.").review
    assert not marked.open
    assert [mark.reason for mark in marked.marks] == ["A tree."]
    [entry] = officer.tables.rows("SELECT * FROM journal_entry WHERE table_name = 'leak_mark'")
    kept = str(tuple(entry))
    assert "A tree." in kept
    assert not any(word in kept for word in ("Rowan", "climbs"))

    reword_request(
        officer, reference, {"strengths": "He climbs a Rowan.\nHe paints."}, reason="More exact."
    )
    assert open_in(officer, reference) == []
    reword_request(
        officer, reference, {"strengths": "He met a Rowan.\nHe paints."}, reason="More exact."
    )
    review = review_of(officer.tables, officer.officer, reference, officer.today())
    assert [one.found for one in review.open] == ["Rowan"]
    assert (review.marks, review.fallen) == ((), marked.marks)
    reword_request(
        officer, reference, {"strengths": "He climbs a Rowan.\nHe paints."}, reason="As it was."
    )
    assert open_in(officer, reference) == []
    withdraw_mark(officer, reference, marked.marks[0].id)
    with pytest.raises(LeakFound):
        print_referral_pack(officer, reference)


def test_what_is_recorded_of_a_child_as_it_is_recorded_only_a_manager_marks(
    officer: Session, ask: Callable[..., str], session_for: Callable[[Role], Session]
) -> None:
    reference = ask(strengths="Wren Ashdown, 14/05/2013.")
    submit_request(officer, reference)
    name, born = open_in(officer, reference)
    for one in (name, born):
        with pytest.raises(Refused, match="may not say that a recorded identifier"):
            mark_finding(officer, reference, one.id, "A singer of that name.")
    manager = session_for(Role.TEAM_MANAGER)
    left = mark_finding(manager, reference, name.id, "A singer of that name.").review.open
    assert [one.found for one in left] == ["14/05/2013"]
    with pytest.raises(NotFound, match="no open finding"):
        mark_finding(manager, reference, name.id, "Again.")


@pytest.mark.parametrize(
    ("says", "was", "is_now", "only_a_manager"),
    [
        ("Mr Kestrel", "looks like somebody’s name", "the child’s family name", False),
        ("Mr Rowan Kestrel", "the child’s given name", "the child’s full name", True),
    ],
)
def test_a_mark_falls_away_when_its_words_say_something_else_by_what_is_recorded_since(
    officer: Session,
    ask: Callable[..., str],
    says: str,
    was: str,
    is_now: str,
    only_a_manager: bool,
) -> None:
    reference = ask(strengths=f"He waves to {says}.")
    submit_request(officer, reference)
    [one] = open_in(officer, reference)
    assert (one.found, one.what) == (says, was)
    assert not mark_finding(officer, reference, one.id, "Somebody in a book.").review.open
    assert print_referral_pack(officer, reference).fresh

    child = request(officer.tables, reference).child_id
    with officer.act("test") as act:
        act.tables.update("child", child, {"family_name": "Kestrel"})
    review = review_of(officer.tables, officer.officer, reference, officer.today())
    assert (len(review.marks), len(review.fallen)) == (0, 1)
    [one] = review.open
    assert (one.found, one.what) == (says, is_now)
    assert ("for a team manager" in one.why_not_marked) is only_a_manager
    with pytest.raises(LeakFound, match=is_now):
        print_referral_pack(officer, reference)


def test_words_that_name_somebody_are_refused_and_a_draft_is_edited(
    officer: Session, ask: Callable[..., str]
) -> None:
    reference = ask(outcomes_sought=["Sees Wren weekly.", "Is at school."])
    [one] = open_in(officer, reference)
    with pytest.raises(BadInput, match="grandmother"):
        word_finding(officer, reference, one.id, "Iris Penn")
    take_proposals(officer, reference, one.id)
    asked = request(officer.tables, reference)
    assert asked.outcomes_sought == ("Sees his sister weekly.", "Is at school.")
    with pytest.raises(Refused, match="nothing to reword"):
        take_proposals(officer, reference)


def test_a_place_in_a_file_is_not_reworded_but_marked_and_the_mark_goes_with_the_file(
    officer: Session, ask: Callable[..., str], tmp_path: Path
) -> None:
    reference = ask()
    path = tmp_path / "report.pdf"
    path.write_bytes(odd.pdf_saying("Ms Blount is in the book that he likes."))
    (kept,) = keep_with_request(officer, reference, [path]).kept
    file = kept.attachment.reference
    put_in_pack(officer, reference, file, NewPackAttachment(Topic.EDUCATION))
    [one] = open_in(officer, reference)
    assert (one.found, one.finding.file) == ("Ms Blount", file)
    with pytest.raises(Refused, match="not edited here"):
        take_proposals(officer, reference, one.id)
    with pytest.raises(LeakFound):
        print_referral_pack(officer, reference)
    mark_finding(officer, reference, one.id, "Somebody in a book.")
    assert officer.tables.value("SELECT subject_table FROM leak_mark") == "pack_attachment"
    assert print_referral_pack(officer, reference).version == 1
