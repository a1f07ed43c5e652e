"""Gathers the letter to one person who is told of a placement, of a move or of its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from resources_app.children.model import Child
from resources_app.children.queries import child, legal_status_on
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import Refused
from resources_app.foundations.phrases import capital
from resources_app.placements.area import FOSTERING
from resources_app.placements.model import Placement
from resources_app.placements.moving import Place
from resources_app.placements.moving_queries import moves_of
from resources_app.placements.notification_queries import Notification, find_notification
from resources_app.placements.queries import placement_by_reference
from resources_app.printing.facts import Fact
from resources_app.printing.frame import Imprint
from resources_app.printing.notification_letter import NotificationLetter
from resources_app.printing.wording import wording
from resources_app.providers.model import Service
from resources_app.providers.queries import service_by_id, settings_of
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class ToTell:
    """Somebody to be told, and of what: the event with its day, and the place it is about."""

    notification: Notification
    placement: Placement
    child: Child
    service: Service
    event: str
    told: str
    day: date
    place: Place


def to_tell(tables: Tables, notification_id: str) -> ToTell:
    """What a letter to somebody is about. Raises NotFound; Refused while nobody is named."""
    one = find_notification(tables, notification_id)
    if not one.name:
        raise Refused("Nobody is named.", remedy="Say first who is to be told.")
    placement = placement_by_reference(tables, one.placement_reference)
    head, _, told = one.duty.partition(": ")
    event, _, number = head.partition(" ")
    moves = moves_of(tables, placement.id)
    day, place = placement.period.start, moves[0].before if moves else Place.of(placement)
    if event == "move":
        move = moves[int(number or 1) - 1]
        day, place = move.day, move.place
    elif event == "ending":
        day, place = placement.period.end or day, Place.of(placement)
    return ToTell(
        one,
        placement,
        child(tables, placement.child_id),
        service_by_id(tables, placement.service_id),
        event,
        told,
        day,
        place,
    )


def gather_notification(tables: Tables, about: ToTell, imprint: Imprint) -> NotificationLetter:
    """The letter to one person."""
    one, about_child = about.notification, about.child
    telephone = about_child.social_worker_telephone
    return NotificationLetter(
        imprint=imprint,
        event=about.event,
        told=about.told,
        to=_greeted(about),
        addressed=tuple(line for line in (one.addressee, one.organisation) if line),
        child=about_child.full_name,
        day=day_text(about.day),
        home=_home(about),
        facts=tuple(_facts(tables, about)),
        social_worker=about_child.social_worker,
        telephone=telephone,
    )


def _greeted(about: ToTell) -> str:
    """The child by the name they go by, an office without its article, else colleagues."""
    if about.told == "child":
        return about.child.known_as or about.child.given_name
    return about.notification.addressee.removeprefix("The ") or "colleagues"


def _facts(tables: Tables, about: ToTell) -> Iterator[Fact]:
    one = about.child
    yield Fact("About", one.full_name)
    professional = about.told in wording("notification_letter")["address_to"]
    if professional:
        yield Fact("Born", day_text(one.date_of_birth))
    label = {"ending": "Left"}.get(about.event, "Lives at")
    yield Fact(label, capital(_address(tables, about) if professional else _home(about)))
    yield Fact({"ending": "On"}.get(about.event, "From"), day_text(about.day))
    if professional:
        status = legal_status_on(tables, one.id, about.day)
        yield Fact("Legal status", words(CodeList.LEGAL_STATUS, status.legal_status)
                   if status else "")  # fmt: skip
        yield Fact("Independent reviewing officer", one.reviewing_officer)
    yield Fact("Social worker", one.social_worker)


def _home(about: ToTell) -> str:
    """Where, without an address: a foster home is named by its agency alone."""
    if about.service.provision_type in FOSTERING:
        return f"a foster home of {about.service.name}"
    return about.service.name


def _address(tables: Tables, about: ToTell) -> str:
    place, service = about.place, about.service
    every = settings_of(tables, service.id)
    setting = next((one for one in every if one.id == place.setting_id), None)
    if setting is not None:
        return f"{service.name}, {setting.address}, {setting.postcode}"
    if place.living_postcode and place.living_postcode != service.postcode:
        return f"{_home(about)}, {place.living_postcode}"
    return ", ".join(
        part for part in (service.name, *service.address.splitlines(), service.postcode) if part
    )
