"""Who owns each registration, as the rows of a register name them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from resources_app.providers.model import RegisteredOwner
from resources_app.providers.register_columns import SheetColumns, joined_lines
from resources_app.workbooks.headings import squashed

_ADDRESS = ("owner_line_1", "owner_line_2", "owner_town", "owner_county")


class OwnerBook:
    """Collects what every row says of its owner, and settles on one owner for each key."""

    def __init__(self) -> None:
        self._said: dict[str, Counter[RegisteredOwner]] = defaultdict(Counter)

    def read(self, columns: SheetColumns) -> list[str]:
        """Each row's owner, as a key; a service with no owner named owns itself.

        The key is Ofsted's number where there is one: names alone are shared and misspelt.
        """
        values = columns.values
        rows = list(
            zip(
                values["owner_id"],
                values["owner_name"] if any(values["owner_name"]) else values["name"],
                values["owner_type"],
                values["owner_group"],
                joined_lines(values, _ADDRESS),
                values["owner_postcode"],
                strict=True,
            )
        )
        key_of: dict[tuple[str, ...], str] = {}
        for said, count in Counter(rows).items():
            owner = RegisteredOwner(*said)
            key_of[said] = key = owner.ofsted_owner_id or _key_by_name(owner)
            self._said[key][owner] += count
        return list(map(key_of.__getitem__, rows))

    def settle(self, used: Iterable[str]) -> tuple[dict[str, RegisteredOwner], list[str]]:
        """One owner for each key in use: what most rows say, field by field, blanks aside.

        Also notes on owners that are called by more than one name.
        """
        owners: dict[str, RegisteredOwner] = {}
        notes: list[str] = []
        for key in dict.fromkeys(used):
            said = self._said[key]
            if len(said) == 1:
                owners[key] = next(iter(said))
                continue
            owners[key] = RegisteredOwner(
                *(_most_frequent(said, index) for index in range(len(RegisteredOwner._fields)))
            )
            names = sorted({owner.name for owner in said if owner.name})
            if len(names) > 1:
                written = " and ".join(f"“{name}”" for name in names)
                notes.append(f"Owner {key} is called {written}; “{owners[key].name}” was taken.")
        return owners, notes


def _key_by_name(owner: RegisteredOwner) -> str:
    return f"name:{squashed(owner.name or '')}|{owner.postcode}"


def _most_frequent(said: Counter[RegisteredOwner], index: int) -> str:
    """The field's most frequent value that is not blank; the first in a tie."""
    counts: Counter[str] = Counter()
    for owner, count in said.items():
        if owner[index]:
            counts[owner[index]] += count
    return counts.most_common(1)[0][0] if counts else ""
