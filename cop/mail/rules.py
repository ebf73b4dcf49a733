"""What becomes of a mail that came in. Pure."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from cop.kernel.errors import N_


class State(StrEnum):
    NEW = "new"  # stored, and not yet read
    TAKEN = "taken"  # said, or done, for its writer
    HELD = "held"  # came from an address that is not the member's: the member is asked
    DROPPED = "dropped"  # the member said that it was not theirs, or no longer wants it
    REFUSED = "refused"  # could not be taken, and its writer was told why
    IGNORED = "ignored"  # a program's mail, or nobody's
    RETURNED = "returned"  # a letter of ours that could not be delivered


WORDS = {
    State.NEW: N_("Came in"),
    State.TAKEN: N_("Taken"),
    State.HELD: N_("Held: was it you?"),
    State.DROPPED: N_("Dropped"),
    State.REFUSED: N_("Not taken"),
    State.IGNORED: N_("Set aside"),
    State.RETURNED: N_("A letter came back"),
}

AUTOMATIC = N_("A program sent it.")
NOBODYS = N_("It was sent to no address of ours that anybody was told.")
TOO_OLD = N_("The letter you answered is older than 90 days. Open the page it is about and write there.")
EMPTY = N_("Nothing was written above the quoted letter. Write your answer above it and send it again.")
NOT_ANSWERED = N_("That letter takes no answer by mail. Open the page it is about and write there.")
STOPPED = N_("Your account does not take part at present. The secretariat can say why.")


def key(message_id: str, token: str, raw: bytes) -> str:
    """One key a mail and address it came to, however often and by whatever way it comes."""
    named = message_id.strip() or hashlib.sha256(raw).hexdigest()
    return hashlib.sha256(f"{named}\n{token}".encode("utf-8", "surrogatepass")).hexdigest()


class Command(StrEnum):
    MUTE = "mute"
    WATCH = "watch"
    UNSUBSCRIBE = "unsubscribe"
    DIGEST = "digest"
    SINCE = "since"


COMMAND = re.compile(
    r"\W*(mute|watch|unsubscribe|digest|since)(?:\s+([1-9]\d?)\s*(?:d|days?)?)?\s*[.!]?\s*", re.IGNORECASE
)
LONGEST_REST = 300  # characters: a greeting or a signature; more is a text that happens to begin so


@dataclass(frozen=True)
class Asked:
    """A command, its number of days, and what else the mail says, which is done nothing with."""

    command: Command
    days: int = 7
    rest: str = ""


def command(text: str, subject: str) -> Asked | None:
    """The command that a mail's first line is, or its subject where it says nothing."""
    first, _line, rest = text.strip().partition("\n")
    found = COMMAND.fullmatch(first or subject)
    if found is None or len(rest.strip()) > LONGEST_REST:
        return None
    return Asked(Command(found[1].lower()), int(found[2] or 7), rest.strip())
