"""A pack that is still under review: three places are open in it, and one is marked."""

from __future__ import annotations

from resources_app.children.queries import child
from resources_app.documents.reviewing import mark_finding, review_of
from resources_app.requests.actions.rewording import reword_request
from resources_app.requests.list_queries import list_requests
from resources_app.requests.model import State
from resources_app.requests.queries import request
from resources_app.session import Session

_BOOK = "Ms Blount of the lighthouse is whom they read about at bedtime."


def leave_under_review(session: Session) -> None:
    """Put names into the texts of a submitted request, as a colleague in a hurry would have."""
    submitted = list_requests(session.tables, session.today(), states={State.SUBMITTED}).requests
    for row in submitted:
        asked = request(session.tables, row.reference)
        whose = child(session.tables, asked.child_id)
        if whose.restricted:
            continue
        texts = {
            "strengths": f"{asked.strengths}\n{whose.given_name} sings in a choir. {_BOOK}",
            "family_time": f"{asked.family_time}\nMr Tarrant drives there; ring 07700 900341.",
        }
        reword_request(session, row.reference, texts, reason="More of what the school told us.")
        review = review_of(session.tables, session.officer, row.reference, session.today())
        book = next(one for one in review.open if one.found == "Ms Blount")
        mark_finding(session, row.reference, book.id, "Somebody in a book, who does not exist.")
        return
