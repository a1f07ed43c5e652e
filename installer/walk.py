"""Walks one child's journey on a demo store without a window, through the command line.

    .venv/bin/python installer/walk.py --demo out/demo-county --out out
    .venv/bin/python installer/walk.py --demo out/demo-county --officers   (who works there)

From a request to a referral pack and a contract schedule, each step by the officer whose work it
is. Every walk brings a child of its own, so it can be walked again on the same store. Called by
installer/run where there is no display.
"""

import argparse
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TODAY = datetime.now(UTC).date()
COMMAND = Path(sys.executable).with_name("resources-app")
# In assets/codes/decline_reasons.csv.
NO_ROOM = "no-place"

Json = dict[str, Any]


class Demo:
    """A demo store and the passphrases of the officers in it."""

    def __init__(self, folder: Path) -> None:
        self.store = folder / "demo.resources"
        made = json.loads((folder / "demo.json").read_text("utf-8"))
        self.officers: list[dict[str, str]] = made["officers"]

    def officer(self, role: str) -> dict[str, str]:
        """The demo's officer with that role."""
        return next(one for one in self.officers if one["role"] == role)

    def run(self, role: str, *words: str | Path) -> Json:
        """One command by the officer with that role; ends the walk with what it says if refused."""
        environment = os.environ | {
            "RESOURCES_APP_STORE": str(self.store),
            "RESOURCES_APP_PASSPHRASE": self.officer(role)["passphrase"],
        }
        done = subprocess.run(
            [COMMAND, "--json", *words],
            env=environment,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            shown = " ".join(map(str, words))
            raise SystemExit(f"The walk stopped at: resources-app {shown}")
        result: Json = json.loads(done.stdout)
        return result


def say(step: str, what: str) -> None:
    """A line of the walk, shown at once."""
    print(f"  {step:<18} {what}", flush=True)


def walk(demo: Demo, out: Path) -> None:
    """From a request to two printed documents; prints what happened and where they are."""
    reference = ask(demo, out)
    offered = find(demo, reference, out)
    choose(demo, reference, offered)
    placed = demo.run(
        "placement officer", "place", reference,
        "--start", offered["start"],
        "--placement-code", "U6",
        "--delegated-authority", "Day trips, sleepovers, haircuts, school trips within England.",
    )  # fmt: skip
    say("placed", f"{placed['reference']} under {placed['ipa_reference']}")
    pack, schedule = out / "referral-pack.pdf", out / "contract-schedule.pdf"
    demo.run("placement officer", "print", "referral-pack", reference, "--out", pack)
    demo.run(
        "placement officer", "print", "contract-schedule", placed["reference"], "--out", schedule
    )
    verified = demo.run("auditor", "journal", "verify")
    say("journal", f"{verified['entries']:,} entries, every one whole, signed and in its place")
    picture = out / "desktop.png"
    subprocess.run(
        [sys.executable, HERE / "picture.py", demo.store, picture],
        env=os.environ | {"RESOURCES_APP_PASSPHRASE": demo.officer("team manager")["passphrase"]},
        check=True,
    )
    for what, where in (("pack", pack), ("schedule", schedule), ("screenshot", picture)):
        say(what, str(where))


def ask(demo: Demo, out: Path) -> str:
    """Take the request in and have it authorised; its reference."""
    request = json.loads((HERE / "journey/request.json").read_text("utf-8"))
    request["child"]["local_identifier"] = f"WALK-{out.name}"
    request["request"]["needed_by_date"] = str(TODAY + timedelta(days=21))
    file = out / "request.json"
    file.write_text(json.dumps(request, indent=2), "utf-8")
    reference = str(demo.run("placement officer", "request", "add", file, "--submit")["reference"])
    say("request", f"{reference}, for a boy from Aylesbury")
    demo.run(
        "head of service", "authorise", reference, "--note", "His carers retire in three weeks."
    )
    say("authorised", f"by {demo.officer('head of service')['name']}")
    return reference


def find(demo: Demo, reference: str, out: Path) -> Json:
    """Match, send to the next rung, and record an offer at the contract price."""
    matched = demo.run("placement officer", "match", reference, "--limit", "200")
    say("matched", matched["summary"])
    best = release(demo, reference, matched["results"])
    start = str(TODAY + timedelta(days=14))
    offer = {
        "urn": best["urn"],
        "available_from": start,
        "carer_or_bed_code": "FC-0192",
        "living_postcode": "HP19",
        "how_needs_met": "Carers with two teenagers, ten minutes from his school.",
        "prices": [
            {
                "element": "core weekly fee",
                "unit": "week",
                "amount": f"{best['weekly_pence'] // 100}.{best['weekly_pence'] % 100:02}",
            }
        ],
    }
    file = out / "offer.json"
    file.write_text(json.dumps(offer, indent=2), "utf-8")
    demo.run("placement officer", "offer", "add", reference, file)
    say("offered", f"{best['name']}, a carer in HP19, £{offer['prices'][0]['amount']} a week")
    return {"urn": best["urn"], "name": best["name"], "start": start}


def release(demo: Demo, reference: str, results: list[Json]) -> Json:
    """Go up the ladder, rung by rung, until a service with a contract price was asked.

    The services of the rungs before decline, as in-house carers with no room do.
    """
    while True:
        released = demo.run("placement officer", "release", reference)
        asked = [service["urn"] for service in released["services"]]
        say("released", f"to {released['rung']}: {len(asked)}, reply by {released['reply_due']}")
        priced = [one for one in results if one["urn"] in asked and one["weekly_pence"]]
        if priced:
            return priced[0]
        for urn in asked:
            demo.run("placement officer", "respond", reference, urn, "--decline", NO_ROOM)
        say("declined", f"by {len(asked)}: no room")


def choose(demo: Demo, reference: str, offered: Json) -> None:
    """Decide, and have it approved by whoever's limit is high enough."""
    decided = demo.run(
        "placement officer", "decide", reference,
        "--offer", offered["urn"],
        "--reasons", "Near his school, carers who know teenagers, at the contract price.",
        "--alternatives", "The other services asked had no carer within reach of his school.",
        "--value-for-money", "The contract price; no transport to school is needed.",
        "--child-views", "He met the carers and liked them.",
        "--family-views", "His mother agrees.",
    )  # fmt: skip
    say("decided", f"for {offered['name']}")
    role = decided["who_may_approve"]
    demo.run(role, "approve", reference, "--words", "Agreed.")
    say("approved", f"by {demo.officer(role)['name']}, {role}")


def main() -> None:
    """Read the command line and walk."""
    parser = argparse.ArgumentParser(description="Walk one child's journey without a window.")
    parser.add_argument("--demo", type=Path, required=True, help="folder of the demo store")
    parser.add_argument("--out", type=Path, help="folder for what is printed")
    parser.add_argument("--officers", action="store_true", help="only list who works there")
    parser.add_argument("--passphrase-of", metavar="ROLE", help="only print this passphrase")
    chosen = parser.parse_args()
    demo = Demo(chosen.demo)
    if chosen.passphrase_of:
        print(demo.officer(chosen.passphrase_of)["passphrase"])
    if chosen.officers:
        for one in demo.officers:
            print(f"    {one['name']:<15} {one['role']:<32} {one['passphrase']}")
    if chosen.out is None:
        return
    out = chosen.out / f"walk-{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}"
    out.mkdir(parents=True)
    walk(demo, out)


if __name__ == "__main__":
    main()
