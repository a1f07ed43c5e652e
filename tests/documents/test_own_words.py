"""The team's own wording: checked when it is written, printed in a new version, taken back."""

from __future__ import annotations

import pytest

from resources_app.documents.actions import print_contract_schedule, print_referral_pack
from resources_app.documents.emailing import write_mail
from resources_app.documents.kinds import KINDS
from resources_app.documents.leaks import LeakFound
from resources_app.documents.mail_words import own_mail_words
from resources_app.documents.own_words import (
    OwnWords,
    check_words,
    document_named,
    documents_worded,
    lost,
    standing,
    text_at,
)
from resources_app.documents.own_words_queries import changed_words, history_of, own_words
from resources_app.documents.queries import document
from resources_app.documents.registering import NOT_REGISTERED
from resources_app.documents.setting_words import reset_words, set_words, undo_words
from resources_app.documents.signature_queries import signing_parties
from resources_app.documents.specimens import ANEW, preview_words
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.printing.manner import Manner
from resources_app.printing.wording import names, texts_of
from resources_app.requests.queries import request
from resources_app.session import Session
from tests.documents.reading import text_of

PLAIN = Manner(plain=True)
NOTICE = "sections.notice.parts.1.clauses.0"
BELONGINGS = "sections.notice.parts.1.clauses.2"


def test_every_text_that_came_with_the_application_could_be_written_by_the_team() -> None:
    assert set(names()) == set(documents_worded())
    for name in names():
        for text in texts_of(name).values():
            check_words(name, text, text.words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Either may end it by {notice} {when}.", "nothing is filled in for that. There may be"),
        ("Either may end it by {notice} and { no more.", "brace stands alone"),
        ("Either may end it by {notice} }.", "brace stands alone"),
        ("Either may end it in 28 days.", "It lacks {notice}. Say the notice either party gives"),
        ("By {notice.__class__}.", "is no placeholder"),
        ("By {notice!r}.", "is no placeholder"),
        ("By {notice:>10}.", "is no placeholder"),
        ("By {}.", "is no placeholder"),
        (" \n", "says nothing"),
        ("By {notice}\x07.", r"control character, U\+0007"),
        ("By {notice}." + "x" * 4000, "longer than 4,000"),
    ],
)
def test_words_that_cannot_print_are_refused_with_where_and_what_would_be_right(
    words: str, said: str
) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        check_words("contract_schedule", text_at("contract_schedule", NOTICE), words)
    assert str(refused.value.where) == "Contract schedule, “Notice and ending › Clauses › 1”"


def test_what_is_advertised_can_be_used_and_a_doubled_brace_prints(
    session: Session, officer: Session, placed: str
) -> None:
    """Every placeholder that a file names is filled in by its renderer, in any of its texts."""
    every = " ".join(f"{{{name}}}" for name in text_at("contract_schedule", NOTICE).placeholders)
    set_words(session, "contract_schedule", BELONGINGS, f"All of {every} {{{{as it is}}}}.")
    text = text_of(print_contract_schedule(officer, placed).bytes)
    assert "All of Buckinghamshire Council Chiltern Hearth Ltd" in text
    assert "{as it is}." in text


def test_changed_wording_makes_a_new_version_and_the_old_one_stays(
    session: Session, officer: Session, placed: str
) -> None:
    first = print_contract_schedule(officer, placed)
    set_words(session, "contract_schedule", BELONGINGS, "What is the child’s goes with the child.")
    second = print_contract_schedule(officer, placed)
    assert (second.version, second.fresh) == (2, True)
    assert "What is the child’s goes with the child." in text_of(second.bytes)
    assert "in proper luggage" not in text_of(second.bytes)
    assert "in proper luggage" in text_of(first.bytes)
    # The words that each page has are part of it too; another document's are not.
    set_words(session, "pages", "printed", "Printed {printed_at}, by {printed_by}")
    third = print_contract_schedule(officer, placed)
    assert third.version == 3
    set_words(session, "uplift_letter", "greeting", "Good morning")
    assert print_contract_schedule(officer, placed).reference == third.reference


