"""The review of an anonymised pack, finding by finding: take what is proposed, write something
else, or say with a reason that a place does not give the child away.

Texts are changed by the request's own ways (the draft is edited, a submitted request reworded),
so that what was submitted and why it was changed stays on record. While a finding is open, the
pack does not print.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from resources_app.documents.clearing import (
    cleared,
    digest_of,
    field_of,
    finding_id,
    permission_to_mark,
    still_open,
)
from resources_app.documents.finding_model import LeakFinding
from resources_app.documents.gathering_referral import Subjects, subjects_of
from resources_app.documents.mark_queries import marks_on
from resources_app.documents.pack_attachment_queries import pack_attachment
from resources_app.documents.pack_checking import check_said, pack_findings, subjects_marked
from resources_app.documents.pack_review_model import (
    OpenFinding,
    Proposal,
    Review,
    Rewritten,
)
from resources_app.documents.replacing import answer_rewritten, around, propose, rewritten
from resources_app.foundations.errors import BadInput, NotFound, Refused, Where
from resources_app.requests.actions.drafting import edit_draft
from resources_app.requests.actions.rewording import reword_request
from resources_app.requests.fields import WORDING_FIELDS
from resources_app.requests.model import Request, State
from resources_app.requests.queries import request
from resources_app.requests.states import why_not_now
from resources_app.requests.storing import answers_of_request
from resources_app.session import Actor, Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require, why_not

_REACH = 120  # characters shown on each side of a finding
_REASON = "It named somebody in the anonymised pack."
_IN_FILE = "What stands in a file is not edited here: mark it, or put a blacked-out copy in."
_NOT_A_TEXT = "This is an answer, not a text: correct it where it was given, or mark it."
_UNREAD = "Read the page, and say so where the file is put in with the pack."
_WORDED = frozenset(one.name for one in WORDING_FIELDS)


@dataclass(frozen=True)
class Reviewed:
    """A review after something was done in it."""

    review: Review
    changes: Changes


def review_of(tables: Tables, officer: Actor, reference: str, today: date) -> Review:
    """What is open in a request's anonymised pack, and what was marked; reads only. NotFound."""
    subjects = _subjects(tables, reference, today)
    findings, files = pack_findings(tables, subjects)
    marks = marks_on(tables, subjects_marked(subjects, files))
    open_ones = still_open(findings, marks)
    shown = tuple(_open(subjects, officer, one) for one in open_ones)
    clearing = [one for one in marks if any(cleared(each, (one,)) for each in findings)]
    fallen = tuple(one for one in marks if one not in clearing)
    return Review(subjects.request.reference, shown, tuple(clearing), fallen)


def _open(subjects: Subjects, officer: Actor, finding: LeakFinding) -> OpenFinding:
    proposed = propose(finding, subjects.child) if finding.text else Proposal((0, 0), "")
    before, after = around(finding.text, proposed.span, _REACH)
    unread = "" if finding.text else _UNREAD
    return OpenFinding(
        id=finding_id(finding),
        heading=finding.field,
        what=f"{'looks like ' if finding.near else ''}{finding.what}",
        before=before,
        found=finding.found,
        after=after,
        replaces=finding.text[slice(*proposed.span)],
        proposal=proposed.words,
        why_not_reworded=unread or _why_not_reworded(subjects.request, officer, finding),
        why_not_marked=unread or why_not(officer, permission_to_mark(finding)),
        _finding=finding,
        _proposed=proposed,
    )


def _why_not_reworded(asked: Request, officer: Actor, finding: LeakFinding) -> str:
    if finding.file:
        return _IN_FILE
    draft = asked.state is State.DRAFT
    answer = answers_of_request(asked).get(finding.key)
    if answer_rewritten(answer, finding.text, "") is None:
        return _NOT_A_TEXT
    if not draft and finding.key not in _WORDED:
        return _NOT_A_TEXT
    action = "edit_draft" if draft else "reword_request"
    return why_not_now(asked.state, action) or why_not(officer, Permission.KEEP_REQUESTS)


def all_proposed(review: Review) -> tuple[Rewritten, ...]:
    """Each text as it is and as it would be with every proposal taken, a preview."""
    texts: dict[tuple[str, str, str], list[OpenFinding]] = {}
    for one in review.open:
        if not one.why_not_reworded:
            key = (one.finding.key, one.heading, one.finding.text)
            texts.setdefault(key, []).append(one)
    return tuple(
        Rewritten(key, heading, text, rewritten(text, [one.proposed for one in ones]), len(ones))
        for (key, heading, text), ones in texts.items()
    )


