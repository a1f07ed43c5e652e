"""The commands of `print` that are written in modules of their own, imported when called.

To add one: a row here, whose sentence is the first of its help.
"""

from __future__ import annotations

from resources_app.cli.commands import Row

LATER = (
    Row(
        "preview",
        "previewing",
        "preview",
        "Write what a DOCUMENT would say, marked on every page as not registered.",
    ),
    Row(
        "batch",
        "batches",
        "batch_group",
        "Print many documents at once: schedules, packs; each is registered by itself.",
    ),
    Row(
        "uplift-letters",
        "batches",
        "uplift_letters",
        "Print an approved uplift's letters, a PDF for each provider or one with all.",
    ),
    Row(
        "response-form",
        "request_papers",
        "response_form",
        "Print what a provider fills in and sends back; it does not say who the child is.",
    ),
    Row(
        "funding-record",
        "request_papers",
        "funding_record",
        "Print who approved a request’s funding, when, within which limit, and on what.",
    ),
    Row(
        "register",
        "register_papers",
        "register",
        "Print the register: what was printed between two days, each with its SHA-256.",
    ),
    Row(
        "chaser",
        "register_papers",
        "chaser",
        "Print the letter that asks a provider for documents run out, or missing.",
    ),
    Row(
        "notice-letter",
        "placement_papers",
        "notice_letter",
        "Print the letter that gives, or answers, notice of a placement.",
    ),
    Row(
        "ending-letter",
        "placement_papers",
        "ending_letter",
        "Print the letter to the provider once a placement has ended.",
    ),
    Row(
        "variation",
        "placement_papers",
        "variation",
        "Print an approved variation of a placement’s agreement, to be signed.",
    ),
)
