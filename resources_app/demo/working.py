"""The demo's open requests, brought through their states by the team's own actions."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from resources_app.demo.people import People
from resources_app.demo.places import Places
from resources_app.session import Session
from resources_app.team.model import Role


def make_open_requests(
    team: Mapping[Role, Session],
    chance: random.Random,
    people: People,
    places: Places,
    count: int,
    progress: Callable[[str, int, int], None],
) -> None:
    """Placeholder until the requests' actions have landed."""
