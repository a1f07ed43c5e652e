"""Deeds of deciding: choose an offer, approve or refuse its funding, make the placement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from resources_app.approvals.checklists import CheckItem, checklist
from resources_app.casework.approving import (
    approve_area,
    approve_decision,
    approve_spot,
    reject_decision,
)
from resources_app.casework.recommending import ask_exemption, recommend_decision
from resources_app.foundations.fields import Field, Kind, Needed, Record
from resources_app.foundations.money import pounds
from resources_app.placements.actions import Placed, place_child
from resources_app.placements.charge_words import final_text
from resources_app.placements.model import PlacementTerms
from resources_app.placements.variation_file import ENDING_FIELDS
from resources_app.requests import actions
from resources_app.requests.actions import Decided
from resources_app.requests.costs import cost_of, cost_text
from resources_app.requests.fields import BY_NAME
from resources_app.requests.model import Funder, OfferStatus, Urgency
from resources_app.requests.offer_file import DECISION_FIELDS, FUNDING, read_decision, share_of
from ui.pages.request_deeds import Deed, RequestDeeds
from ui.pages.request_spoken import confirm_word, deny_word, record_by_word
from ui.pages.wording import sentence
from ui.shell.widgets.form import Form
from ui.shell.widgets.panel import Panel

_CHECKLIST = "What you are satisfied of (regulation 11)"
_EACH = " Say of each how it was done and when, or why it does not arise."
_REST_FOLLOWS = " What is left open now is owed within five working days of the start."
_SPLIT = "Who pays, in per cent"
_SHARES = {f"share_{at}": funder for at, funder in enumerate(Funder)}
_SHARE_FIELDS = tuple(
    Field(name, sentence(funder), Kind.WHOLE_NUMBER, _SPLIT, most=100)
    for name, funder in _SHARES.items()
)
_WORDS = Field("words", "In your words", Kind.LONG_TEXT, help="Kept with the approval.")
_REASON = replace(_WORDS, label="Reason", needed=Needed.ALWAYS)

# What is said of the placement that ends, by the names that `PlacementTerms` has for it.
_NAMES_OF_ENDING = {
    "code": "end_code",
    "note": "end_reason",
    "notice_given_on": "notice_given_on",
    "notice_given_by": "notice_given_by",
    "disrupted": "disrupted",
}
TERMS = (
    Field("start", "Starts", Kind.DATE, "The placement", Needed.ALWAYS),
    Field("expected_end", "Expected to end", Kind.DATE, "The placement"),
    replace(
        BY_NAME["placement_code_sought"],
        name="placement_code",
        label="Statutory placement type",
        group="The placement",
    ),
    Field(
        "preferability_location",
        "In the place that was preferred",
        Kind.YES_NO,
        "The placement",
        help="The national standard asks: is the home where it was wanted?",
    ),
    Field(
        "education_continuity",
        "School goes on as it is",
        Kind.YES_NO,
        "The placement",
        help="The national standard asks: does the child stay at the same school or college?",
    ),
    Field(
        "end_current",
        "End the child’s present placement",
        Kind.YES_NO,
        "The placement that ends",
        help="On the day this one starts, where the child lives somewhere under this team now.",
    ),
    *(
        replace(one, name=name, group="The placement that ends", needed=Needed.NO)
        for one in ENDING_FIELDS
        if (name := _NAMES_OF_ENDING.get(one.name))
    ),
    Field(
        "delegated_authority",
        "Delegated authority",
        Kind.LONG_TEXT,
        "The agreement",
        help="What the carers may decide from day to day.",
    ),
    Field("special_terms", "Special terms", Kind.LONG_TEXT, "The agreement"),
)


def _decide(deeds: RequestDeeds) -> None:
    assert deeds.view is not None
    reference, view = deeds.reference, deeds.view
    fields = tuple(
        replace(one, kind=Kind.CHOICE, help="") if one.name == "offer" else one
        for one in DECISION_FIELDS
    )
    form = Form((*fields, *_SHARE_FIELDS))
    standing = [one for one in view.offers if one.status is OfferStatus.OPEN]
    form.offer(
        "offer",
        [
            (one.id, f"{one.service_name}: {cost_text(cost_of(one.prices, one.available_from))}")
            for one in standing
        ],
    )
    form.set_values(
        {
            "child_views": view.request.child_views,
            "family_views": view.request.family_views,
            "share_0": 100,
        }
    )
    panel = Panel(
        "Decide between the offers",
        form,
        "Put the decision up for approval",
        lambda: press(),
        text="What is written here is what an auditor reads in years to come: why this home, "
        "what else there was, and why it is worth its price.",
    )

    def press() -> None:
        given = form.given()
        wrong = _wrong_shares({name: given[name] for name in _SHARES})
        if wrong:
            form.show_sentences(wrong)
            form.focus_first_problem()
            return
        shares = {funder: given.pop(name) for name, funder in _SHARES.items()}
        given[FUNDING.name] = {funder: text for funder, text in shares.items() if text.strip()}
        deeds.carry_out(
            panel,
            lambda session: actions.decide_offer(
                session, reference, read_decision(given, by_path=False)
            ),
            _decided,
            form=form,
        )

    deeds.wants_panel.emit(panel)


def _wrong_shares(shares: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the shares typed, by field; that they make 100 is for the whole."""
    if not any(text.strip() for text in shares.values()):
        return {next(iter(shares)): "Give the share of at least one of them."}
    return {
        name: f"“{text.strip()}” is not a share. Give per cent, such as 60 or 33.33."
        for name, text in shares.items()
        if text.strip() and share_of(text) is None
    }


