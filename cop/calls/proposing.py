"""What a proposal still lacks, and how its form names the characteristics it answers."""

from __future__ import annotations

from cop.calls import rules
from cop.calls.models import Characteristic, Proposal


def field_of(line: Characteristic) -> str:
    """The name of the form's field that asks for a characteristic."""
    return f"value_{line.id}"


def note_of(line: Characteristic) -> str:
    return f"note_{line.id}"


def lacking(proposal: Proposal) -> list[str]:
    """Labels of what it still needs: message ids, and names of characteristics."""
    answered = {one.characteristic_id for one in proposal.answers if one.value}
    lines = [line.name for line in proposal.call.profile if line.id not in answered]
    return rules.unanswered(proposal, rules.PROPOSAL_NEEDS) + lines
