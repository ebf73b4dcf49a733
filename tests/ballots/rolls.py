"""Rolls, rules and tallies at random, of few groups and countries so that every test of a rule is met."""

from hypothesis import assume
from hypothesis import strategies as st

from cop.ballots.decision import outcome
from cop.ballots.rules import NO_OBJECTION, ConsensusRule
from cop.ballots.tally import Counts, Tally
from cop.ballots.terms import Absence, Stance, Unit, Visibility

GROUPS = ("civil_society", "developers", "professionals", "regulators")
COUNTRIES = ("KH", "LA", "TH", "VN")
PLACES = (*Stance, Absence.SILENT)
FREE = {"unit": st.sampled_from(Unit), "visibility": st.sampled_from(Visibility)}
MIN = {"min_groups": st.integers(1, 3), "min_countries": st.integers(1, 3)}

cells = st.tuples(st.sampled_from(GROUPS), st.sampled_from(COUNTRIES))


def percent(low: int) -> st.SearchStrategy[int]:
    return st.one_of(
        st.sampled_from([p for p in (0, 1, 33, 34, 50, 51, 75, 100) if p >= low]), st.integers(low, 100)
    )


def standard_rules() -> st.SearchStrategy[ConsensusRule]:
    return st.builds(
        ConsensusRule,
        quorum_pct=percent(1),
        group_quorum_pct=percent(0),
        support_pct=percent(50),
        group_support_pct=percent(0),
        backing_pct=percent(0),
        max_objections=st.integers(-1, 4),
        **MIN,
        **FREE,
    )


def silence_rules() -> st.SearchStrategy[ConsensusRule]:
    return st.builds(lambda **free: ConsensusRule(**NO_OBJECTION, **free), **MIN, **FREE)


def tallies(most: int = 6, places: tuple = PLACES) -> st.SearchStrategy[Tally]:
    """Cells of at most ``most`` seats at each place; endorsements are common, so that adoptions are."""
    numbers = {str(p): st.integers(0, most * 3 if p is Stance.ENDORSE else most) for p in places}
    counts = st.builds(Counts, **numbers).filter(lambda c: c.seats)
    return st.dictionaries(cells, counts, min_size=1, max_size=8).map(Tally)


def few_seats(places: tuple = PLACES) -> st.SearchStrategy[Tally]:
    """Small enough to try every change of every seat."""
    seat = st.tuples(st.sampled_from(GROUPS[:3]), st.sampled_from(COUNTRIES[:2]), st.sampled_from(places))
    return st.lists(seat, min_size=1, max_size=7).map(Tally.of_seats)


def of_all(**numbers: int) -> Tally:
    """All seats in one cell."""
    return Tally({("regulators", "KH"): Counts(**numbers)})


def _share(draw: st.DrawFn, parts: list[tuple[int, int]], low: int) -> int:
    """A percentage that ``parts`` of their wholes reach, often the highest."""
    tightest = min((100 * part // whole for part, whole in parts if whole), default=100)
    return draw(st.one_of(st.just(max(low, tightest)), st.integers(low, max(low, tightest))))


@st.composite
def barely_adopted(draw: st.DrawFn) -> tuple[Tally, ConsensusRule]:
    """A tally, and a rule that it meets with little to spare."""
    tally = draw(tallies(most=2))
    whole, groups = tally.all, tally.groups.values()
    rule = ConsensusRule(
        quorum_pct=_share(draw, [(whole.present, whole.entitled)], 1),
        group_quorum_pct=_share(draw, [(c.present, c.entitled) for c in groups], 0),
        min_groups=max(1, sum(c.present > 0 for c in groups)),
        min_countries=max(1, sum(c.present > 0 for c in tally.countries.values())),
        support_pct=_share(draw, [(whole.favour, whole.decided)], 50),
        group_support_pct=_share(draw, [(c.favour, c.decided) for c in groups], 0),
        backing_pct=_share(draw, [(whole.favour, whole.present)], 0),
        max_objections=draw(st.sampled_from([-1, whole.object])),
    )
    assume(outcome(tally, rule).adopted)
    return tally, rule
