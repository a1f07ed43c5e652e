"""What is done to a placement request, one function per verb.

Approving or refusing the funding and placing the child cross rooms and are in casework.
To add an action: write it in the module of its subject, and name it here and in
`states.MOVES`.
"""

from resources_app.requests.actions.drafting import (
    RequestMade,
    create_request,
    create_request_from_file,
    edit_draft,
    submit_request,
    unanswered_to_submit,
)
from resources_app.requests.actions.standing import (
    authorise_request,
    close_request,
    hold_request,
    resume_request,
    return_to_draft,
    withdraw_request,
)

__all__ = [
    "RequestMade",
    "authorise_request",
    "close_request",
    "create_request",
    "create_request_from_file",
    "edit_draft",
    "hold_request",
    "resume_request",
    "return_to_draft",
    "submit_request",
    "unanswered_to_submit",
    "withdraw_request",
]
