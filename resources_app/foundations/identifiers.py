"""Identifiers of records: UUID version 7, which sort by the time they were made."""

from __future__ import annotations

from collections.abc import Callable

import uuid_utils

NewId = Callable[[], str]


def new_id() -> str:
    """A fresh identifier; never shown to people, who see references instead."""
    return str(uuid_utils.uuid7())
