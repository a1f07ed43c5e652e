"""The review of an anonymised pack: what is proposed for each finding, and marks that clear it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from resources_app.documents.finding_model import LeakFinding, Span

#: What is said of a mark that clears nothing any more.
FALLEN = "Holds no more: its sentence was changed, or its words say something else by now"


@dataclass(frozen=True)
class Proposal:
    """Words for a stretch of the text; it may be longer than what was found: “her aunt, May,”."""

    span: Span
    words: str


@dataclass(frozen=True)
class Mark:
    """A place that an officer said does not give the child away, with the reason.

    `subject_id` is the request's, or that of the file in its pack. `digest` is salted with `id`.
    """

    id: str
    subject_id: str
    field: str
    digest: str
    what: str
    reason: str
    marked_by: str
    marked_at: datetime


@dataclass(frozen=True)
class OpenFinding:
    """A finding that stops the pack, unmasked for the officer who reviews it.

    `id` stays while the sentence stays that it stands in. `before` and `after` are the text about
    what was `found`, `proposal` what to write for it, with what it replaces in `replaces`. An
    empty `why_not_reworded` or `why_not_marked` means that it may be.
    """

    id: str
    heading: str
    what: str
    before: str
    found: str
    after: str
    replaces: str
    proposal: str
    why_not_reworded: str
    why_not_marked: str
    _finding: LeakFinding = field(repr=False)
    _proposed: Proposal = field(repr=False)

    @property
    def finding(self) -> LeakFinding:
        """What the check found."""
        return self._finding

    @property
    def proposed(self) -> Proposal:
        """What to write, and where in the text."""
        return self._proposed


@dataclass(frozen=True)
class Rewritten:
    """A text of the request as it is, and as it would be with every proposal taken."""

    key: str
    heading: str
    before: str
    after: str
    places: int


@dataclass(frozen=True)
class Review:
    """Where the review of a request's anonymised pack stands: it prints when nothing is open.

    `marks` clear something; those that are `fallen` clear nothing, since what they were put on
    no longer stands in the pack as it was, or gives away something else by what was recorded since.
    """

    request: str
    open: tuple[OpenFinding, ...]
    marks: tuple[Mark, ...]
    fallen: tuple[Mark, ...] = ()
