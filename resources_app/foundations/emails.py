"""E-mail addresses, as a person gives them: whether one can be one, and its plain form."""

from __future__ import annotations

import re

from resources_app.foundations.errors import BadInput, Where

# Who it is, @, and a domain with a dot. Nothing that ends a header, nor a list of several.
_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\\\"]+@[^\s@,;:<>()\[\]\\\".]+(\.[^\s@,;:<>()\[\]\\\".]+)+")


def email_address(text: str, *, where: Where | None = None) -> str:
    """The address without spaces about it; empty for none. Raises BadInput for what is none."""
    address = text.strip()
    if address and not _ADDRESS.fullmatch(address):
        raise BadInput(
            f"“{address}” is not an e-mail address.",
            where=where,
            remedy="Give one such as name@example.org.",
        )
    return address
