"""What is done to a placement request, one function per verb.

Approving or refusing the funding and placing the child cross rooms and are in casework.
To add an action: write it in the module of its subject, and name it here and in
`states.MOVES`.
"""

from resources_app.requests.actions.apart import PlacedApart, place_apart
from resources_app.requests.actions.asking import (
    QuestionAdded,
    add_question,
    answer_question,
)
from resources_app.requests.actions.deciding import (
    Decided,
    decide_offer,
    decide_offer_from_file,
    find_offer,
)
from resources_app.requests.actions.drafting import (
    RequestMade,
    create_request,
    create_request_from_file,
    edit_draft,
    edit_draft_from_file,
    submit_request,
    unanswered_to_submit,
)
from resources_app.requests.actions.family import settle_siblings
from resources_app.requests.actions.offering import (
    OfferMade,
    record_offer,
    record_offer_from_file,
    withdraw_offer,
)
from resources_app.requests.actions.releasing import (
    Released,
    release_request,
    rungs_to_try,
    spot_exemption_subject,
)
from resources_app.requests.actions.replying import (
    RepliesRecorded,
    preview_replies,
    record_replies,
    record_response,
)
from resources_app.requests.actions.rewording import reword_request, reword_request_from_file
from resources_app.requests.actions.standing import (
    authorise_request,
    close_request,
    hold_request,
    resume_request,
    return_to_draft,
    withdraw_request,
)

__all__ = [
    "Decided",
    "OfferMade",
    "PlacedApart",
    "QuestionAdded",
    "Released",
    "RepliesRecorded",
    "RequestMade",
    "add_question",
    "answer_question",
    "authorise_request",
    "close_request",
    "create_request",
    "create_request_from_file",
    "decide_offer",
    "decide_offer_from_file",
    "edit_draft",
    "edit_draft_from_file",
    "find_offer",
    "hold_request",
    "place_apart",
    "preview_replies",
    "record_offer",
    "record_offer_from_file",
    "record_replies",
    "record_response",
    "release_request",
    "resume_request",
    "return_to_draft",
    "reword_request",
    "reword_request_from_file",
    "rungs_to_try",
    "settle_siblings",
    "spot_exemption_subject",
    "submit_request",
    "unanswered_to_submit",
    "withdraw_offer",
    "withdraw_request",
]
