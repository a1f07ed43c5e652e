"""What is done to placements: one is made, with its agreement; the present one ends; a child is
away; hours are given.

To add an action: write it in the module of its subject, and name it here.
"""

from resources_app.placements.actions.absences import (
    AbsenceKept,
    record_absence,
    record_return,
    retain_place,
)
from resources_app.placements.actions.deliveries import (
    Delivered,
    pay_by_delivery,
    quantity_from,
    record_delivery,
)
from resources_app.placements.actions.placing import Placed, place_child

__all__ = [
    "AbsenceKept",
    "Delivered",
    "Placed",
    "pay_by_delivery",
    "place_child",
    "quantity_from",
    "record_absence",
    "record_delivery",
    "record_return",
    "retain_place",
]
