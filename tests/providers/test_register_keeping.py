"""What an import does to settings, owners and what the team itself entered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from resources_app.providers import queries
from resources_app.providers.actions import (
    RegisterAccepted,
    accept_register,
    declare_vacancy,
    enter_age_range,
    preview_register,
    set_referral_contact,
    set_registered_manager,
    set_specialisms,
)
from resources_app.providers.model import SETTING_NOT_LISTED
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


# Settings


def test_settings_are_added_changed_and_kept_when_no_longer_listed(
    session: Session, register
) -> None:
    first = register.setting()
    register.setting(Setting_address_line_1="190 Yew Road")
    take_in(session, register.write())
    first["Capacity"] = 4
    register.settings.pop()
    register.setting(Setting_address_line_1="2 Hazel Way")
    preview = preview_register(session, register.write())
    assert (preview.counts()["settings"], preview.counts()["changed"]) == (3, 0)
    accept_register(session, preview)
    service = queries.service_by_urn(session.tables, "SC489132")
    assert [
        (one.address.split("\n")[0], one.capacity, one.status)
        for one in queries.settings_of(session.tables, service.id)
    ] == [
        ("190 Yew Road", 9, SETTING_NOT_LISTED),
        ("2 Hazel Way", 9, "Open"),
        ("33 Fern Road", 4, "Open"),
    ]
    assert preview_register(session, register.write()).changes_nothing
    register.setting(Setting_address_line_1="190 Yew Road")
    assert len(preview_register(session, register.write()).settings.changed) == 1


# What belongs to the team


def test_what_the_team_added_survives_an_import(session: Session, register) -> None:
    row = register.home(Conditions="Boys only.")
    take_in(session, register.write())
    set_referral_contact(session, "2751533", name="Ann Lee", email="ann@example.org")
    set_registered_manager(session, "2751533", "Bo Hill")
    set_specialisms(session, "2751533", ["therapeutic", "autism"])
    declare_vacancy(session, "2751533", 2)
    enter_age_range(session, "2751533", age_from=9, age_to=12, genders="M", reason="Telephoned.")
    row |= {"Conditions": "Girls only.", "Provider name": "Cedar House"}
    take_in(session, register.write())
    home = queries.service_by_urn(session.tables, "2751533")
    assert home.name == "Cedar House"
    assert (home.referral_contact, home.referral_email) == ("Ann Lee", "ann@example.org")
    assert home.registered_manager == "Bo Hill"
    assert home.specialisms == ("therapeutic", "autism")
    assert (home.age_from, home.age_to, home.genders) == (9, 12, "M")
    assert home.conditions_unread  # the new conditions want reading by whoever entered the ages
    assert len(queries.vacancies_of(session.tables, home.id)) == 1


def test_ages_read_by_machine_follow_the_conditions(session: Session, register) -> None:
    row = register.home(Conditions="Boys only.")
    take_in(session, register.write())
    row["Conditions"] = "The home may not accommodate children over 16."
    take_in(session, register.write())
    home = queries.service_by_urn(session.tables, "2751533")
    assert (home.genders, home.age_to, home.conditions_unread) == ("", 16, False)


def test_a_layout_without_a_column_leaves_that_field_alone(
    session: Session, register, tmp_path: Path
) -> None:
    row = register.home(Conditions="Boys only.", Linked_school_URN="123456")
    take_in(session, register.write())
    kept = {name: value for name, value in row.items() if name not in {"Conditions", "Region"}}
    lines = [
        ",".join(f'"{value.isoformat() if isinstance(value, date) else value}"' for value in texts)
        for texts in (kept, kept.values())
    ]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    assert preview_register(session, tmp_path / "a.csv").changes_nothing


# Owners


def test_an_owner_that_is_renamed_is_shown_on_its_services(session: Session, register) -> None:
    rows = [register.home(URN=1001), register.home(URN=1002)]
    take_in(session, register.write())
    for row in rows:
        row["Owner name"] = "Bramble Homes Ltd"
    preview = preview_register(session, register.write())
    assert preview.counts()["changed"] == 2
    assert preview.changed[0].fields[0].label == "Owner name"
    accept_register(session, preview)
    assert queries.service_by_urn(session.tables, "1001").provider_name == "Bramble Homes Ltd"
    assert session.tables.value("SELECT count(*) FROM provider WHERE name LIKE 'Bramble%'") == 1
    assert preview_register(session, register.write()).changes_nothing


def test_a_home_that_is_sold_moves_to_its_new_owner(session: Session, register) -> None:
    row = register.home()
    register.home(URN=1001)
    take_in(session, register.write())
    row |= {"Owner ID": 900209, "Owner name": "Maple Horizons Ltd"}
    preview = preview_register(session, register.write())
    assert fields(preview) == {"Owner": ("Bramble Care (UK) Ltd", "Maple Horizons Ltd")}
    accept_register(session, preview)
    assert queries.service_by_urn(session.tables, "2751533").provider_name == "Maple Horizons Ltd"
    assert queries.service_by_urn(session.tables, "1001").provider_name == "Bramble Care (UK) Ltd"
    assert preview_register(session, register.write()).changes_nothing
