"""The rule that a ballot is decided by. Pure: integers only, percentages as whole numbers.

A rule's name follows from its parameters, so that none can be called by another's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cop.ballots.terms import UNDER_SILENCE, RuleName, Stance, Unit, Visibility
from cop.kernel.errors import N_, Invalid

PERCENTAGES = ("quorum_pct", "group_quorum_pct", "support_pct", "group_support_pct", "backing_pct")
RANGES: dict[str, tuple[int, int | None]] = {
    "quorum_pct": (1, 100),
    "group_quorum_pct": (0, 100),
    "min_groups": (1, None),
    "min_countries": (1, None),
    "support_pct": (50, 100),
    "group_support_pct": (0, 100),
    "backing_pct": (0, 100),
    "max_objections": (-1, None),
}
NO_OBJECTION = dict.fromkeys(PERCENTAGES, 0) | {"max_objections": 0}
NAMED: dict[RuleName, dict[str, int]] = {
    RuleName.BROAD: {},
    RuleName.FULL: {"max_objections": 0},
    RuleName.MAJORITY: {"support_pct": 50},
    RuleName.SILENCE: NO_OBJECTION,
}


def check_parameter(name: str, value: object) -> None:
    """Raises Invalid, with the parameter as its field, unless ``value`` is a whole number in its range."""
    low, high = RANGES[name]
    if isinstance(value, bool) or not isinstance(value, int):
        raise Invalid(N_("Give a whole number."), field=name)
    if high is None and value < low:
        raise Invalid(N_("Give %(low)d or more; %(given)d is too low."), field=name, low=low, given=value)
    if high is not None and not low <= value <= high:
        raise Invalid(
            N_("Give a number from %(low)d to %(high)d, not %(given)d."),
            field=name,
            low=low,
            high=high,
            given=value,
        )


@dataclass(frozen=True)
class ConsensusRule:
    """Eight parameters, who has a seat, and what is seen meanwhile. The defaults are the rule ``broad``.

    Raises Invalid, with the parameter as its field, for what is out of range.
    """

    quorum_pct: int = 50
    group_quorum_pct: int = 34
    min_groups: int = 3
    min_countries: int = 3
    support_pct: int = 75
    group_support_pct: int = 50
    backing_pct: int = 34
    max_objections: int = -1
    unit: Unit = Unit.MEMBER
    visibility: Visibility = Visibility.SEALED

    def __post_init__(self) -> None:
        checked = ("min_groups", "min_countries") if self.by_silence else RANGES
        for name in checked:
            check_parameter(name, getattr(self, name))

    @property
    def by_silence(self) -> bool:
        """Adopted unless somebody objects: what all percentages at 0 and no objection mean together."""
        return all(getattr(self, name) == value for name, value in NO_OBJECTION.items())

    @property
    def name(self) -> RuleName:
        if self.by_silence:
            return RuleName.SILENCE
        same = (name for name, given in NAMED.items() if self.parameters == DEFAULTS | given)
        return next(same, RuleName.CUSTOM)

    @property
    def parameters(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in RANGES}

    @property
    def stances(self) -> frozenset[Stance]:
        """The positions that can be taken under this rule."""
        return UNDER_SILENCE if self.by_silence else frozenset(Stance)

    def data(self) -> dict[str, int | str]:
        """As the record's ``opened`` event holds it."""
        words = {"name": str(self.name), "unit": str(self.unit), "visibility": str(self.visibility)}
        return self.parameters | words


DEFAULTS = ConsensusRule().parameters


def named(
    name: RuleName, *, unit: Unit = Unit.MEMBER, visibility: Visibility = Visibility.SEALED
) -> ConsensusRule:
    """The rule of that name; raises Invalid for ``custom``, which names no parameters."""
    if name not in NAMED:
        raise Invalid(N_("A custom rule has no parameters yet; fill them in, or name a rule."), field="name")
    return ConsensusRule(**NAMED[name], unit=unit, visibility=visibility)


def custom(parameters: Mapping[str, Any], *, unit: Unit, visibility: Visibility) -> ConsensusRule:
    """A rule of one's own, never silence by accident. Raises Invalid, the parameter its field."""
    for name, value in parameters.items():
        check_parameter(name, value)
    return ConsensusRule(**parameters, unit=unit, visibility=visibility)


def rule_from(data: Mapping[str, Any]) -> ConsensusRule:
    """The rule that ``ConsensusRule.data`` wrote. Raises Invalid where the name is not its parameters'."""
    rule = ConsensusRule(
        **{name: data[name] for name in RANGES},
        unit=Unit(data["unit"]),
        visibility=Visibility(data["visibility"]),
    )
    if rule.name != data["name"]:
        raise Invalid(N_("These parameters are the rule %(name)s."), field="name", name=str(rule.name))
    return rule


def more(part: int, whole: int, percent: int) -> bool:
    """Whether ``part`` is ``percent`` of ``whole``; at 50 it must be more than half, so that a tie fails."""
    return part * 100 > 50 * whole if percent == 50 else part * 100 >= percent * whole
