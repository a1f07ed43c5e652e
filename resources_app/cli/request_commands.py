"""The commands of `request` that are written in modules of their own, imported when called.

To add one: a row here, whose sentence is the first of its help.
"""

from __future__ import annotations

from resources_app.cli.commands import Row

# What looks a request's texts through needs all that a pack is made with (`submitting`).
LATER = (
    Row(
        "add",
        "submitting",
        "request_add",
        "Take in a request from a JSON FILE: the child, their siblings and what is sought.",
    ),
    Row(
        "import",
        "request_imports",
        "request_import",
        "Import requests from a FILE of the Placements Data Standard (csv or xlsx).",
    ),
    Row(
        "standard",
        "standard",
        "request_standard",
        "Show or write a request and its placement in the fields of the national standard.",
    ),
    Row(
        "submitted",
        "submitted",
        "request_submitted",
        "Show what was submitted beside what is so now; what changed with who, when and why.",
    ),
    Row(
        "reword",
        "submitting",
        "request_reword",
        "Correct the wording of a submitted request from a JSON FILE: its texts, never its facts.",
    ),
    Row(
        "siblings",
        "family",
        "request_siblings",
        "Show who lives with the child of a request, or say it of a draft: name every one of them.",
    ),
    Row(
        "searches",
        "kept_searches",
        "request_searches",
        "List the searches kept with a request, or show one as it was made.",
    ),
    Row(
        "impact",
        "impact",
        "request_impact",
        "Show who lives at a service, or record what a placement would mean for them.",
    ),
    Row(
        "travel",
        "travelling",
        "request_travel",
        "Enter how long the way from a service to home, school or family takes.",
    ),
    Row(
        "apart",
        "family",
        "request_apart",
        "Place brothers and sisters of a request apart: those who leave get one of their own.",
    ),
    Row(
        "edit",
        "drafting",
        "request_edit",
        "Change answers of a draft to those in a JSON FILE, by field name; others stay.",
    ),
    Row(
        "missing",
        "drafting",
        "request_missing",
        "Say what a draft still lacks before it can be submitted.",
    ),
    Row(
        "unfinished",
        "drafting",
        "request_unfinished",
        "List what you typed in the window and did not save, or discard it.",
    ),
    Row(
        "tell",
        "sending",
        "request_tell",
        "Tell those who were sent a request, and did not decline, that it is over.",
    ),
    Row(
        "sendings",
        "sending",
        "request_sendings",
        "Say which service was sent which version of the pack when, how and by whom.",
    ),
    Row(
        "send-pack",
        "sending",
        "request_send_pack",
        "Send the pack as it is now to everybody asked who has not had this version.",
    ),
    Row(
        "remind",
        "sending",
        "request_remind",
        "Remind the services that have not answered; that they were is kept.",
    ),
    Row(
        "unplaced",
        "unplaced",
        "request_unplaced",
        "Count the requests closed without a placement, by reason, home sought, age and declines.",
    ),
)