def test_every_change_is_kept_and_can_be_taken_back(session: Session, officer: Session) -> None:
    name = document_named("Contract schedule")
    ours = text_at(name, BELONGINGS).words
    set_words(session, name, BELONGINGS, "First.")
    set_words(session, name, BELONGINGS, "  Second.\r\nAnd more. ")
    assert changed_words(session.tables, name) == ((name, BELONGINGS, "Second.\nAnd more."),)
    assert undo_words(session, name, BELONGINGS).standing.words == "First."
    back = reset_words(session, name, BELONGINGS)
    assert (back.standing.words, back.standing.own, back.standing.undoes) == (ours, None, True)
    assert changed_words(session.tables, name) == ()
    with pytest.raises(Refused, match="stand there already"):
        reset_words(session, name, BELONGINGS)
    every = history_of(session.tables, name, BELONGINGS)
    assert [one.words for one in every] == [None, "First.", "Second.\nAnd more.", "First."]
    assert {one.changed_by for one in every} == {session.officer.name}
    # The next undo goes one change farther, until none is left.
    undone = [undo_words(session, name, BELONGINGS).standing.words for _ in range(2)]
    assert undone == ["First.", ours]
    with pytest.raises(Refused, match="no change of it to take back"):
        undo_words(session, name, BELONGINGS)
    set_words(session, name, BELONGINGS, "Another.")
    left = undo_words(session, name, BELONGINGS).standing
    assert (left.words, left.undoes) == (ours, False)
    with pytest.raises(Refused, match="may not change the wording of documents"):
        set_words(officer, name, BELONGINGS, "Third.")
    with pytest.raises(NotFound, match=r"has no text “sections\.nowhere”"):
        set_words(session, name, "sections.nowhere", "Words.")
    with pytest.raises(NotFound, match="no document “invoice” whose words"):
        document_named("invoice")


def test_a_name_typed_into_the_wording_stops_the_anonymised_pack_and_the_e_mails(
    session: Session, officer: Session, request_reference: str
) -> None:
    name = "referral_pack"
    set_words(session, name, "sections.reply.points.0", "Say whether Rowan may keep his bicycle.")
    with pytest.raises(LeakFound, match="Wording, How to reply"):
        print_referral_pack(officer, request_reference)
    undo_words(session, name, "sections.reply.points.0")
    assert print_referral_pack(officer, request_reference).version == 1
    about = request(officer.tables, request_reference)
    set_words(session, "emails", "kinds.reminder.body.2", "Rowan is still waiting.")
    with pytest.raises(Refused, match="Wording of e-mails, Reminder › Body › 3"):
        own_mail_words(officer, about)


def test_an_e_mail_says_what_the_team_wrote(session: Session) -> None:
    set_words(session, "emails", "kinds.ended.body.0", "Good morning {name}")
    values = dict.fromkeys(text_at("emails", "kinds.ended.subject").placeholders, "{Ann}")
    changed = changed_words(session.tables, "emails")
    assert write_mail("ended", "a@example.org", values, changed=changed).body.startswith(
        "Good morning {Ann}\n"
    )


def test_plain_language_says_the_same_in_other_words_and_is_not_for_signing(
    session: Session, officer: Session, placed: str
) -> None:
    ordinary = print_contract_schedule(officer, placed)
    plain = print_contract_schedule(officer, placed, manner=PLAIN)
    assert (plain.version, plain.fresh) == (ordinary.version, True)
    text = text_of(plain.bytes)
    assert "Contract schedule, in plain language" in text
    assert "Either side may end this placement by giving the other 28 days’ notice" in text
    assert "Special terms" in text  # the same in both, so written once
    assert "Nobody signs it" in text
    assert "Position" in text_of(ordinary.bytes)
    assert "Position" not in text
    waiting = signing_parties(officer.tables, document(officer.tables, ordinary.reference).id)
    assert len(waiting) == 2
    assert not signing_parties(officer.tables, document(officer.tables, plain.reference).id)
    # What the team writes stands for both, until it writes the plain text too.
    set_words(session, "contract_schedule", "sections.special.heading", "What else was agreed")
    set_words(session, "contract_schedule", f"{NOTICE}.plain", "It may end by {notice}.")
    text = text_of(print_contract_schedule(officer, placed, manner=PLAIN).bytes)
    assert "What else was agreed" in text
    assert "It may end by 28 days’ notice." in text


