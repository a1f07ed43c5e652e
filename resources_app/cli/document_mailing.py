"""`document email`: a draft with a document attached; `remove-drafts`: those the desktop kept."""

from __future__ import annotations

from pathlib import Path

import click

from resources_app.cli.context import FILE, Invocation, example, read_passphrase, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.documents.drafts import DraftsRemoved, remove_drafts
from resources_app.documents.mailing import DocumentMailed, mail_document

PRINTS = {"document email": DocumentMailed, "document remove-drafts": DraftsRemoved}


@click.command(
    "email",
    epilog=example(
        "document email DOC-26-A7-0007 --out draft.eml",
        "document email DOC-26-A7-0007 --to r.anand@example.org --password-file word.txt "
        "--out draft.eml",
    ),
)
@click.argument("reference")
@click.option("--to", default="", help="The e-mail address; else that on record.")
@click.option("--name", default="", help="Whose it is; else whom the record names.")
@click.option("--password-file", type=FILE, help="Encrypt it; the file's first line opens it.")
@click.option("--out", type=FILE, required=True, help="Where to write the draft (.eml).")
@with_invocation
def email(
    here: Invocation, reference: str, to: str, name: str, password_file: Path | None, out: Path
) -> None:
    """Write an e-mail with a document attached, to be sent by the mail program."""
    password = read_passphrase(password_file) if password_file else ""
    with at_work(here) as session:
        mailed = mail_document(session, reference, out, to=to, name=name, password=password)
    told = " Tell the password by another way than e-mail." if mailed.encrypted else ""
    report(
        here.json,
        mailed,
        f"{mailed.file.path} opens in the mail program, ready to send to {mailed.to}.{told}",
    )


@click.command(
    "remove-drafts",
    epilog=example("document remove-drafts", "document remove-drafts --older-than 7"),
)
@click.option(
    "--older-than",
    "days",
    type=click.IntRange(0),
    default=0,
    help="Only those written so many days ago or more; else all.",
)
@with_invocation
def drafts_remove(here: Invocation, days: int) -> None:
    """Remove the drafts of e-mails that the desktop keeps on this machine."""
    done = remove_drafts(days_old=days)
    report(here.json, done, done.sentence)
