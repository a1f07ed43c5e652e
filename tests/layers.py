"""Reads every module's imports and says where the house's walls are broken.

Imports are read from the source with ast, so those inside functions and under TYPE_CHECKING count
as well. Each check is a function over the modules that yields findings in words; CHECKS lists
them. tests/test_layers.py runs them over this checkout and over small made-up trees.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

# Who may import whom: a room imports only from lines above its own; rooms on one line do not see
# each other. To add a room: put its name on the line after the last one it needs.
STOREYS: tuple[tuple[str, ...], ...] = (
    ("assets",),
    ("foundations",),
    ("store", "workbooks", "mail"),
    ("session",),
    ("team",),
    ("approvals",),
    ("children", "providers"),
    ("agreements",),
    ("requests",),
    ("placements",),
    ("beds",),
    ("finance", "visits"),
    ("casework",),
    ("printing",),
    ("documents",),
    ("insight", "sharing"),
    ("demo",),
    ("cli",),
    ("ui",),
)
RANK = {room: rank for rank, rooms in enumerate(STOREYS) for room in rooms}

PACKAGES = ("resources_app", "ui", "assets")
QT = ("PySide6", "shiboken6", "pyqtgraph")
# The one way from the window to the command line: the entry point serves both.
ENTRY = "ui.launch"

# Rooms without the floor plan model <- rules <- queries <- actions.
WITHOUT_FLOOR_PLAN = {"assets", "foundations", "store", "workbooks", "mail", "session",
                      "printing", "demo", "cli", "ui"}  # fmt: skip
FLOORS = ("model", "rules", "queries", "actions")

READS = {"rows", "one", "value"}
# SQL is read in the store, on the queries' and actions' floors when the file's name says so, and
# in these single files, for the reason given.
SQL_FILES_BESIDE = {
    "resources_app/session.py": "asks inside each action whether its officer is still in the team",
    "resources_app/team/references.py": "takes the next number inside the caller's transaction",
}

MOST_LINES = 400
VAGUE = {"util", "utils", "helper", "helpers", "manager", "managers", "misc", "common"}


@dataclass(frozen=True)
class Import:
    """One imported name, as dotted text, and the line it stands on."""

    target: str
    line: int


@dataclass(frozen=True)
class Module:
    """A source file; `name` is dotted, `path` relative to the checkout."""

    name: str
    path: PurePosixPath
    tree: ast.Module
    lines: int
    imports: tuple[Import, ...]

    @property
    def room(self) -> str:
        return room_of(self.name)


Modules = Mapping[str, Module]
Check = Callable[[Modules], Iterator[str]]


def room_of(name: str) -> str:
    """ "resources_app.store.keys" → "store"; "ui.pages.today" → "ui"; outside us → ""."""
    first, *rest = name.split(".")
    if first == "resources_app":
        return rest[0] if rest else ""
    return first if first in PACKAGES else ""


def read_modules(root: Path) -> dict[str, Module]:
    """Every module of ours under `root`, by dotted name; imports resolved to modules."""
    files = [path for package in PACKAGES for path in sorted((root / package).rglob("*.py"))]
    names = {_dotted(path.relative_to(root)): path for path in files}
    return {name: _read(name, path, root, set(names)) for name, path in names.items()}


def _dotted(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _read(name: str, path: Path, root: Path, known: set[str]) -> Module:
    text = path.read_text("utf-8")
    tree = ast.parse(text, str(path))
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    imports = tuple(
        Import(target, node.lineno)
        for node in ast.walk(tree)
        for target in _targets(node, package, known)
        if isinstance(node, ast.stmt | ast.expr)
    )
    relative = PurePosixPath(path.relative_to(root).as_posix())
    return Module(name, relative, tree, text.count("\n"), imports)


def _targets(node: ast.AST, package: str, known: set[str]) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = _absolute(node, package)
        inner = [f"{base}.{alias.name}" for alias in node.names]
        return [name if name in known else base for name in inner]
    if isinstance(node, ast.Call) and _called(node) in {"import_module", "__import__"}:
        first = node.args[0] if node.args else None
        return [str(first.value)] if isinstance(first, ast.Constant) else []
    return []


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    above = package.split(".")[: len(package.split(".")) - node.level + 1]
    return ".".join([*above, *([node.module] if node.module else [])])


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


# --- the checks --------------------------------------------------------------------------------


def rooms_look_only_down(modules: Modules) -> Iterator[str]:
    """(a) A room imports only from rooms on lower storeys."""
    for module, item in _inner_imports(modules):
        here, there = module.room, room_of(item.target)
        if here not in RANK:
            yield f"{module.path}: the room {here!r} has no place in STOREYS"
        elif here != there and RANK.get(there, len(RANK)) >= RANK[here]:
            yield f"{module.path}:{item.line}: {here} may not import {item.target}"


def no_cycles(modules: Modules) -> Iterator[str]:
    """(b) No module imports itself by way of others."""
    graph = {
        name: sorted({i.target for i in module.imports if i.target in modules and i.target != name})
        for name, module in modules.items()
    }
    finished: set[str] = set()
    for start in graph:
        yield from _cycles_from(start, graph, [], finished)


def _cycles_from(
    name: str, graph: Mapping[str, list[str]], trail: list[str], finished: set[str]
) -> Iterator[str]:
    if name in trail:
        yield "cycle: " + " → ".join([*trail[trail.index(name) :], name])
    elif name not in finished:
        for target in graph[name]:
            yield from _cycles_from(target, graph, [*trail, name], finished)
        finished.add(name)


def qt_stays_in_ui(modules: Modules) -> Iterator[str]:
    """(c) Nothing outside ui/ knows Qt or ui; in ui only the entry point knows the command line."""
    for module in modules.values():
        for item in module.imports:
            if module.room != "ui" and item.target.split(".")[0] in {*QT, "ui"}:
                yield f"{module.path}:{item.line}: only ui/ may import {item.target}"
            if module.room == "ui" and module.name != ENTRY and room_of(item.target) == "cli":
                yield f"{module.path}:{item.line}: only {ENTRY} may import {item.target}"


def printing_knows_only_models(modules: Modules) -> Iterator[str]:
    """(d) Printing turns dataclasses into bytes: foundations and rooms' model modules only."""
    for module, item in _inner_imports(modules):
        if module.room != "printing" or room_of(item.target) in {"printing", "foundations"}:
            continue
        if room_of(item.target) != "assets" and not item.target.endswith(".model"):
            yield f"{module.path}:{item.line}: printing may not import {item.target}"