def test_a_text_is_seen_on_the_last_page_that_has_it_before_it_is_kept(
    session: Session, officer: Session, placed: str
) -> None:
    clause = ("contract_schedule", BELONGINGS)
    with pytest.raises(Refused, match="Nothing that says this was printed yet: contract schedule"):
        preview_words(session, *clause, "All of it goes along.")
    made = print_contract_schedule(officer, placed)
    shown = preview_words(session, *clause, "All of it goes along.")
    assert "All of it goes along." in text_of(shown.bytes)
    assert NOT_REGISTERED in text_of(shown.bytes)
    assert not changed_words(session.tables, "contract_schedule")
    assert print_contract_schedule(officer, placed).reference == made.reference
    plain = preview_words(session, "contract_schedule", f"{BELONGINGS}.plain", "It all goes along.")
    assert "Nobody signs it" in text_of(plain.bytes)
    with pytest.raises(BadInput, match="brace stands alone"):
        preview_words(session, *clause, "All of { it.")
    # With the words that are kept and printed already it is looked at all the same, and no copy.
    set_words(session, *clause, "All of it goes along.")
    made = print_contract_schedule(officer, placed)
    kept = preview_words(session, *clause, "All of it goes along.")
    assert kept.registered is not None
    assert kept.registered.reference == made.reference
    assert NOT_REGISTERED in text_of(kept.bytes)


def test_a_document_of_any_kind_can_be_seen_so() -> None:
    assert set(ANEW) == set(KINDS)


def changed_before(session: Session, key: str, words: str, replaces: str) -> OwnWords:
    """A change made under an earlier release, whose own text was `replaces`."""
    with session.act("set_wording") as act:
        act.tables.insert(
            "document_wording",
            {
                "id": session.new_id(),
                "document": "contract_schedule",
                "text_key": key,
                "words": words,
                "replaces": replaces,
                "changed_by": session.officer.id,
                "changed_at": session.stamp(),
            },
        )
    return own_words(session.tables, "contract_schedule")[0]


def test_after_an_update_the_teams_words_follow_their_text(session: Session) -> None:
    name = "contract_schedule"
    ours = text_at(name, BELONGINGS).words
    # The clause stood first, and an update put two before it.
    changed_before(session, NOTICE, "All goes with the child.", ours)
    assert changed_words(session.tables, name) == ((name, BELONGINGS, "All goes with the child."),)
    # What is done with it now is done with the same text.
    set_words(session, name, BELONGINGS, "All of it goes along.")
    assert changed_words(session.tables, name) == ((name, BELONGINGS, "All of it goes along."),)
    assert undo_words(session, name, BELONGINGS).standing.words == "All goes with the child."
    assert reset_words(session, name, BELONGINGS).standing.own is None
    assert undo_words(session, name, BELONGINGS).standing.words == "All goes with the child."
    assert undo_words(session, name, BELONGINGS).standing.words == ours
    assert changed_words(session.tables, name) == ()
    # The text behind it was changed: the team's stand, and somebody is told to look.
    changed_before(session, "sections.family.heading", "Seeing family", "Contact")
    (look,) = [one for one in standing(name, own_words(session.tables, name)) if one.problem]
    assert (look.text.key, look.words) == ("sections.family.heading", "Seeing family")
    assert "text has changed since" in look.problem
    # The text is gone.
    gone = changed_before(session, "sections.pets.heading", "Pets", "Animals")
    assert lost(name, own_words(session.tables, name)) == [gone]


def test_printing_does_not_begin_with_words_that_cannot_print(
    session: Session, officer: Session, placed: str
) -> None:
    """They may come from a colleague's laptop with another release."""
    replaces = text_at("contract_schedule", BELONGINGS).words
    changed_before(session, BELONGINGS, "All of {luggage}.", replaces)
    with pytest.raises(BadInput, match=r"Notice and ending › Clauses › 3.*{luggage}"):
        print_contract_schedule(officer, placed)
