"""Submitting a request and correcting its wording: both say where its texts tell too much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resources_app.documents.finding_model import LeakFinding
from resources_app.documents.pack_checking import leaks_in_request
from resources_app.foundations.counting import counted
from resources_app.foundations.fields import Field, Kind, Needed, Record
from resources_app.requests import actions
from resources_app.requests.fields import WORDING_FIELDS
from resources_app.requests.storing import answers_of_request
from resources_app.session import Session
from resources_app.store.store import Changes
from ui.pages.request_deeds import Deed, RequestDeeds
from ui.shell.places import Place

_REASON = Field("reason", "Why it is corrected", needed=Needed.ALWAYS, kind=Kind.TEXT)
_ADVICE = (
    "Say who people are to the child (“his aunt”, “her school”), not their names. What was "
    "submitted is kept as it was, and every change with who made it, when and why."
)
_PACK = "its anonymised pack cannot be printed"


@dataclass(frozen=True)
class _Outcome:
    """What was changed, for the pages to hear, and what still tells too much."""

    changes: Changes
    leaks: tuple[LeakFinding, ...]


def _outcome(session: Session, reference: str, changes: Changes) -> _Outcome:
    return _Outcome(changes, leaks_in_request(session.tables, reference, session.today()))


def _submit(deeds: RequestDeeds) -> None:
    """Submit what is shown, and say at once whether its texts would stop the anonymised pack."""
    reference = deeds.reference
    told = f"{reference} is submitted. It now waits for authority to search."

    def submitted(session: Session) -> _Outcome:
        return _outcome(session, reference, actions.submit_request(session, reference))

    def done(outcome: _Outcome) -> None:
        if outcome.leaks:
            there = Place("request", reference, "request")
            warning = f"{told} {_warning(outcome.leaks)}"
            deeds.desk.say(warning, "warning", "See its texts", there)
        else:
            deeds.desk.say(told)

    def go_on() -> None:
        deeds.desk.write(deeds, submitted, done, failed=deeds.show_problems)

    deeds.save_first(go_on)


def _reword(deeds: RequestDeeds) -> None:
    reference, today = deeds.reference, deeds.desk.today()
    deeds.desk.read(
        deeds,
        lambda tables: leaks_in_request(tables, reference, today),
        lambda leaks: _ask(deeds, leaks),
    )


def _ask(deeds: RequestDeeds, leaks: Sequence[LeakFinding]) -> None:
    assert deeds.view is not None
    reference, shown = deeds.reference, answers_of_request(deeds.view.request)

    def reword(session: Session, record: Record) -> _Outcome:
        reason = str(record["reason"])
        # Only what was typed over: a colleague may have corrected another text meanwhile.
        given = {
            one.name: record[one.name]
            for one in WORDING_FIELDS
            if record[one.name] != shown[one.name]
        }
        changes = actions.reword_request(session, reference, given, reason=reason)
        return _outcome(session, reference, changes)

    form = deeds.ask(
        "Correct the wording",
        (_REASON, *WORDING_FIELDS),
        "Save the wording",
        reword,
        told=_told,
        text="\n".join([_ADVICE, *(f"• {one}." for one in leaks)]),
    )
    form.set_values(shown)


def _told(outcome: _Outcome) -> str:
    done = "The wording is corrected." if outcome.changes.touched else "No text was changed."
    return f"{done} {_warning(outcome.leaks)}" if outcome.leaks else done


def _warning(leaks: Sequence[LeakFinding]) -> str:
    return f"In {counted(len(leaks), 'place')} its texts would give the child away, so {_PACK} yet."


DEEDS: dict[str, Deed] = {"submit_request": _submit, "reword_request": _reword}