def rooms_keep_their_floor_plan(modules: Modules) -> Iterator[str]:
    """(e) Within a room: model <- rules <- queries <- actions; a model needs nothing of it."""
    for module, item in _inner_imports(modules):
        target = modules.get(item.target)
        if target is None or module.room in WITHOUT_FLOOR_PLAN or target.room != module.room:
            continue
        here, there = floor_of(module), floor_of(target)
        if there > here:
            yield (
                f"{module.path}:{item.line}: {FLOORS[here]} may not import "
                f"{FLOORS[there]} ({item.target})"
            )


def floor_of(module: Module) -> int:
    """The index in FLOORS. Known by name ("queries", "offer_queries"), else by what it does.

    One that is given a session is on the actions' floor, one that is given tables to read is on
    the queries'; everything else is a rule.
    """
    if named_floor(module):
        return FLOORS.index(named_floor(module))
    if any(
        isinstance(node, ast.alias) and node.name == "Session" for node in ast.walk(module.tree)
    ):
        return FLOORS.index("actions")
    if any(item.target.startswith("resources_app.store") for item in module.imports):
        return FLOORS.index("queries")
    return FLOORS.index("rules")


def named_floor(module: Module) -> str:
    """The floor in a module's name: "requests.offer_queries" → "queries",
    "requests.actions.releasing" → "actions"; "" when it names none."""
    words = (part.rpartition("_")[2] for part in module.name.split(".")[2:])
    return next((word for word in words if word in FLOORS), "")


def sql_stays_in_queries(modules: Modules) -> Iterator[str]:
    """(f) Only queries, actions and the store read tables."""
    for module in modules.values():
        allowed = (
            named_floor(module) in {"queries", "actions"} or str(module.path) in SQL_FILES_BESIDE
        )
        if allowed or module.room == "store":
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and _reads_tables(node):
                yield f"{module.path}:{node.lineno}: SQL belongs in queries.py"


def _reads_tables(call: ast.Call) -> bool:
    function = call.func
    if not isinstance(function, ast.Attribute) or function.attr not in READS:
        return False
    holder = function.value
    if isinstance(holder, ast.Call):
        return _called(holder) == "reader"
    last = holder.attr if isinstance(holder, ast.Attribute) else getattr(holder, "id", "")
    return last.lstrip("_") in {"tables", "reader"}


def _inner_imports(modules: Modules) -> Iterator[tuple[Module, Import]]:
    """Imports of ours by ours, those of the bare packages' own __init__ left out."""
    for module in modules.values():
        for item in module.imports:
            if room_of(module.name) and room_of(item.target):
                yield module, item


CHECKS: tuple[Check, ...] = (
    rooms_look_only_down,
    no_cycles,
    qt_stays_in_ui,
    printing_knows_only_models,
    rooms_keep_their_floor_plan,
    sql_stays_in_queries,
)


# --- sizes and names ---------------------------------------------------------------------------


def long_or_vague(root: Path, folders: Iterable[str]) -> Iterator[str]:
    """(g) Files of more than 400 lines, and names that say nothing."""
    for path in (p for folder in folders for p in sorted((root / folder).rglob("*.py"))):
        shown = path.relative_to(root)
        lines = path.read_text("utf-8").count("\n")
        if lines > MOST_LINES:
            yield f"{shown}: {lines} lines, more than {MOST_LINES}: split it by subject"
        for part in shown.with_suffix("").parts:
            if VAGUE & set(re.split(r"[_.]", part)):
                yield f"{shown}: {part!r} does not name a subject"
