"""Deeds that send something to services: a round, a new version of the pack, a reminder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from resources_app.documents.ending_mails import tell_ended, to_tell
from resources_app.documents.model import Delivered
from resources_app.documents.sending import (
    Post,
    RequestSent,
    awaiting_pack,
    remind,
    send_pack,
    send_request,
    to_remind,
)
from resources_app.documents.sending_model import Way
from resources_app.foundations.errors import KnownError
from resources_app.requests.actions.releasing import ground_of
from resources_app.requests.climbing import Ground
from resources_app.requests.queries import request
from resources_app.requests.replies_due import ReplyDue
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from ui.pages.delivery import Delivery, open_outside, went
from ui.pages.release_panel import ReleaseForm, providers
from ui.pages.request_deeds import Deed, RequestDeeds
from ui.shell.tokens import SPACE_M
from ui.shell.widgets.form import Form
from ui.shell.widgets.layouts import column
from ui.shell.widgets.panel import Panel
from ui.shell.widgets.words import words

_FEW = 5  # e-mails that are written before anybody could read how far it is


@dataclass(frozen=True)
class _Carried:
    """What was recorded, and the e-mails that were written for it."""

    made: Any
    post: Post
    written: tuple[Delivered, ...]

    @property
    def changes(self) -> Changes:
        """What the pages refresh for."""
        return self.post.changes


def _release(deeds: RequestDeeds) -> None:
    reference, today = deeds.reference, deeds.desk.today()
    deeds.desk.read(
        deeds,
        lambda tables: ground_of(tables, request(tables, reference), today),
        lambda ground: _show_release(deeds, ground),
    )


def _show_release(deeds: RequestDeeds, ground: Ground) -> None:
    reference = deeds.reference
    if not any(ground.rungs().values()) and not ground.lots():
        deeds.desk.say(
            "Everybody who fitted in the last search was asked already. "
            "Search again with wider criteria.",
            "warning",
        )
        return
    chooser = ReleaseForm(ground, deeds.desk.clock.now(), reference)
    panel = Panel(
        "Send the request to providers",
        chooser,
        chooser.do,
        lambda: press(),
        text="The anonymised referral goes to the homes that are ticked. Rungs are climbed in "
        "order: in-house first, then tier by tier, spot purchase last.",
    )
    chooser.told.connect(panel.do.setText)

    def press() -> None:
        terms = chooser.terms()
        if terms is None:
            return
        due, skipped = terms
        rung, chosen, lot = chooser.rung, chooser.chosen, chooser.lot
        _post(
            deeds,
            panel,
            chooser.delivery,
            lambda session, way: send_request(
                session,
                reference,
                rung,
                lot=lot.name if lot else "",
                service_ids=chosen,
                skipped_reason=skipped,
                reply_due=due,
                way=way,
            ),
            lambda made: made.post,
            _released,
            form=chooser.form,
        )

    deeds.wants_panel.emit(panel)


def _released(sent: RequestSent) -> str:
    made = sent.released
    return (
        f"Round {made.round_number} is with {providers(len(made.recipients))} of {made.rung}; "
        f"replies are due by {ReplyDue(made.reply_due, made.reply_due_at)}."
    )


def _send_pack(deeds: RequestDeeds) -> None:
    reference, today = deeds.reference, deeds.desk.today()
    deeds.desk.read(
        deeds,
        lambda tables: awaiting_pack(tables, reference, today),
        lambda names: _show_post(
            deeds,
            names,
            "Send a new version of the pack",
            "The pack as it is now, checked and printed, goes to those who have not had it; "
            "who has declined is left alone.",
            "Send new version to",
            "Everybody who was asked has the pack as it is now.",
            lambda session, way: send_pack(session, reference, way=way),
        ),
    )


def _remind(deeds: RequestDeeds) -> None:
    reference = deeds.reference
    deeds.desk.read(
        deeds,
        lambda tables: to_remind(tables, request(tables, reference)),
        lambda names: _show_post(
            deeds,
            names,
            "Remind those who have not answered",
            "The pack that they were sent goes with it. That they were reminded is kept.",
            "Remind",
            "Everybody who was asked has answered.",
            lambda session, way: remind(session, reference, way=way),
        ),
    )


def _tell_ended(deeds: RequestDeeds) -> None:
    reference = deeds.reference

    def names(tables: Tables) -> list[str]:
        every = to_tell(tables, request(tables, reference))
        return [f"{one.name}: {one.referral_email or 'no referral address'}" for one in every]

    deeds.desk.read(
        deeds,
        names,
        lambda found: _show_post(
            deeds,
            found,
            "Tell providers that it is over",
            "Those who were sent it and did not decline. Nothing about the child is in it.",
            "Tell",
            "Nobody who was sent it is left to tell.",
            lambda session, _: tell_ended(session, reference),
        ),
    )


def _show_post(
    deeds: RequestDeeds,
    names: Sequence[str],
    title: str,
    text: str,
    do: str,
    nobody: str,
    action: Callable[[Session, Way], Post],
) -> None:
    if not names:
        deeds.desk.say(nobody, "information")
        return
    delivery = Delivery(deeds.reference)
    content = QWidget()
    content.setLayout(column(words("\n".join(names), wrap=True), delivery, spacing=SPACE_M))
    panel = Panel(title, content, f"{do} {providers(len(names))}", lambda: press(), text=text)

    def press() -> None:
        _post(deeds, panel, delivery, action, lambda post: post, _posted)

    deeds.wants_panel.emit(panel)


def _posted(post: Post) -> str:
    with_pack = f", version {post.version} of the pack" if post.version else ""
    return f"It went to {providers(len(post.to))}{with_pack}." if post.to else "Nothing went out."


def _post(
    deeds: RequestDeeds,
    panel: Panel,
    delivery: Delivery,
    action: Callable[[Session, Way], Any],
    post_of: Callable[[Any], Post],
    told: Callable[[Any], str],
    form: Form | None = None,
) -> None:
    """Record what goes out and write its e-mails; then say so, and open them."""
    try:
        folder = delivery.place()
    except KnownError as error:
        panel.complain(error)
        return
    way = delivery.way

    def carried(session: Session, progress: Callable[[int, int], None]) -> _Carried:
        made = action(session, way)
        post = post_of(made)
        return _Carried(made, post, post.save(folder, progress) if folder else ())

    def done(carried: _Carried) -> None:
        panel.close_panel()
        more = went(carried.post, folder)
        tone = "warning" if carried.post.without_address else "good"
        deeds.desk.say(f"{told(carried.made)} {more}".strip(), tone)
        open_outside([one.path for one in carried.written], folder)

    def failed(error: KnownError) -> None:
        delivery.strip.end()
        panel.working(False)
        if form is None or not form.complain(error):
            panel.complain(error)

    def progressed(so_far: int, total: int) -> None:
        if total > _FEW:
            delivery.strip.begin("Writing e-mails")
            delivery.strip.report(so_far, total)

    panel.working(True)
    deeds.desk.write_long(panel, carried, done, failed=failed, progressed=progressed)


DEEDS: dict[str, Deed] = {
    "release_request": _release,
    "send_pack": _send_pack,
    "remind": _remind,
    "tell_ended": _tell_ended,
}
