"""The form of a request, as a new one and a draft show it."""

from __future__ import annotations

from resources_app.foundations.fields import Field
from resources_app.requests.fields import KNOWN_RISKS, NO_RISK, REQUEST_FIELDS, RISKS
from ui.shell.widgets.grouped_form import GroupedForm, Offer

# Answers given to whatever is open in a group at once, since most children have few of the risks.
# To add one: a row.
_OFFERS = (Offer(RISKS, "No known risk in what is open", "Alt+N", KNOWN_RISKS, NO_RISK),)


def request_form(*first: Field) -> GroupedForm:
    """A form of a request's fields, after the `first` ones."""
    return GroupedForm((*first, *REQUEST_FIELDS), _OFFERS)
