"""The words of printed documents: those of assets/wording, with a team's own laid over them.

A file there is a tree of texts, and of what is no text: which sections there are, and which field
each shows. A text is a string, or, where there is more to say of it,
{"ordinary": words, "plain": the same in plain language, "needs": [placeholders that the law, or
the contract, asks for]}. To add a text: write it there, and use it in the renderer.

Each file also says, beside its texts: `placeholders`, what may stand in braces in every one of
them and what each is; `own_placeholders`, the same for texts whose key begins so, which their
renderer fills itself; `not_wording`, parts of it that are no text of the team's to change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Any

# What is no text, wherever it stands. `points` is one where it is a list, else a field's name.
_STRUCTURE = {"key", "kind", "field", "table", "facts", "free", "part"}
_BESIDE = {"about", "placeholders", "own_placeholders", "not_wording"}
PLAIN = "plain"


@dataclass(frozen=True)
class Text:
    """One text of a file as it came with the application.

    `key` says where it stands: `sections.payment.clauses.2`; a list's members count from 0, a
    section stands under its own key, and a text in plain language ends in `.plain`. `where` says
    it as a person would. `ordinary` is the text beside a plain one; empty for others.
    """

    key: str
    where: str
    words: str
    placeholders: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    ordinary: str = ""

    @property
    def plain(self) -> bool:
        return self.key.endswith(f".{PLAIN}")


# A team's own words: the file, the text's key, the words.
Changed = tuple[tuple[str, str, str], ...]


def words_in(
    name: str, values: Mapping[str, str] | None, *, plain: bool = False, changed: Changed = ()
) -> Mapping[str, Any]:
    """The tree of a file with each text a string: plain where asked, the team's where it has any.

    `values` stand in place of the placeholders, but for texts with placeholders of their own;
    without values every text keeps its braces. What is given back must not be changed.
    """
    tree = _laid(name, plain, tuple((key, words) for file, key, words in changed if file == name))
    return tree if values is None else _filled_tree(tree, "", values, _own(name))


@lru_cache(maxsize=256)
def digest_of(name: str, changed: Changed) -> str:
    """SHA-256 of all that a file may say, ordinary and plain, with a team's own words."""
    every = [words_in(name, None, plain=plain, changed=changed) for plain in (False, True)]
    return hashlib.sha256(json.dumps(every, sort_keys=True).encode()).hexdigest()


def wording(name: str) -> Mapping[str, Any]:
    """The words of one file as they came with the application: `referral_pack`."""
    return _laid(name, False, ())


def filled(words: str, values: Mapping[str, str]) -> str:
    """Put values into the braces of our own wording. Braces inside a value stay as they are."""
    return words.format_map(values)


@cache
def texts_of(name: str) -> Mapping[str, Text]:
    """The texts of a file by their keys, in the order they stand in."""
    return {one.key: one for one in _texts(name, _loaded(name), "", ())}


@cache
def names() -> tuple[str, ...]:
    """The files that hold texts, by name."""
    found = (resources.files("assets") / "wording").iterdir()
    every = sorted(one.name.removesuffix(".json") for one in found if one.name.endswith(".json"))
    return tuple(name for name in every if "placeholders" in _loaded(name))


@cache
def _loaded(name: str) -> Mapping[str, Any]:
    text = (resources.files("assets") / "wording" / f"{name}.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


@lru_cache(maxsize=256)
def _laid(name: str, plain: bool, changed: tuple[tuple[str, str], ...]) -> Mapping[str, Any]:
    laid: Mapping[str, Any] = _resolved(_loaded(name), "", plain, dict(changed))
    return laid


def _resolved(value: Any, key: str, plain: bool, changed: Mapping[str, str]) -> Any:
    """The value with every text a string: the team's where it has its own, plain where asked."""
    if _is_text(value):
        ordinary = value if isinstance(value, str) else value["ordinary"]
        said = changed.get(key, ordinary)
        if not plain:
            return said
        in_plain = ordinary if isinstance(value, str) else value.get(PLAIN, "")
        return changed.get(f"{key}.{PLAIN}") or (in_plain if in_plain != ordinary else "") or said
    if isinstance(value, dict):
        return {
            name: one if _is_structure(name, one, key) else _resolved(one, below, plain, changed)
            for name, one, below in _below(value, key)
        }
    if isinstance(value, list):
        return [_resolved(one, below, plain, changed) for _, one, below in _below(value, key)]
    return value


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and "ordinary" in value)


def _is_part(value: object) -> bool:
    return isinstance(value, dict) and not _is_text(value)


def _is_structure(name: object, value: object, key: str) -> bool:
    return (
        name in _STRUCTURE
        or (name == "points" and isinstance(value, str))
        or (not key and name in _BESIDE)
    )


def _below(value: Any, key: str) -> Iterator[tuple[Any, Any, str]]:
    """What stands in a dict or a list: its name or number, itself, and its key."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for name, one in pairs:
        own = one.get("key") or one.get("part") if isinstance(one, dict) else None
        yield name, one, f"{key}.{own or name}".lstrip(".")


def _texts(name: str, value: Any, key: str, where: Sequence[str]) -> Iterator[Text]:
    if _is_text(value):
        yield from _one(name, value, key, " › ".join(where))
        return
    if not isinstance(value, dict | list):
        return
    left_out = set(_loaded(name).get("not_wording", ())) if not key else set()
    for named, one, below in _below(value, key):
        if named not in left_out and not _is_structure(named, one, key):
            yield from _texts(name, one, below, [*where, *_called(named, one, value)])


def _called(named: Any, value: Any, among: Any) -> Sequence[str]:
    """What a part is called: a section by its heading, a list's member by its number."""
    if isinstance(value, dict) and "heading" in value:
        heading = value["heading"]
        return [heading if isinstance(heading, str) else heading["ordinary"]]
    if named in ("sections", "parts", "kinds"):
        return []
    if isinstance(named, int):
        # A part of a section is called by what it holds, a text that stands alone by its list.
        alone = sum(map(_is_text, among)) < 2
        return [] if _is_part(value) or (_is_text(value) and alone) else [str(named + 1)]
    return [str(named).replace("_", " ").capitalize()]


def _one(name: str, value: Any, key: str, where: str) -> Iterator[Text]:
    said = {"ordinary": value} if isinstance(value, str) else value
    may, needs = allowed(name, key), tuple(said.get("needs", ()))
    yield Text(key, where, said["ordinary"], may, needs)
    plain = said.get(PLAIN, said["ordinary"])
    yield Text(f"{key}.{PLAIN}", f"{where}, in plain language", plain, may, needs, said["ordinary"])


def allowed(name: str, key: str) -> Mapping[str, str]:
    """The placeholders that a text may have, with what each stands for."""
    own = next((may for start, may in _own(name).items() if _begins(key, start)), None)
    found: Mapping[str, str] = _loaded(name).get("placeholders", {}) if own is None else own
    return found


def _own(name: str) -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = _loaded(name).get("own_placeholders", {})
    return found


def _begins(key: str, start: str) -> bool:
    return key == start or key.startswith(f"{start}.")


def _filled_tree(value: Any, key: str, values: Mapping[str, str], own: Mapping[str, Any]) -> Any:
    if isinstance(value, str):
        return filled(value, values)
    if not isinstance(value, dict | list):
        return value
    pairs = [
        (named, one)
        if below in own or _is_structure(named, one, key)
        else (named, _filled_tree(one, below, values, own))
        for named, one, below in _below(value, key)
    ]
    return dict(pairs) if isinstance(value, dict) else [one for _, one in pairs]