def _decided(made: Decided) -> str:
    return f"The decision is up for approval: {cost_text(made.cost)}."


def _approve(deeds: RequestDeeds) -> None:
    assert deeds.view is not None
    view, reference = deeds.view, deeds.reference
    if view.money is None:
        return
    if view.money.why_not:
        deeds.desk.say(f"{view.money.why_not} {view.money.who}".strip(), "warning")
        deeds.wants_tab.emit("decision")
        return
    cost = view.money.cost
    deeds.ask(
        "Approve the funding",
        (_WORDS,),
        f"Approve {pounds(cost.weekly_pence)} a week",
        lambda s, r: approve_decision(s, reference, words=str(r["words"])),
        told=f"The funding of {reference} is approved.",
        text=f"{view.money.sentence} You approve exactly this offer: if it changes, the "
        "approval lapses.",
    )


def _recommend(deeds: RequestDeeds) -> None:
    assert deeds.view is not None
    reference, money = deeds.reference, deeds.view.money
    deeds.ask(
        "Recommend the funding",
        (replace(_REASON, label="In your words"),),
        "Recommend it",
        lambda s, r: recommend_decision(s, reference, words=str(r["words"])),
        told=f"The funding of {reference} is recommended to whoever may approve it.",
        text=f"{money.sentence} {money.why_not_and_who} Your recommendation is read beside it; "
        "it is no approval."
        if money
        else "",
    )


def _ask_exemption(deeds: RequestDeeds) -> None:
    reference = deeds.reference
    deeds.ask(
        "Ask for an exemption from contract standing orders",
        (replace(_REASON, label="In your words"),),
        "Ask for the exemption",
        lambda s, r: ask_exemption(s, reference, words=str(r["words"])),
        told=f"An exemption for {reference} waits for a head of service or director.",
        text="Say which contracts were tried, and why none of their homes meets this child’s "
        "needs.",
    )


def _reject(deeds: RequestDeeds) -> None:
    reference = deeds.reference
    deeds.ask(
        "Refuse the funding",
        (_REASON,),
        "Refuse the funding",
        lambda s, r: reject_decision(s, reference, words=str(r["words"])),
        told=f"The funding of {reference} is refused; its offers are open again.",
        tone="danger",
    )


def _approve_area(deeds: RequestDeeds) -> None:
    assert deeds.view is not None
    reference, asked = deeds.reference, deeds.view.area
    if asked is None:
        return
    urgent = deeds.view.request.urgency is Urgency.EMERGENCY
    items = checklist(asked.kind, deeds.desk.today())
    deeds.ask(
        f"Approve a home {asked.kind}",
        (*(_item(one, urgent=urgent) for one in items), replace(_REASON, group="Why")),
        "Approve",
        lambda s, r: approve_area(
            s,
            reference,
            asked.kind,
            words=str(r["words"]),
            checks={one.code: str(r[one.code]) for one in items},
        ),
        told="The approval under regulation 11 is recorded.",
        text=asked.sentence + _EACH + (_REST_FOLLOWS if urgent else ""),
    )


def _item(one: CheckItem, *, urgent: bool) -> Field:
    """An item of the checklist: how it was met is written beside it."""
    needed = Needed.ALWAYS if one.at_once or not urgent else Needed.NO
    return Field(one.code, one.words, group=_CHECKLIST, needed=needed)


def _approve_spot(deeds: RequestDeeds) -> None:
    reference = deeds.reference
    deeds.ask(
        "Exempt this search from contract standing orders",
        (_REASON,),
        "Give the exemption",
        lambda s, r: approve_spot(s, reference, words=str(r["words"])),
        told="The exemption for spot purchase is recorded.",
        text="Spot purchase is the exception: say why no contract meets this child’s needs.",
    )


def _place(deeds: RequestDeeds) -> None:
    assert deeds.view is not None
    view, reference = deeds.view, deeds.reference
    chosen = next((one for one in view.offers if one.status is OfferStatus.CHOSEN), None)
    form = deeds.ask(
        "Make the placement",
        TERMS,
        "Make the placement",
        lambda s, r: place_child(s, reference, _terms(r)),
        told=_placed,
        text=f"{view.child.full_name} goes to live at {chosen.service_name}. The individual "
        "placement agreement is made from the approved offer, at its prices."
        if chosen
        else "",
    )
    start = chosen.available_from if chosen else None
    form.set_values({"start": start, "placement_code": view.request.placement_code_sought})


def _terms(record: Record) -> PlacementTerms:
    values: dict[str, Any] = dict(record)
    values |= {name: bool(values[name]) for name in ("end_current", "disrupted")}
    return PlacementTerms(**values)


def _placed(placed: Placed) -> str:
    return " ".join(
        (
            f"{placed.reference} is made, under {placed.ipa_reference}.",
            *map(final_text, placed.final),
            *(f"Still due: {one}" for one in placed.still_due),
        )
    )


DEEDS: dict[str, Deed] = {
    "decide_offer": _decide,
    "approve_decision": _approve,
    "reject_decision": _reject,
    "place_child": _place,
    "recommend_decision": _recommend,
    "ask_exemption": _ask_exemption,
    "approve_area": _approve_area,
    "approve_spot": _approve_spot,
    "record_spoken": record_by_word,
    "confirm_spoken": confirm_word,
    "deny_spoken": deny_word,
}