def take_proposals(session: Session, reference: str, finding: str = "") -> Reviewed:
    """Write what is proposed for one finding, by its id, or for all that can be reworded.

    Raises NotFound for a finding that is not open (any more), and Refused where nothing can be.
    """
    review = _review(session, reference)
    if finding:
        one = _one(review, finding)
        return _write(session, review, [(one, one.proposed)])
    chosen = [(one, one.proposed) for one in review.open if not one.why_not_reworded]
    if not chosen:
        raise Refused("There is nothing to reword.", remedy=_first_reason(review))
    return _write(session, review, chosen)


def _first_reason(review: Review) -> str:
    return next((one.why_not_reworded for one in review.open), "No finding is open.")


def word_finding(session: Session, reference: str, finding: str, words: str) -> Reviewed:
    """Write words of one's own for a finding; empty ones take it out. Raises as above, and
    BadInput where the words give the child away themselves.
    """
    review = _review(session, reference)
    one = _one(review, finding)
    check_said(session, reference, words, "Words")
    return _write(session, review, [(one, Proposal(one.proposed.span, words.strip()))])


def mark_finding(session: Session, reference: str, finding: str, reason: str) -> Reviewed:
    """Say that a finding does not give the child away, and why. The reason is journalled, so it
    may not say the name itself.

    Raises NotFound, Refused to who may not say so of it, and BadInput for the reason.
    """
    require(session, Permission.KEEP_REQUESTS)
    one = _one(_review(session, reference), finding)
    if one.why_not_marked:
        raise Refused(one.why_not_marked, remedy="Reword it, or ask who may.")
    if not reason.strip():
        raise BadInput(
            "This is needed.",
            where=Where(field="Reason"),
            remedy="Say why it does not give the child away.",
        )
    check_said(session, reference, reason, "Reason")
    with session.act("mark_finding", reason=reason.strip()) as act:
        table, subject = _subject(act.tables, request(act.tables, reference), one.finding)
        mark = session.new_id()
        act.tables.insert(
            "leak_mark",
            {
                "id": mark,
                "subject_table": table,
                "subject_id": subject,
                "field": field_of(one.finding),
                "digest": digest_of(one.finding, mark),
                "what": one.what,
                "reason": reason.strip(),
                "marked_by": session.officer.id,
                "marked_at": session.stamp(),
            },
        )
    return _after(session, reference, act.changes)


def withdraw_mark(session: Session, reference: str, mark: str) -> Reviewed:
    """Take a mark back, by its id or the end of it: the finding is open again. Raises NotFound."""
    require(session, Permission.KEEP_REQUESTS)
    review = _review(session, reference)
    marks, wanted = (*review.marks, *review.fallen), mark.strip().lower()
    found = [one for one in marks if wanted and one.id.endswith(wanted)]
    if len(found) != 1:
        raise NotFound(f"There is no mark {mark}.", remedy="“pack findings” lists the marks.")
    with session.act("withdraw_mark", reason=found[0].reason) as act:
        withdrawn = {"withdrawn_by": session.officer.id, "withdrawn_at": session.stamp()}
        act.tables.update("leak_mark", found[0].id, withdrawn)
    return _after(session, reference, act.changes)


def _subject(tables: Tables, asked: Request, finding: LeakFinding) -> tuple[str, str]:
    """What a mark is on: the file of the pack in which the place stands, or the request."""
    if finding.file:
        return "pack_attachment", pack_attachment(tables, asked.id, finding.file).id
    return "placement_request", asked.id


def _review(session: Session, reference: str) -> Review:
    return review_of(session.tables, session.officer, reference, session.today())


def _subjects(tables: Tables, reference: str, today: date) -> Subjects:
    return subjects_of(tables, request(tables, reference), today)


def _one(review: Review, finding: str) -> OpenFinding:
    for one in review.open:
        if one.id == finding.strip().lower():
            return one
    raise NotFound(
        f"There is no open finding {finding}.",
        remedy="Its text may have changed since: look at what is open now.",
    )


def _write(
    session: Session, review: Review, chosen: Sequence[tuple[OpenFinding, Proposal]]
) -> Reviewed:
    """Write words for findings, in one action; those in one text together."""
    for one, _ in chosen:
        if one.why_not_reworded:
            raise Refused(one.why_not_reworded)
    asked = request(session.tables, review.request)
    answers = dict(answers_of_request(asked))
    texts: dict[tuple[str, str], list[Proposal]] = {}
    for one, words in chosen:
        texts.setdefault((one.finding.key, one.finding.text), []).append(words)
    given: dict[str, object] = {}
    for (key, text), proposals in texts.items():
        answers[key] = answer_rewritten(answers[key], text, rewritten(text, proposals))
        given[key] = answers[key]
    return _after(session, review.request, _change(session, asked, given))


def _change(session: Session, asked: Request, given: Mapping[str, object]) -> Changes:
    if asked.state is State.DRAFT:
        return edit_draft(session, asked.reference, given)
    return reword_request(session, asked.reference, given, reason=_REASON)


def _after(session: Session, reference: str, changes: Changes) -> Reviewed:
    return Reviewed(_review(session, reference), changes)
