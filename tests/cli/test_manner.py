"""Large print and plain language by command: variants of one version, not new ones."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import OFFICER, Office


def test_the_comparison_for_a_panel_stays_version_1_in_every_manner(
    office: Office, tmp_path: Path
) -> None:
    reference = office.names["decided"]
    before = office.do(OFFICER, "document", "list")
    said = ("print", "comparison", reference, "--out", str(tmp_path / "offers.pdf"))
    made = [
        office.do(OFFICER, *said, *manner)
        for manner in ((), ("--large",), ("--plain",), ("--large", "--plain"), ())
    ]
    assert {one["version"] for one in made} == {1}
    assert made[0]["reference"] == made[4]["reference"]
    assert len({one["reference"] for one in made}) == 4
    assert made[1]["pages"] > made[0]["pages"]
    now = office.do(OFFICER, "document", "list")
    assert _count(now) == _count(before) + 4
    pack = ("print", "referral-pack", reference, "--plain", "--out", str(tmp_path / "pack.pdf"))
    refused = office.run(OFFICER, *pack)
    assert (refused.status, refused.out) == (2, "")
    assert "“Referral pack, anonymised” has no variant in plain language." in refused.err


def _count(page: dict[str, int]) -> int:
    return page["total"]
