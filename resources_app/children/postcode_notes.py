"""What is not certain about where a child's places are, told wherever distances rest on them."""

from __future__ import annotations

from resources_app.children.model import Child
from resources_app.foundations.postcodes import why_approximate


def postcode_notes(child: Child) -> tuple[str, ...]:
    """A sentence for each of the child's postcodes whose position is a guess.

    The first of a letter's postcodes takes a tenth of a second: it is read from its file.
    """
    places = (("Home", child.home_postcode), ("School", child.school_postcode))
    return tuple(f"{name}: {why}" for name, code in places if (why := why_approximate(code)))
