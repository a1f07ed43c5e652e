"""The manner in which a document is printed: large print, plain language, both or neither."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Manner:
    """How a document is printed for whoever reads it; what it says of the matter is the same.

    `large` is large print (18 pt). `plain` takes the texts in plain language where a document has
    them, for a reader who is no professional.
    """

    large: bool = False
    plain: bool = False

    @property
    def variant(self) -> str:
        """As the register keeps it: '' for neither, `large`, `plain` or `large plain`."""
        return " ".join(name for name in ("large", "plain") if getattr(self, name))

    @property
    def words(self) -> str:
        """As a person would say: `large print, plain language`; empty for neither."""
        said = {"large": "large print", "plain": "plain language"}
        return ", ".join(said[name] for name in self.variant.split())

    @classmethod
    def of(cls, variant: str) -> Manner:
        """The manner that the register keeps as `variant`."""
        names = variant.split()
        return cls("large" in names, "plain" in names)


ORDINARY = Manner()
