"""Words put together into sentences."""

from __future__ import annotations

import pytest

from resources_app.foundations.phrases import capital, joined


@pytest.mark.parametrize(
    ("parts", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_is_read_as_people_say_it(parts: list[str], said: str) -> None:
    assert joined(parts) == said
    assert joined(parts, "or") == said.replace("and", "or")


@pytest.mark.parametrize(
    ("text", "said"), [("", ""), ("ages 5 to 10", "Ages 5 to 10"), ("élan Vital", "Élan Vital")]
)
def test_only_the_first_letter_becomes_a_capital(text: str, said: str) -> None:
    assert capital(text) == said
