"""A rule in plain words, made from its parameters, so that page and mail cannot say different things."""

from __future__ import annotations

from collections.abc import Iterator

from cop.ballots.rules import ConsensusRule
from cop.ballots.terms import Unit, Visibility
from cop.kernel.errors import N_

Sentence = tuple[str, dict[str, int]]

UNITS = {
    Unit.MEMBER: N_("Each voting member has one seat."),
    Unit.DELEGATION: N_(
        "Each country has one seat in each group, for the head of its delegation or an alternate."
    ),
}
SEEN = {
    Visibility.OPEN: N_("Members see each position as soon as it is taken."),
    Visibility.SEALED: N_(
        "Nobody sees another's position before the close, only how many seats have spoken."
    ),
}


def explain(rule: ConsensusRule) -> list[Sentence]:
    """(message id, values) for each sentence, in the order of the tests."""
    body = _by_silence(rule) if rule.by_silence else _by_positions(rule)
    return [(UNITS[rule.unit], {}), *body, (SEEN[rule.visibility], {})]


def _by_silence(rule: ConsensusRule) -> Iterator[Sentence]:
    yield (
        N_("The text is adopted at the close unless somebody objects. Asking for other words is objecting."),
        {},
    )
    yield N_("In every group the notice must have reached at least one seat."), {}
    yield N_("It must have reached at least %(count)d of the groups."), {"count": rule.min_groups}
    yield N_("It must have reached at least %(count)d of the countries."), {"count": rule.min_countries}
    yield N_("Silence is recorded as no objection, never as endorsement."), {}


def _by_positions(rule: ConsensusRule) -> Iterator[Sentence]:
    yield (
        N_("At least %(pct)d%% of the seats must take a position; who recuses themselves is not counted."),
        {"pct": rule.quorum_pct},
    )
    if rule.group_quorum_pct:
        yield N_("In each group at least %(pct)d%% of the seats must."), {"pct": rule.group_quorum_pct}
    yield N_("Positions must come from at least %(count)d of the groups."), {"count": rule.min_groups}
    yield N_("Positions must come from at least %(count)d of the countries."), {"count": rule.min_countries}
    yield _share(SUPPORT, rule.support_pct)
    if rule.group_support_pct:
        yield _share(GROUP_SUPPORT, rule.group_support_pct)
    if rule.backing_pct:
        yield _share(BACKING, rule.backing_pct)
    yield _objections(rule.max_objections)
    yield N_("A seat that says nothing is never counted as support."), {}


SUPPORT = (
    N_("More than half of those who endorse, reserve or object must endorse or reserve; a tie fails."),
    N_("At least %(pct)d%% of those who endorse, reserve or object must endorse or reserve."),
)
GROUP_SUPPORT = (
    N_("So must more than half in each group that decides; a tie in one group fails."),
    N_("So must at least %(pct)d%% in each group that decides."),
)
BACKING = (
    N_("More than half of those who take part, whoever stands aside included, must endorse or reserve."),
    N_("At least %(pct)d%% of those who take part, whoever stands aside included, must endorse or reserve."),
)


def _share(words: tuple[str, str], pct: int) -> Sentence:
    """At 50 a share is more than half, else at least its percentage."""
    return (words[0], {}) if pct == 50 else (words[1], {"pct": pct})


def _objections(most: int) -> Sentence:
    if most < 0:
        return N_("An objection alone does not stop the text; unless resolved, it is printed with it."), {}
    if most == 0:
        return N_("One objection stops the text."), {}
    return N_("The text is stopped by more objections than %(count)d."), {"count": most}
