"""Everything a person can tell the window to do, in one table.

Menus, the search-or-do box and the list of shortcuts (F1) are built from it. To add a command:
add a row; one that goes somewhere names its place, any other names what the window does, and
window.py says how.
"""

from __future__ import annotations

from dataclasses import dataclass

from ui.shell.places import Place


@dataclass(frozen=True)
class Command:
    """One command. `also` holds other words by which people look for it."""

    id: str
    label: str
    shortcut: str = ""
    group: str = "Go to"
    place: Place | None = None
    icon: str = ""
    also: str = ""


COMMANDS: tuple[Command, ...] = (
    Command("today", "Today", "Ctrl+1", place=Place("today"), icon="today", also="work list home"),
    Command(
        "breaches",
        "Breaches",
        place=Place("breaches"),
        icon="clock",
        also="time limits overdue late statutory duties notifications",
    ),
    Command("requests", "Requests", "Ctrl+2", place=Place("requests"), icon="requests"),
    Command(
        "unplaced",
        "Unplaced",
        place=Place("unplaced"),
        icon="requests",
        also="closed without placement sufficiency gap no home found declined",
    ),
    Command("placements", "Placements", "Ctrl+3", place=Place("placements"), icon="placements"),
    Command(
        "providers",
        "Providers",
        "Ctrl+4",
        place=Place("providers"),
        icon="providers",
        also="services homes agencies ofsted",
    ),
    Command(
        "agreements",
        "Agreements",
        "Ctrl+5",
        place=Place("agreements"),
        icon="agreements",
        also="frameworks contracts prices rates",
    ),
    Command(
        "expiring",
        "Expiring",
        place=Place("expiring"),
        icon="clock",
        also="renewal calendar ends runs out extensions insurance due diligence",
    ),
    Command(
        "beds",
        "Beds",
        "Ctrl+8",
        place=Place("beds"),
        icon="beds",
        also="block contract board occupancy void hold sell recharge statement outcomes therapist",
    ),
    Command("documents", "Documents", "Ctrl+6", place=Place("documents"), icon="documents"),
    Command(
        "finance",
        "Finance",
        "Ctrl+9",
        place=Place("finance"),
        icon="finance",
        also="commitments invoices payments savings budget forecast",
    ),
    Command("settings", "Settings", "Ctrl+7", place=Place("settings"), icon="settings"),
    Command(
        "wording",
        "Wording of documents and e-mails",
        place=Place("settings", tab="wording"),
        icon="settings",
        also="clauses texts templates letters placeholders plain language",
    ),
    Command(
        "team",
        "Team",
        place=Place("settings", tab="team"),
        icon="users",
        also="officers add colleague role passphrase delegated limits",
    ),
    Command(
        "new_request",
        "New request",
        "Ctrl+N",
        "Do",
        Place("new_request"),
        "add",
        also="referral child",
    ),
    Command(
        "panels",
        "Panels",
        place=Place("panels"),
        icon="users",
        also="agenda minutes resources panel recommend",
    ),
    Command(
        "import_children",
        "Import children",
        group="Do",
        place=Place("children_import"),
        icon="import",
        also="case system mosaic liquidlogic legal status social worker",
    ),
    Command(
        "import_requests",
        "Import requests",
        group="Do",
        place=Place("requests_import"),
        icon="import",
        also="placements data standard csv referrals",
    ),
    Command(
        "import_register",
        "Import Ofsted’s register",
        "Ctrl+Shift+O",
        "Do",
        Place("register_import"),
        "import",
        also="monthly workbook services",
    ),
    Command(
        "import_prices",
        "Import a price schedule",
        "Ctrl+Shift+P",
        "Do",
        Place("price_import"),
        "import",
        also="tender framework lots rates",
    ),
    Command(
        "import_invoices",
        "Import invoices",
        "Ctrl+Shift+I",
        "Do",
        Place("invoice_import"),
        "import",
        also="provider claim bill credit note",
    ),
    Command(
        "enter_invoice",
        "Enter an invoice",
        group="Do",
        place=Place("invoice_entry"),
        icon="add",
        also="bill credit note",
    ),
    Command(
        "payments",
        "To pay",
        place=Place("finance", tab="paying"),
        icon="export",
        also="export approved lines finance system",
    ),
    Command(
        "savings",
        "Savings",
        place=Place("finance", tab="savings"),
        icon="pound-sterling",
        also="record saving step down negotiated",
    ),
    Command("find", "Search or do", "Ctrl+K", "Window", icon="search"),
    Command("primary", "Do the page’s next action", "Ctrl+Return", "Window", icon="forward"),
    Command("back", "Back", "Alt+Left", "Window", icon="back"),
    Command("forward", "Forward", "Alt+Right", "Window", icon="forward"),
    Command("refresh", "Read the page again", "F5", "Window", icon="refresh", also="reload"),
    Command("rail", "Narrow or widen the rail", "Ctrl+B", "Window", icon="collapse"),
    Command(
        "theme", "Light or dark", "Ctrl+Shift+D", "Window", icon="moon", also="theme colours night"
    ),
    Command("shortcuts", "Keyboard shortcuts", "F1", "Window", icon="help", also="help keys"),
    Command(
        "lock",
        "Change officer",
        "Ctrl+L",
        "Window",
        icon="lock",
        also="lock log out sign in another",
    ),
    Command("quit", "Close the window", "Ctrl+Q", "Window", icon="close", also="exit"),
)


def matching(text: str) -> list[Command]:
    """The commands whose words hold every word of `text`, in table order; all for no text."""
    wanted = _plain(text).split()
    return [
        command
        for command in COMMANDS
        if all(word in _plain(f"{command.label} {command.also}") for word in wanted)
    ]


def _plain(text: str) -> str:
    """In small letters, with the apostrophe that is on the keyboard."""
    return text.casefold().replace("’", "'")
