"""What a register says once it has been read, and whose council counts as home.

Reading is in register.py; setting it beside the store in comparison.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from resources_app.foundations.authorities import authority_code
from resources_app.providers.model import RegisteredOwner, RegisteredService, RegisteredSetting
from resources_app.providers.register_columns import RefusedCell
from resources_app.workbooks.headings import squashed


@dataclass(frozen=True)
class HomeAuthority:
    """Whose in-house services are in-house: the council that runs this store."""

    ons_code: str
    name: str

    def is_called(self, name: str) -> bool:
        """Whether `name` is this authority, in any of the ways it is written."""
        code = authority_code(name)
        return code == self.ons_code if code else squashed(name) == squashed(self.name)


@dataclass(frozen=True)
class RegisterReading:
    """What a register says. `owner_of` and `settings` go by URN.

    `given_for` holds, for each URN, the fields its sheet has columns for: a field that
    is not given is not known, and must not be taken for empty.
    """

    file_name: str
    sha256: str
    layout: str
    services: dict[str, RegisteredService] = field(default_factory=dict)
    settings: dict[str, list[RegisteredSetting]] = field(default_factory=dict)
    owner_of: dict[str, str] = field(default_factory=dict)
    owners: dict[str, RegisteredOwner] = field(default_factory=dict)
    given_for: dict[str, frozenset[str]] = field(default_factory=dict)
    refused: tuple[RefusedCell, ...] = ()
    skipped: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def refused_services(self) -> int:
        """Services kept out, by URN; a row whose URN cannot be read counts as one."""
        return len({cell.urn or f"{cell.sheet} {cell.row}" for cell in self.refused})

    @property
    def refused_urns(self) -> frozenset[str]:
        """The URNs kept out, as far as they could be read."""
        return frozenset(cell.urn for cell in self.refused if cell.urn)
