"""Whom an alert asks. Pure but for the shape of a trial."""

from __future__ import annotations

from cop.incidents.trials import Trial

Asked = tuple[str, str, str, str]
"""Party, country, pilot and developer's key."""


def whom(concerned: list[Trial]) -> set[Asked]:
    """Each country's regulator, each pilot's lead, each developer; everybody once.

    A draft is its team's secret: its people are asked once it is submitted.
    """
    known = [trial for trial in concerned if trial.asked]
    regulators = {("regulator", trial.country, "", "") for trial in known}
    leads = {("lead", "", trial.pilot, "") for trial in known}
    return regulators | leads | {("developer", "", "", t.developer_key) for t in known if t.developer_key}
