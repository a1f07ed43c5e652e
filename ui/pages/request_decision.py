"""The Decision tab: what was decided and why, what it costs, who approved it or may."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources_app.approvals.checklists import Check, item_words
from resources_app.approvals.model import ApprovalKind
from resources_app.documents.model import Kind
from resources_app.foundations.clock import local_text
from resources_app.foundations.dates import day_text
from resources_app.foundations.money import pounds
from resources_app.foundations.percents import percent_text
from resources_app.foundations.phrases import curled
from resources_app.requests.list_queries import OPEN_STATES
from resources_app.requests.model import State
from ui.pages.manner import MannerChoice
from ui.pages.printing import OF_DECISION, print_now
from ui.pages.request_unregistered import exceptions_card
from ui.pages.request_view import AreaAsked, RequestView
from ui.pages.wording import sentence
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_L, SPACE_M, SPACE_S
from ui.shell.widgets.buttons import ActionButton, button, let
from ui.shell.widgets.layouts import clear, column, holder, row, scrolled, surface
from ui.shell.widgets.words import Facts, chip, words


class DecisionTab(QWidget):
    """The trail of one decision."""

    wants_action = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.manner = MannerChoice(Kind.FUNDING_RECORD)
        self._desk = desk
        self._body = QVBoxLayout()
        self._body.setSpacing(SPACE_L)
        inside = QWidget()
        inside.setLayout(column(self._body, 1))
        inside.setMaximumWidth(1000)
        self.setLayout(column(scrolled(inside)))

    def show_view(self, view: RequestView) -> None:
        """Show a request's decision, or that there is none yet."""
        clear(self._body)
        exceptions = exceptions_card(view)
        if exceptions is not None:
            self._body.addWidget(exceptions)
        if view.decision is None:
            reason = view.actions["decide_offer"].why_not
            waits = view.request.state in OPEN_STATES
            title = "No decision yet" if waits else "No decision is recorded"
            lines: list[QWidget] = [words(title, "section")]
            if reason:
                lines.append(words(reason, "muted", wrap=True))
            else:
                decide = button(
                    "Decide between the offers",
                    partial(self.wants_action.emit, "decide_offer"),
                    "primary",
                )
                lines.append(holder(row(decide, 1)))
            self._body.addWidget(surface(column(*lines, spacing=SPACE_M)))
            return
        if view.request.state is State.DECISION_MADE or view.actions["approve_decision"].enabled:
            self._body.addWidget(self._approval(view))
        if view.area is not None:
            self._body.addWidget(self._outside(view.area))
        self._body.addWidget(self._decision(view))
        if view.approvals or view.recommended or view.panels:
            self._body.addWidget(self._given(view))

    def _approval(self, view: RequestView) -> QWidget:
        assert view.money is not None
        lines: list[QWidget] = [
            words("Up for approval", "section"),
            words(view.money.sentence, "strong", wrap=True),
            *(
                words(f"Recommended by {one.officer_name}, {one.role}: “{one.words}”", wrap=True)
                for one in view.recommended
            ),
        ]
        if view.money.why_not:
            lines.append(words(view.money.why_not, wrap=True))
            lines.append(words(view.money.who, wrap=True))
            change = button("Change officer", self._desk.wants_lock.emit, icon="lock")
            lines.append(holder(row(*self._recommend(view), change, 1, spacing=SPACE_S)))
        else:
            approve = button(
                f"Approve {pounds(view.money.cost.weekly_pence)} a week",
                partial(self.wants_action.emit, "approve_decision"),
                "primary",
            )
            refuse = button(
                "Refuse the funding", partial(self.wants_action.emit, "reject_decision"), "danger"
            )
            # Who was placed on a word that was denied is placed: it is approved, or ended.
            both = view.request.state is State.DECISION_MADE
            may = (approve, refuse) if both else (approve,)
            lines.append(holder(row(*may, 1, spacing=SPACE_S)))
        return surface(column(*lines, spacing=SPACE_M))

    def _recommend(self, view: RequestView) -> list[QWidget]:
        """The button that puts it to the next role; only where that is this officer's to do."""
        able = next(one for one in view.statutory if one.action == "recommend_decision")
        made = button(
            "Recommend it to whoever may", partial(self.wants_action.emit, able.action), "primary"
        )
        return [made] if able.enabled else []

    def _outside(self, asked: AreaAsked) -> QWidget:
        approve = ActionButton(
            "Approve a home outside the area", partial(self.wants_action.emit, "approve_area"), ""
        )
        if asked.why_not:
            approve.refuse(asked.why_not)
        lines = (
            words("Outside the council’s area", "section"),
            words(asked.sentence, wrap=True),
            holder(row(approve, 1)),
        )
        return surface(column(*lines, spacing=SPACE_M))

    def _decision(self, view: RequestView) -> QWidget:
        one = view.decision
        assert one is not None
        chosen = next((offer for offer in view.offers if offer.id == one.offer_id), None)
        split = ", ".join(f"{share.funder} {percent_text(share.share)}" for share in one.funding)
        facts = Facts()
        facts.show_facts(
            [
                ("Home", chosen.service_name if chosen else ""),
                ("A week", pounds(one.weekly_pence)),
                ("Twelve months", pounds(one.annual_pence)),
                ("Once", pounds(one.one_off_pence) if one.one_off_pence else "Nothing"),
                ("Who pays", sentence(split)),
                ("Why this home", one.reasons),
                ("What else was considered", one.alternatives),
                ("Value for money", one.value_for_money),
                ("What the child wants", one.child_views),
                ("What the family wants", one.family_views),
            ]
        )
        who = view.officers.get(one.decided_by, "")
        when = words(f"{who}, {local_text(one.decided_at)}", "meta")
        return surface(column(words("The decision", "section"), when, facts, spacing=SPACE_M))

    def _given(self, view: RequestView) -> QWidget:
        reference = view.request.reference
        record = button(
            OF_DECISION.label,
            lambda: print_now(self._desk, self, OF_DECISION, reference, manner=self.manner.chosen),
            icon="print",
        )
        funded = any(
            one.kind is ApprovalKind.MONEY and one.outcome == "approved" for one in view.approvals
        )
        let(record, "" if funded else "Not yet: the funding is not approved.")
        lines: list[QWidget] = [holder(row(words("Approvals", "section"), 1, self.manner, record))]
        for item in view.panels:
            said = sentence(item.outcome) if item.outcome else "Put to panel"
            told = f"{item.panel}, {day_text(item.held_on)}: {item.question}"
            line = row(chip(said, "information"), words(told, "muted", wrap=True), spacing=SPACE_M)
            line.setStretch(1, 1)
            lines.append(holder(line))
            if item.words:
                lines.append(words(f"“{item.words}”", wrap=True))
        for put in view.recommended:
            who = f"{put.officer_name} ({curled(put.role)}), {local_text(put.at)}"
            lines.append(
                holder(
                    row(chip("Recommended", "information"), words(who, "muted"), 1, spacing=SPACE_M)
                )
            )
            lines.append(words(f"“{put.words}”", wrap=True))
        for one in view.approvals:
            tone = "good" if one.outcome == "approved" else "bad"
            cost = f", {pounds(one.cost.weekly_pence)} a week" if one.cost else ""
            who = f"{one.approver_name} ({curled(one.approver_role)}), {local_text(one.decided_at)}"
            line = row(
                chip(sentence(one.outcome), tone),
                words(f"{sentence(one.kind)}{cost}", "strong"),
                words(who, "muted"),
                1,
                spacing=SPACE_M,
            )
            lines.append(holder(line))
            if one.words:
                lines.append(words(f"“{one.words}”", wrap=True))
            if checked := [check for check in view.checks if check.approval_id == one.id]:
                lines.append(_checklist(checked))
        return surface(column(*lines, spacing=SPACE_S))


def _checklist(checked: list[Check]) -> QWidget:
    """What the approver was satisfied of, and how."""
    facts = Facts()
    facts.show_facts([(item_words(one.item), one.answer) for one in checked])
    return facts
