"""What is done with block-contract beds, a function per verb.

To add an action: write it in the module of its subject, and name it here.
"""

from resources_app.beds.actions.allocating import allocate_beds
from resources_app.beds.actions.booking import Booked
from resources_app.beds.actions.closing import back_in_service, take_out_of_service
from resources_app.beds.actions.following import OutcomeCount, assess, record_outcomes
from resources_app.beds.actions.holding import NewHold, extend_hold, hold_bed, release_hold
from resources_app.beds.actions.placing import end_stay, move_bed, place_in_bed
from resources_app.beds.actions.selling import (
    NewSale,
    SaleCancelled,
    Sold,
    cancel_sale,
    sell_nights,
)
from resources_app.beds.actions.setting_up import (
    BlockTerms,
    NewHome,
    add_home,
    end_bed,
    set_block_terms,
    set_payment,
)
from resources_app.beds.actions.travelling import (
    TravelWritten,
    estimate_minutes,
    set_minutes,
)

__all__ = [
    "BlockTerms",
    "Booked",
    "NewHold",
    "NewHome",
    "NewSale",
    "OutcomeCount",
    "SaleCancelled",
    "Sold",
    "TravelWritten",
    "add_home",
    "allocate_beds",
    "assess",
    "back_in_service",
    "cancel_sale",
    "end_bed",
    "end_stay",
    "estimate_minutes",
    "extend_hold",
    "hold_bed",
    "move_bed",
    "place_in_bed",
    "record_outcomes",
    "release_hold",
    "sell_nights",
    "set_block_terms",
    "set_minutes",
    "set_payment",
    "take_out_of_service",
]
