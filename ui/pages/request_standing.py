"""Deeds that say where a request stands: authorise, hold, withdraw, close."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from resources_app.casework.ending_requests import Ended, close, withdraw
from resources_app.foundations.codes import CodeList
from resources_app.foundations.counting import counted
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.providers.model import ProvisionType
from resources_app.requests import actions
from resources_app.requests.cascade import Cascade
from resources_app.requests.unmet import AREA, KIND, NEED, UnmetNeed
from resources_app.session import Session
from ui.pages.request_deeds import Deed, RequestDeeds

_NOTE = Field("note", "Note", Kind.LONG_TEXT)
_WANTING = "What would have met the need"
_UNMET = (
    Field(
        "provision_type",
        KIND,
        Kind.CHOICE,
        _WANTING,
        options=tuple(ProvisionType),
        help="Over a year this says what the market lacks.",
    ),
    Field("area", AREA, Kind.CODE, _WANTING, codes=CodeList.UNMET_AREAS),
    Field("need", NEED, Kind.CODE, _WANTING, codes=CodeList.UNMET_NEEDS),
)
_REASON = Field("reason", "Reason", Kind.LONG_TEXT, needed=Needed.ALWAYS)


def _return_to_draft(deeds: RequestDeeds) -> None:
    reference = deeds.reference
    deeds.ask(
        "Return the request to draft",
        (_REASON,),
        "Return to draft",
        lambda s, r: actions.return_to_draft(s, reference, reason=str(r["reason"])),
        told=f"{reference} is a draft again.",
        text="Say what has to be corrected; whoever entered it sees this.",
    )


def _authorise(deeds: RequestDeeds) -> None:
    reference = deeds.reference
    assert deeds.view is not None
    who = deeds.view.officers.get(deeds.view.request.submitted_by, "A colleague")
    deeds.ask(
        "Authorise the search",
        (_NOTE,),
        "Authorise the search",
        lambda s, r: actions.authorise_request(s, reference, note=str(r["note"])),
        told=f"The search for {reference} is authorised.",
        text=f"{who} asks to search for a home for this child. Authority lets the team look "
        f"for homes and send the anonymised referral to providers. {_considered(deeds)}",
    )


def _considered(deeds: RequestDeeds) -> str:
    """Who comes before any provider, in the words of the request."""
    assert deeds.view is not None
    people = [one.sentence for one in deeds.view.considered]
    return " ".join(people) or "Of the family and friends nobody is recorded by name."


def _hold(deeds: RequestDeeds) -> None:
    _set_aside(
        deeds,
        "Put the request on hold",
        CodeList.HOLD_REASONS,
        "Put on hold",
        actions.hold_request,
        "is on hold",
    )


def _resume(deeds: RequestDeeds) -> None:
    reference = deeds.reference
    deeds.run(
        lambda session: actions.resume_request(session, reference),
        f"{reference} is off hold and back where it was.",
    )


def _withdraw(deeds: RequestDeeds) -> None:
    _set_aside(
        deeds,
        "Withdraw the request",
        CodeList.WITHDRAW_REASONS,
        "Withdraw the request",
        withdraw,
        "is withdrawn",
        ends=True,
    )


def _close(deeds: RequestDeeds) -> None:
    _set_aside(
        deeds,
        "Close the request without a placement",
        CodeList.CLOSE_REASONS,
        "Close without placement",
        _close_now,
        "is closed without a placement",
        ends=True,
        more=_UNMET,
    )


def _close_now(session: Session, reference: str, *, reason: str, note: str, **unmet: str) -> Ended:
    return close(session, reference, reason=reason, note=note, unmet=UnmetNeed(**unmet))


def _set_aside(
    deeds: RequestDeeds,
    title: str,
    codes: CodeList,
    do: str,
    action: Callable[..., Any],
    told: str,
    *,
    ends: bool = False,
    more: tuple[Field, ...] = (),
) -> None:
    """Ask for the reason; of what ends for good, what goes with it is said first."""
    assert deeds.view is not None
    reference = deeds.reference
    cascade = deeds.view.cascade if ends else Cascade((), (), ())

    def said(result: Any) -> str:
        to_tell = len(result.cascade.to_tell) if isinstance(result, Ended) else 0
        tell = f" {counted(to_tell, 'service')} to be told." if to_tell else ""
        return f"{reference} {told}.{tell}"

    coded = Field("reason", "Reason", Kind.CODE, needed=Needed.ALWAYS, codes=codes)
    deeds.ask(
        title,
        (coded, _NOTE, *more),
        do,
        lambda s, r: action(s, reference, **{name: str(value) for name, value in r.items()}),
        told=said,
        text=cascade.text,
        tone="danger" if ends else "primary",
        blocked=" ".join(cascade.blocks),
    )


DEEDS: dict[str, Deed] = {
    "return_to_draft": _return_to_draft,
    "authorise_request": _authorise,
    "hold_request": _hold,
    "resume_request": _resume,
    "withdraw_request": _withdraw,
    "close_request": _close,
}
