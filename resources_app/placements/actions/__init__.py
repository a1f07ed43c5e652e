"""What is done to placements: one is made, with its agreement; the present one ends; a child is
away; hours are given; the agreement is varied.

To add an action: write it in the module of its subject, and name it here.
"""

from resources_app.placements.actions.absences import (
    AbsenceKept,
    PlaceRetained,
    record_absence,
    record_return,
    retain_place,
)
from resources_app.placements.actions.breaking_down import BreakdownKept, record_breakdown
from resources_app.placements.actions.deliveries import (
    Delivered,
    pay_by_delivery,
    quantity_from,
    record_delivery,
)
from resources_app.placements.actions.duties import (
    DutyKept,
    complete_duty,
    fulfil,
    waive_duty,
)
from resources_app.placements.actions.ending import Ended, Ending, end_placement
from resources_app.placements.actions.giving_notice import (
    NoticeKept,
    give_notice,
    withdraw_notice,
)
from resources_app.placements.actions.moving import (
    AddressApproved,
    Moved,
    approve_address,
    record_move,
)
from resources_app.placements.actions.notifying import (
    NotificationKept,
    add_recipient,
    keep_letter,
    name_recipient,
    send_notification,
    waive_notification,
)
from resources_app.placements.actions.placing import Placed, place_child
from resources_app.placements.actions.respite import (
    RespiteKept,
    approve_respite,
    propose_respite,
    withdraw_respite,
)
from resources_app.placements.actions.reviewing import Reviewed, record_review
from resources_app.placements.actions.staying import (
    StayingKept,
    approve_staying,
    end_staying,
    propose_staying,
    withdraw_staying,
)
from resources_app.placements.actions.variation_lines import VariationPreview
from resources_app.placements.actions.varying import (
    VariationKept,
    approve_variation,
    preview_variation,
    propose_ending_change,
    propose_variation,
    refuse_variation,
    withdraw_variation,
)

__all__ = [
    "AbsenceKept",
    "AddressApproved",
    "BreakdownKept",
    "Delivered",
    "DutyKept",
    "Ended",
    "Ending",
    "Moved",
    "NoticeKept",
    "NotificationKept",
    "PlaceRetained",
    "Placed",
    "RespiteKept",
    "Reviewed",
    "StayingKept",
    "VariationKept",
    "VariationPreview",
    "add_recipient",
    "approve_address",
    "approve_respite",
    "approve_staying",
    "approve_variation",
    "complete_duty",
    "end_placement",
    "end_staying",
    "fulfil",
    "give_notice",
    "keep_letter",
    "name_recipient",
    "pay_by_delivery",
    "place_child",
    "preview_variation",
    "propose_ending_change",
    "propose_respite",
    "propose_staying",
    "propose_variation",
    "quantity_from",
    "record_absence",
    "record_breakdown",
    "record_delivery",
    "record_move",
    "record_return",
    "record_review",
    "refuse_variation",
    "retain_place",
    "send_notification",
    "waive_duty",
    "waive_notification",
    "withdraw_notice",
    "withdraw_respite",
    "withdraw_staying",
    "withdraw_variation",
]
