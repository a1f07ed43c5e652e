"""What a reading of the register would change in what is stored. Pure: facts in, facts out.

Only what the register itself says is compared. What the team added (contacts, registered
manager, specialisms, vacancies, an age range entered by hand) is not looked at, so that no
import can overwrite it. A column that the file's layout lacks is not known, and changes
nothing.

A service counts once: as added, as closed (its status moved to cancelled, resigned or
closed) or as changed. One that the file no longer lists is only reported: Ofsted publishes
the closing status in the list itself, and a file may be a part of the register.
"""

from __future__ import annotations

from collections.abc import Sequence

from resources_app.providers.differences import LABELS, MADE_FROM, differences
from resources_app.providers.model import (
    CLOSING,
    GRADE_RANK,
    Grade,
    ProvisionType,
    RegisteredOwner,
    RegisteredService,
    RegistrationStatus,
    ServiceWorsened,
    Worsening,
)
from resources_app.providers.register import RegisterReading
from resources_app.providers.register_preview import (
    FieldChange,
    OwnerPlan,
    RegisterPreview,
    ServiceChange,
    StoredRegister,
)
from resources_app.providers.settings_comparison import compare_settings

_OWNER_COLUMNS = {
    "ofsted_owner_id": {"owner_id"},
    "name": {"owner_name"},
    "owner_type": {"owner_type"},
    "owner_group": {"owner_group"},
    "address": {"owner_line_1", "owner_line_2", "owner_town", "owner_county"},
    "postcode": {"owner_postcode"},
}
_OWNER_LABELS = {
    "name": "Owner name",
    "owner_type": "Owner type",
    "owner_group": "Owner's top company",
    "address": "Owner address",
    "postcode": "Owner postcode",
}
# A file that still lists so much of what is open is taken for the whole register.
_WHOLE_REGISTER = 0.8


def compare(reading: RegisterReading, stored: StoredRegister) -> RegisterPreview:
    """Set a reading beside what is stored. URNs that were refused are left alone altogether."""
    owners = _plan_owners(reading, stored)
    added: list[RegisteredService] = []
    changed: list[ServiceChange] = []
    closed: list[ServiceChange] = []
    for urn, said in reading.services.items():
        before = stored.services.get(urn)
        if before is None:
            added.append(said)
            continue
        change = _service_change(reading, stored, owners, before, said)
        if change is not None:
            (closed if change.closes else changed).append(change)
    gone = _no_longer_listed(reading, stored)
    worsened = [found for change in (*changed, *closed) for found in _worsened(change)]
    if _is_whole(stored, gone):
        worsened += [
            ServiceWorsened(
                stored.service_ids[service.urn],
                Worsening.NOT_LISTED,
                f"{service.name} (URN {service.urn}) is no longer in Ofsted's register.",
            )
            for service in gone
        ]
    return RegisterPreview(
        reading=reading,
        marker=stored.marker,
        added=tuple(added),
        changed=tuple(changed),
        closed=tuple(closed),
        no_longer_listed=tuple(gone),
        settings=compare_settings(reading, stored),
        owners=owners,
        worsened=tuple(worsened),
        unchanged=len(reading.services) - len(added) - len(changed) - len(closed),
    )


# ---- services


def _service_change(
    reading: RegisterReading,
    stored: StoredRegister,
    owners: OwnerPlan,
    before: RegisteredService,
    said: RegisteredService,
) -> ServiceChange | None:
    provider_id = stored.provider_of[said.urn]
    new_provider_id = owners.provider_of.get(reading.owner_of[said.urn])
    of_owner = owners.changed.get(provider_id, ())
    if said == before and provider_id == new_provider_id and not of_owner:
        return None
    now = _with_only_given(before, said, reading.given_for[said.urn])
    fields = list(differences(before, now))
    if provider_id != new_provider_id:
        old_name = stored.owners[provider_id].name
        new_name = reading.owners[reading.owner_of[said.urn]].name
        fields.append(FieldChange("provider", LABELS["provider"], old_name, new_name))
    else:
        fields.extend(of_owner)
    if not fields:
        return None
    return ServiceChange(stored.service_ids[said.urn], before, now, tuple(fields))


