"""Every action has its words: the log never shows a name that only the code knows."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from resources_app.approvals.actions import statutory_action
from resources_app.approvals.model import ApprovalKind
from resources_app.casework.action_words import WORDS, in_words
from resources_app.requests.states import MOVES

ROOT = Path(__file__).resolve().parents[2] / "resources_app"
# Money is approved as a decision's funding; these each have an action of their own.
STATUTORY = set(ApprovalKind) - {ApprovalKind.MONEY}
# Where the store or a session is told which action begins.
_BEGINS = {"act": 0, "open_action": 2}


def _texts(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _taking(tree: ast.Module) -> dict[str, int]:
    """The functions that are told which action to begin, and where among their arguments."""
    takes = dict(_BEGINS)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [one.arg for one in node.args.args]
            if "action" in names and "session" in names:
                takes[node.name] = names.index("action")
    return takes


def named_in(tree: ast.Module) -> Iterator[str]:
    """The actions a module names: where one begins, as `action`, or as its constant."""
    takes = _taking(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            at = takes.get(called, len(node.args))
            yield from _texts(node.args[at : at + 1])
            yield from _texts(one.value for one in node.keywords if one.arg == "action")
        elif isinstance(node, ast.Assign):
            names = [getattr(target, "id", "") for target in node.targets]
            if any(name.endswith("ACTION") for name in names):
                yield from _texts([node.value])


def every_action() -> dict[str, str]:
    """Each action that the code names, and a file that names it."""
    found = {
        name: path.relative_to(ROOT).as_posix()
        for path in sorted(ROOT.rglob("*.py"))
        for name in named_in(ast.parse(path.read_text(encoding="utf-8")))
    }
    return (
        found
        | {move.action: "requests/states.py" for move in MOVES}
        | {statutory_action(kind): "approvals/actions.py" for kind in STATUTORY}
    )


def test_every_action_of_the_code_is_in_the_table() -> None:
    wordless = {name: path for name, path in every_action().items() if name not in WORDS}
    assert not wordless, "add a row to WORDS in resources_app/casework/action_words.py"


def test_the_scan_finds_actions_in_every_form() -> None:
    found = every_action()
    for name in ("submit_request", "set_specialisms", "import_register", "print_referral_pack",
                 "hold_request", "approve_out_of_area", "create_store"):  # fmt: skip
        assert name in found


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("authorise_request", "authorised the search"),
        ("approve_out_of_area", "approved a placement out of area"),
        ("a_later_version_s", "a later version s"),
    ],
)
def test_words(action: str, words: str) -> None:
    assert in_words(action) == words
