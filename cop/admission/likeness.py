"""Whether two people on record may be one: the same mailbox, the same name, much the same name at the same domain."""

from __future__ import annotations

from difflib import SequenceMatcher

DOTLESS = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}
"""Where dots in the first part lead to the same mailbox, and the domain that both names stand for."""
NEAR = 0.84
"""How much of two names agrees, from 0 to 1, when one is a spelling of the other."""


REASONS = ("mailbox", "name", "near")
"""The strongest first."""


def mailbox(key: str) -> str:
    """The mailbox behind an address: without what follows a plus sign."""
    local, _, domain = key.rpartition("@")
    local = local.partition("+")[0]
    return f"{local.replace('.', '')}@{DOTLESS[domain]}" if domain in DOTLESS else f"{local}@{domain}"


def near(one: str, other: str) -> bool:
    """Whether two names, as sort keys, are spellings of one: other order, a part left out, a few letters apart."""
    ours, theirs = set(one.split()), set(other.split())
    if min(len(ours), len(theirs)) > 1 and (ours <= theirs or theirs <= ours):
        return True
    return SequenceMatcher(None, " ".join(sorted(ours)), " ".join(sorted(theirs))).ratio() >= NEAR


def alike(one: tuple[str, str], other: tuple[str, str]) -> str:
    """Why two people, each as (sort key of the name, key of the address), may be one; "" if not."""
    (name, key), (their_name, their_key) = one, other
    if mailbox(key) == mailbox(their_key):
        return "mailbox"
    if name == their_name:
        return "name"
    same_domain = key.rpartition("@")[2] == their_key.rpartition("@")[2]
    return "near" if same_domain and near(name, their_name) else ""
