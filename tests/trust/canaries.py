"""Words found nowhere else, written into what not everybody may read; whoever meets one was told too much."""

from dataclasses import dataclass, field

VISITOR = "visitor"
ACTIVE = (
    "member",
    "outsider",
    "insider",
    "facilitator",
    "regulator",
    "foreign",
    "editor",
    "lead",
    "officer",
    "administrator",
)
STOPPED = ("applicant", "suspended")
KINDS = (VISITOR, "applicant", *ACTIVE, "suspended")

MEMBERS = frozenset(ACTIVE)
STAFF = frozenset({"officer", "administrator"})
CLOSED = frozenset({"insider", "facilitator", "editor", "officer"})


@dataclass
class Canaries:
    """``seers``: each word, and the kinds of people who may read it."""

    seers: dict[str, frozenset[str]] = field(default_factory=dict)

    def hide(self, what: str, *seers: str) -> str:
        """A word for ``what`` (letters only) that only ``seers`` may read. It survives slugs, Markdown and mail."""
        word = f"qz{what}zq"
        assert word.isalpha() and word not in self.seers
        self.seers[word] = frozenset(seers)
        return word

    def met(self, text: str, kind: str) -> list[str]:
        """The words in ``text`` that a person of ``kind`` may not read."""
        low = text.casefold()
        return [word for word, seers in self.seers.items() if kind not in seers and word in low]
