"""Where a child would sleep under an offer, and which area that is in for regulation 11."""

from __future__ import annotations

from resources_app.approvals.model import ApprovalKind, Subject
from resources_app.approvals.queries import standing_approval
from resources_app.foundations.authorities import PlacementArea, reg_11_class
from resources_app.foundations.postcodes import PostcodeBook
from resources_app.placements.area import APPROVAL_NEEDED, FOSTERING
from resources_app.placements.model import Placement
from resources_app.providers.model import Service, Setting
from resources_app.providers.queries import service_by_id, settings_of
from resources_app.requests.model import Offer
from resources_app.store.tables import Tables
from resources_app.team.queries import home_authority


def setting_of_offer(tables: Tables, offer: Offer) -> Setting | None:
    """The setting that an offer names, of a service with several."""
    every = settings_of(tables, offer.service_id)
    return next((one for one in every if one.id == offer.setting_id), None)


def sleeping_postcode(offer: Offer, service: Service, setting: Setting | None) -> str:
    """The postcode where the child would sleep; empty while nobody has said."""
    if offer.living_postcode:
        return offer.living_postcode
    # A fostering agency's own address is an office: the child sleeps at the carer's home.
    if service.provision_type in FOSTERING:
        return ""
    return setting.postcode if setting else service.postcode


def area_of_offer(tables: Tables, offer: Offer) -> PlacementArea:
    """The area a child would live in under an offer, as regulation 11 counts areas.

    Raises NotFound for a service that is not there.
    """
    service = service_by_id(tables, offer.service_id)
    setting = setting_of_offer(tables, offer)
    slept = sleeping_postcode(offer, service, setting)
    return _area(tables, service, setting, slept, named=bool(offer.living_postcode))


def area_of_placement(tables: Tables, placement: Placement) -> PlacementArea:
    """The area a child lives in under a placement, as regulation 11 counts areas."""
    return reg_11_class(home_authority(tables).ons_code, authority_lived_in(tables, placement))


def authority_lived_in(tables: Tables, placement: Placement) -> str:
    """ONS code of the authority in whose area a child lives under a placement; empty: unknown."""
    service = service_by_id(tables, placement.service_id)
    every = settings_of(tables, placement.service_id)
    setting = next((one for one in every if one.id == placement.setting_id), None)
    slept = placement.living_postcode
    return _authority(service, setting, slept, named=bool(slept))


def _area(
    tables: Tables, service: Service, setting: Setting | None, slept: str, *, named: bool
) -> PlacementArea:
    authority = _authority(service, setting, slept, named=named)
    return reg_11_class(home_authority(tables).ons_code, authority)


def _authority(service: Service, setting: Setting | None, slept: str, *, named: bool) -> str:
    located = PostcodeBook().locate(slept)
    authority = located.authority_code if located else ""
    # A place that was named and cannot be found is not taken for the service's own address.
    own = service.provision_type not in FOSTERING and not named
    if not authority and own:
        authority = (setting or service).authority_code
    return authority


def approval_lacking(tables: Tables, subject: Subject, area: PlacementArea) -> str:
    """The approval that regulation 11 asks for and a decision still lacks; empty for none.

    `subject` is the decision's; the approval counts while it is of exactly what was decided.
    """
    needed = APPROVAL_NEEDED[area]
    if not needed or standing_approval(tables, subject, ApprovalKind(needed)) is not None:
        return ""
    return needed
