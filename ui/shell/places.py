"""Where a person can be in the window, and the way back and forward, as in a browser."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Place:
    """A page, which record it shows, which of its tabs, and an action to begin there at once.

    What was begun is not begun again by coming back: histories keep places without their action.
    """

    page: str
    key: str = ""
    tab: str = ""
    action: str = ""

    def on(self, tab: str) -> Place:
        """The same page and record on another tab."""
        return replace(self, tab=tab)

    def to_do(self, action: str) -> Place:
        """The same place, with an action to begin there; "" only looks."""
        return replace(self, action=action)


class History:
    """Places visited; going somewhere new forgets what was ahead."""

    def __init__(self) -> None:
        self._visited: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place | None:
        """Where we are, or None before anywhere was visited."""
        return self._visited[self._at] if self._visited else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place after this one."""
        return self._at < len(self._visited) - 1

    def visit(self, place: Place) -> None:
        """Go to a place. Another tab of the same record takes the place of this one."""
        place = place.to_do("")
        here = self.here
        if here is not None and here.on("") == place.on(""):
            self._visited[self._at] = place
            return
        del self._visited[self._at + 1 :]
        self._visited.append(place)
        self._at += 1

    def back(self) -> Place:
        """One step back. Raises IndexError where there is none."""
        if not self.can_go_back:
            raise IndexError("there is nowhere to go back to")
        self._at -= 1
        return self._visited[self._at]

    def forward(self) -> Place:
        """One step forward. Raises IndexError where there is none."""
        if not self.can_go_forward:
            raise IndexError("there is nowhere to go forward to")
        self._at += 1
        return self._visited[self._at]
