"""A preview of a register in sentences and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from resources_app.providers.actions import (
    RegisterAccepted,
    accept_register,
    preview_register,
)
from resources_app.providers.preview_text import preview_lines
from resources_app.providers.register_preview import RegisterPreview
from resources_app.session import Session

DATA = Path(__file__).parent.parent / "data"


def take_in(session: Session, path: Path) -> RegisterAccepted:
    return accept_register(session, preview_register(session, path))


def journal_length(session: Session) -> int:
    return int(session.tables.value("SELECT count(*) FROM journal_entry"))


def fields(preview: RegisterPreview) -> dict[str, tuple[object, object]]:
    """What changes of the one service that changes, by label."""
    (change,) = (*preview.changed, *preview.closed)
    return {one.label: (one.old, one.new) for one in change.fields}


def test_a_preview_as_json_has_the_counts_under_their_names(session: Session, register) -> None:
    row = register.home()
    register.setting()
    take_in(session, register.write())
    row["Registration status"] = "Resigned"
    register.home(URN=1001, Number_of_registered_places="many")
    register.home(URN=1002, Provider_type="Voluntary Adoption Agency")
    register.home(URN=1003)
    register.setting(Setting_address_line_1="190 Yew Road")
    told = preview_register(session, register.write()).as_dict()
    details = told.pop("details")
    assert told == {
        "added": 1, "changed": 0, "closed": 1, "refused": 1, "skipped": 1, "settings": 1,
    }  # fmt: skip
    assert [one["urn"] for one in details["added"]] == ["1003"]
    assert details["closed"][0]["fields"] == [
        {
            "field": "registration_status",
            "label": "Registration status",
            "old": "Active",
            "new": "Resigned",
        }
    ]
    (refused,) = details["refused"]
    assert (refused["sheet"], refused["row"], refused["column"], refused["value"]) == (
        "Providers", 3, "Number of registered places", "many",
    )  # fmt: skip
    assert details["skipped"] == {"Voluntary Adoption Agency": 1}
    assert details["settings"]["added"][0]["postcode"] == "RG4 8EN"
    json.dumps(details)


def test_a_preview_in_sentences(session: Session, register) -> None:
    row = register.home()
    take_in(session, register.write())
    row |= {"Number of registered places": 5, "Registration date": "", "Mental disorders": 1}
    register.home(URN=1001, Registration_status="Open")
    for urn in range(2000, 2030):
        register.home(URN=urn)
    text = "\n".join(preview_lines(preview_register(session, register.write())))
    assert "Services: 30 added, 1 changed, 0 closed, 1 refused, 0 skipped, 0 unchanged." in text
    assert "2751533 Cedar Rise: Registration date 25 May 2020 → nothing;" in text
    assert "Number of registered places “4” → “5”; Mental disorders no → yes" in text
    assert "Providers, row 3, Registration status (H3): “Open”:" in text
    assert "… and 10 more" in text