def _with_only_given(
    before: RegisteredService, said: RegisteredService, given: frozenset[str]
) -> RegisteredService:
    """What the file says, with what is stored wherever its layout has no column."""
    kept = {
        name: old
        for name, old in before._asdict().items()
        if not (given & MADE_FROM.get(name, {name}))
    }
    return said._replace(**kept) if kept else said


def _no_longer_listed(reading: RegisterReading, stored: StoredRegister) -> list[RegisteredService]:
    """Open registrations that the file says nothing of, if it has a sheet for their kind."""
    has_supported, has_others = _kinds(reading)
    seen = reading.services.keys() | reading.refused_urns
    return [
        service
        for urn, service in stored.services.items()
        if urn in stored.listed
        and urn not in seen
        and service.registration_status not in CLOSING
        and (
            has_supported
            if service.provision_type == ProvisionType.SUPPORTED_ACCOMMODATION
            else has_others
        )
    ]


def _kinds(reading: RegisterReading) -> tuple[bool, bool]:
    supported = {
        service.provision_type == ProvisionType.SUPPORTED_ACCOMMODATION
        for service in reading.services.values()
    }
    return True in supported, False in supported


def _is_whole(stored: StoredRegister, gone: Sequence[RegisteredService]) -> bool:
    was_open = sum(
        service.registration_status not in CLOSING
        for urn, service in stored.services.items()
        if urn in stored.listed
    )
    return bool(was_open) and 1 - len(gone) / was_open >= _WHOLE_REGISTER


# ---- what matters to children who live there


def _worsened(change: ServiceChange) -> list[ServiceWorsened]:
    before, now = change.before, change.now
    called = f"{now.name} (URN {now.urn})"
    found: list[tuple[Worsening, str]] = []
    if change.closes:
        found.append((Worsening.CLOSED, f"{called} is now {now.registration_status.lower()}."))
    suspended = RegistrationStatus.SUSPENDED
    if now.registration_status == suspended != before.registration_status:
        found.append((Worsening.SUSPENDED, f"Ofsted has suspended {called}."))
    if _is_worse(before.overall_effectiveness, now.overall_effectiveness):
        was = before.overall_effectiveness or "no grade"
        found.append(
            (
                Worsening.DOWNGRADED,
                f"{called} went from “{was}” to “{now.overall_effectiveness}”.",
            )
        )
    if now.conditions and now.conditions != before.conditions:
        found.append((Worsening.NEW_CONDITION, f"{called} has new conditions: {now.conditions}"))
    return [ServiceWorsened(change.service_id, kind, message) for kind, message in found]


def _is_worse(before: str, now: str) -> bool:
    """Whether a grade fell, or a first grade is the lowest."""
    rank = GRADE_RANK.get(Grade(now))
    if rank is None:
        return False
    before_rank = GRADE_RANK.get(Grade(before))
    return rank == 1 if before_rank is None else rank < before_rank


# ---- owners


def _plan_owners(reading: RegisterReading, stored: StoredRegister) -> OwnerPlan:
    by_ofsted_id = {one.ofsted_owner_id: key for key, one in stored.owners.items()}
    by_name = {one.name: key for key, one in stored.owners.items()}
    given = frozenset().union(*reading.given_for.values())
    plan = OwnerPlan()
    for key, owner in reading.owners.items():
        # A layout without owners' numbers goes by the name, letter for letter.
        known = (
            by_ofsted_id.get(owner.ofsted_owner_id)
            if owner.ofsted_owner_id
            else by_name.get(owner.name)
        )
        if known is None:
            plan.added[key] = owner
            continue
        plan.provider_of[key] = known
        changes = _owner_changes(stored.owners[known], owner, given)
        if changes:
            plan.changed[known] = changes
    return plan


def _owner_changes(
    before: RegisteredOwner, now: RegisteredOwner, given: frozenset[str]
) -> tuple[FieldChange, ...]:
    if before == now:
        return ()
    return tuple(
        FieldChange(f"owner_{name.removeprefix('owner_')}", label, old, new)
        for name, label in _OWNER_LABELS.items()
        if (old := getattr(before, name)) != (new := getattr(now, name))
        and given & _OWNER_COLUMNS[name]
    )
