"""Opens the store that a command names, as the officer whose passphrase was given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from resources_app.cli.context import Invocation
from resources_app.session import Session
from resources_app.store.store import Store
from resources_app.team.signing_in import sign_in


@contextmanager
def at_work(
    here: Invocation, *, read_only: bool = False, passphrase: str = ""
) -> Iterator[Session]:
    """A session in the store, which is closed afterwards. Raises StoreProblem, BadInput.

    The passphrase is asked for unless the command has it already.
    """
    path = here.store_path()
    store = Store.open(path, passphrase=passphrase or here.passphrase(), read_only=read_only)
    try:
        yield sign_in(store)
    finally:
        store.close()
