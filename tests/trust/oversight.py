"""Who advises a regulator about the community's pilots."""

from sqlalchemy import select

from cop.kernel.db import db
from cop.panels import actions, review_actions
from cop.panels.models import Panel
from cop.panels.rules import Settings, Written
from cop.pilots.models import Pilot, PilotCountry
from tests.panels import stories
from tests.pilots import stories as pilots
from tests.trust.community import Community

READERS = {"regulator", "insider"}


def panels(town: Community) -> None:
    """Singapore's regulator asked the insider, who concluded, and the outsider, who has not answered.

    The pilot that runs: its team reads what was concluded. The one in review: nobody else does.
    """
    first, second = db.session.scalars(select(Pilot).order_by(Pilot.id).limit(2))
    _panel(town, "public", first, READERS | {"lead"}, released=True)
    _panel(town, "members", second, READERS)


def _panel(town: Community, label: str, pilot: Pilot, outcome: set[str], released: bool = False) -> Panel:
    regulator, reviewer = town.people["regulator"], town.people["insider"]
    track: PilotCountry = pilots.track(pilot)
    panel = actions.convene(track, stories.settings(), actor=regulator)
    review = actions.name_reviewer(panel, reviewer, "clinical", actor=regulator)
    review_actions.accept(review, town.hide(f"interests{label}", *READERS), actor=reviewer)
    note = town.hide(f"remark{label}", *READERS)
    answers = {one.key: {"answer": "no", "note": note} for one in review.questions}
    words = {key: town.hide(f"{key}{label}", *outcome) for key in ("terms", "reasons")}
    written = Written(answers, "conditions", **words)
    review_actions.write(review, written, review.version, actor=reviewer)
    asked = actions.name_reviewer(panel, town.people["outsider"], "legal", actor=regulator)
    if released:
        opened = Settings(panel.due, False, released=True)
        actions.set_panel(panel, opened, panel.version, actor=regulator)
    town.has("/panels/<uid>/in/<country>", label, f"/panels/{pilot.uid}/in/SG")
    town.has("/panels/reviews/<int:id>", label, f"/panels/reviews/{review.id}")
    town.has("/panels/reviews/<int:id>/answer", label, f"/panels/reviews/{asked.id}/answer")
    return panel
