"""What would stop an anonymised pack is told while the texts are still at hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from resources_app.documents.actions import print_referral_pack
from resources_app.documents.leaks import LeakFound
from resources_app.documents.pack_checking import leaks_in_request
from resources_app.requests.actions import reword_request, submit_request
from resources_app.session import Session


def test_what_would_stop_the_pack_is_known_before_it_is_printed(
    officer: Session, ask: Callable[..., str], named_texts: dict[str, str]
) -> None:
    reference = ask(**named_texts)
    before = officer.store.marker()
    told = leaks_in_request(officer.tables, reference, officer.today())
    assert "Rowan" not in "".join(map(str, told))
    assert officer.store.marker() == before
    with pytest.raises(LeakFound) as stopped:
        print_referral_pack(officer, reference)
    assert told == stopped.value.findings
    safe = dict.fromkeys(named_texts, "He likes football.")
    submit_request(officer, reference)
    reword_request(officer, reference, safe, reason="Names.")
    assert leaks_in_request(officer.tables, reference, officer.today()) == ()
    assert print_referral_pack(officer, reference).version == 1
