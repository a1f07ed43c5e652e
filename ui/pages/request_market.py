"""Deeds between the team and providers: search, send out, record what comes back."""

from __future__ import annotations

from dataclasses import replace

from resources_app.foundations.codes import CodeList
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.requests import actions
from resources_app.requests.actions import OfferMade
from resources_app.requests.model import OfferStatus, Recipient
from resources_app.requests.offer_file import OFFER_FIELDS, read_offer
from ui.pages.reply_panel import respond
from ui.pages.request_deeds import Deed, RequestDeeds
from ui.pages.wording import sentence
from ui.shell.widgets.form import Form
from ui.shell.widgets.panel import Panel


def _match(deeds: RequestDeeds) -> None:
    deeds.wants_search.emit()


def asked_homes(deeds: RequestDeeds) -> dict[str, Recipient]:
    """The services that were asked, by id, with their part in the last round they were in."""
    assert deeds.view is not None
    return {one.service_id: one for made in deeds.view.releases for one in made.recipients}


def _record_offer(deeds: RequestDeeds) -> None:
    reference = deeds.reference
    fields = tuple(
        replace(one, kind=Kind.CHOICE, label="Home") if one.name == "urn" else one
        for one in OFFER_FIELDS
        if one.name != "unreleased_reason"
    )
    form = Form(fields)
    homes = asked_homes(deeds).values()
    form.offer("urn", [(one.urn, f"{one.service_name} ({one.urn})") for one in homes])
    panel = Panel(
        "Record an offer",
        form,
        "Record the offer",
        lambda: press(),
        text="Every price is set beside the contract’s. A name is never recorded before a home "
        "is chosen: give the carer’s or the bed’s code.",
    )
    form.set_values({"prices": ({"element": "core weekly fee", "unit": "week"},)})

    def press() -> None:
        given = form.given()
        deeds.carry_out(
            panel,
            lambda session: actions.record_offer(
                session, reference, read_offer(given, by_path=False)
            ),
            _offered,
            form=form,
        )

    deeds.wants_panel.emit(panel)


def _offered(made: OfferMade) -> str:
    told = "The offer is recorded beside the contract’s prices."
    if not made.other_lots:
        return told
    others = " and ".join(one.lot for one in made.other_lots)
    return f"{told} It is held against {made.lot}; the home is in {others} too, so check the lot."


def _withdraw_offer(deeds: RequestDeeds) -> None:
    assert deeds.view is not None
    standing = [one for one in deeds.view.offers if one.status is not OfferStatus.WITHDRAWN]
    form = deeds.ask(
        "Withdraw an offer",
        (
            Field("offer", "Offer of", Kind.CHOICE, needed=Needed.ALWAYS),
            Field(
                "reason",
                "Reason",
                Kind.CODE,
                needed=Needed.ALWAYS,
                codes=CodeList.OFFER_WITHDRAWN_REASONS,
            ),
        ),
        "Withdraw the offer",
        lambda s, r: actions.withdraw_offer(s, str(r["offer"]), reason=str(r["reason"])),
        told="The offer is withdrawn.",
        text="A decision that chose it is set aside, and the other offers are open again.",
        tone="danger",
    )
    form.offer("offer", [(one.id, sentence(one.service_name)) for one in standing])


DEEDS: dict[str, Deed] = {
    "match_request": _match,
    "record_response": respond,
    "record_offer": _record_offer,
    "withdraw_offer": _withdraw_offer,
}
