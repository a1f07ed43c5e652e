"""What taking in a register would change: the facts a person sees before accepting it.

They are worked out in comparison.py, put into sentences in preview_text.py, and written by
register_actions.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from resources_app.providers.model import (
    CLOSING,
    RegisteredOwner,
    RegisteredService,
    RegisteredSetting,
    ServiceWorsened,
)
from resources_app.providers.register import RegisterReading
from resources_app.providers.register_columns import RefusedCell

FieldValue = str | int | None


@dataclass(frozen=True)
class FieldChange:
    """One field, old and new, with its name for people."""

    field: str
    label: str
    old: FieldValue
    new: FieldValue


@dataclass(frozen=True)
class StoredSetting:
    """A setting as it is stored."""

    id: str
    said: RegisteredSetting


@dataclass(frozen=True)
class StoredRegister:
    """What the store holds of the register, by URN; owners by the provider's id."""

    marker: int
    service_ids: Mapping[str, str] = field(default_factory=dict)
    services: Mapping[str, RegisteredService] = field(default_factory=dict)
    provider_of: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, RegisteredOwner] = field(default_factory=dict)
    settings: Mapping[str, Sequence[StoredSetting]] = field(default_factory=dict)
    listed: frozenset[str] = frozenset()  # URNs that some register has held before


@dataclass(frozen=True)
class ServiceChange:
    """A stored service and what the register says differently; `now` is what to store."""

    service_id: str
    before: RegisteredService
    now: RegisteredService
    fields: tuple[FieldChange, ...]

    @property
    def closes(self) -> bool:
        """Whether this ends the registration."""
        was, becomes = self.before.registration_status, self.now.registration_status
        return was not in CLOSING and becomes in CLOSING


@dataclass(frozen=True)
class SettingChange:
    """A stored setting and what the register says differently of it."""

    setting_id: str
    urn: str
    now: RegisteredSetting
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class SettingChanges:
    """Settings added, changed, and no longer listed by their registration."""

    added: tuple[RegisteredSetting, ...] = ()
    changed: tuple[SettingChange, ...] = ()
    removed: tuple[StoredSetting, ...] = ()

    def __len__(self) -> int:
        return len(self.added) + len(self.changed) + len(self.removed)


@dataclass(frozen=True)
class OwnerPlan:
    """Which provider each owner of the file is: one stored, or one to be made."""

    provider_of: dict[str, str] = field(default_factory=dict)  # owner's key → provider id
    added: dict[str, RegisteredOwner] = field(default_factory=dict)  # owner's key → what to add
    changed: dict[str, tuple[FieldChange, ...]] = field(default_factory=dict)  # provider id → …


@dataclass(frozen=True)
class RegisterPreview:
    """What accepting a register would do. Nothing of it is written yet.

    `marker` is the state of the store it was compared with; accepting checks it.
    """

    reading: RegisterReading
    marker: int
    added: tuple[RegisteredService, ...]
    changed: tuple[ServiceChange, ...]
    closed: tuple[ServiceChange, ...]
    no_longer_listed: tuple[RegisteredService, ...]
    settings: SettingChanges
    owners: OwnerPlan
    worsened: tuple[ServiceWorsened, ...]
    unchanged: int

    @property
    def refused(self) -> tuple[RefusedCell, ...]:
        """The cells that keep services out."""
        return self.reading.refused

    @property
    def changes_nothing(self) -> bool:
        """Whether everything the file says is stored already."""
        return not (
            self.added or self.changed or self.closed or len(self.settings) or self.owners.changed
        )

    def counts(self) -> dict[str, int]:
        """How many services (by URN) and settings each outcome has."""
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "closed": len(self.closed),
            "refused": self.reading.refused_services,
            "skipped": sum(self.reading.skipped.values()),
            "settings": len(self.settings),
        }

    def as_dict(self) -> dict[str, Any]:
        """The counts as `added`, `changed`, `closed`, `refused`, `skipped`, `settings`, with
        everything behind them under `details`; ready for JSON.
        """
        return {**self.counts(), "details": self._details()}

    def _details(self) -> dict[str, Any]:
        return {
            "file": self.reading.file_name,
            "sha256": self.reading.sha256,
            "layout": self.reading.layout,
            "unchanged": self.unchanged,
            "added": [_named(one) for one in self.added],
            "changed": [_change_dict(one) for one in self.changed],
            "closed": [_change_dict(one) for one in self.closed],
            "no_longer_listed": [_named(one) for one in self.no_longer_listed],
            "refused": [vars(cell) for cell in self.refused],
            "skipped": dict(self.reading.skipped),
            "settings": {
                "added": [_setting_dict(one) for one in self.settings.added],
                "changed": [
                    {**_setting_dict(one.now), "fields": _fields_dict(one.fields)}
                    for one in self.settings.changed
                ],
                "removed": [_setting_dict(one.said) for one in self.settings.removed],
            },
            "notes": list(self.reading.notes),
        }


def _named(service: RegisteredService) -> dict[str, str]:
    return {
        "urn": service.urn,
        "name": service.name,
        "provision_type": service.provision_type,
        "registration_status": service.registration_status,
    }


def _change_dict(change: ServiceChange) -> dict[str, Any]:
    return {**_named(change.now), "fields": _fields_dict(change.fields)}


def _fields_dict(fields: Iterable[FieldChange]) -> list[dict[str, FieldValue]]:
    return [
        {"field": one.field, "label": one.label, "old": one.old, "new": one.new} for one in fields
    ]


def _setting_dict(setting: RegisteredSetting) -> dict[str, FieldValue]:
    return {
        "urn": setting.urn,
        "address": setting.address,
        "postcode": setting.postcode,
        "category": setting.category,
        "capacity": setting.capacity,
        "status": setting.status,
    }
