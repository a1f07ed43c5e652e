"""Sets the settings of a register beside those stored, registration by registration."""

from __future__ import annotations

from collections.abc import Sequence

from resources_app.providers.differences import MADE_FROM, differences
from resources_app.providers.model import SETTING_NOT_LISTED, RegisteredSetting
from resources_app.providers.register import RegisterReading
from resources_app.providers.register_preview import (
    FieldChange,
    SettingChange,
    SettingChanges,
    StoredRegister,
    StoredSetting,
)

_SettingKey = tuple[str, str]


def compare_settings(reading: RegisterReading, stored: StoredRegister) -> SettingChanges:
    """Settings by address and postcode; they have no number of their own."""
    added: list[RegisteredSetting] = []
    changed: list[SettingChange] = []
    removed: list[StoredSetting] = []
    for urn, said in reading.settings.items():
        there = stored.settings.get(urn, ())
        if not there:
            added.extend(said)
            continue
        pairs, fresh, gone = _paired(said, there)
        added.extend(fresh)
        removed.extend(one for one in gone if one.said.status != SETTING_NOT_LISTED)
        given = reading.given_for[urn]
        for now, before in pairs:
            fields = _setting_differences(before.said, now, given)
            if fields:
                changed.append(SettingChange(before.id, urn, now, fields))
    return SettingChanges(tuple(added), tuple(changed), tuple(removed))


def _paired(
    said: Sequence[RegisteredSetting], there: Sequence[StoredSetting]
) -> tuple[
    list[tuple[RegisteredSetting, StoredSetting]], list[RegisteredSetting], list[StoredSetting]
]:
    """Settings that are the same place, those that are new, and those left over.

    Flats that share an address, or addresses withheld, are first paired with what is the
    same in every field, then in order, so that the order of rows makes no difference.
    """
    waiting: dict[_SettingKey, list[StoredSetting]] = {}
    for one in there:
        waiting.setdefault((one.said.address, one.said.postcode), []).append(one)
    pairs: list[tuple[RegisteredSetting, StoredSetting]] = []
    unsettled: list[RegisteredSetting] = []
    for now in said:
        same = next((one for one in waiting.get(now[1:3], ()) if one.said == now), None)
        if same is None:
            unsettled.append(now)
        else:
            waiting[now[1:3]].remove(same)
    fresh: list[RegisteredSetting] = []
    for now in unsettled:
        left = waiting.get(now[1:3])
        if left:
            pairs.append((now, left.pop(0)))
        else:
            fresh.append(now)
    return pairs, fresh, [one for left in waiting.values() for one in left]


_SETTING_COLUMNS = {
    "authority_name": {"setting_authority_name", "authority_name"},
    "status": {"setting_status"},
    "status_date": {"setting_status_date"},
    "telephone": {"setting_telephone"},
    "address": MADE_FROM["address"],
}


def _setting_differences(
    before: RegisteredSetting, now: RegisteredSetting, given: frozenset[str]
) -> tuple[FieldChange, ...]:
    return tuple(
        change
        for change in differences(before, now)
        if given & _SETTING_COLUMNS.get(change.field, {change.field})
        or change.old == SETTING_NOT_LISTED
    )
