"""What watches over the community's pilots: reviewers, deployers' checklists, audits."""

from datetime import timedelta

from sqlalchemy import select

from cop.kernel.db import db
from cop.oversight import audit_actions, finding_actions, site_actions
from cop.oversight.models import Audit
from cop.panels import actions, review_actions
from cop.panels.models import Panel
from cop.panels.rules import Settings, Written
from cop.pilots.models import Pilot, PilotCountry
from tests.oversight import stories as watch
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


CONCERNED = {"regulator", "lead"}
AUDITED = CONCERNED | {"outsider"}


def checklists(town: Community) -> None:
    """Of the pilot that runs and of the one in review; the insider is a contact of both sites."""
    for label, pilot in zip(("public", "members"), _two(), strict=True):
        site = pilots.track(pilot).sites[0]
        site_actions.name_contact(site, town.people["insider"], actor=town.people["lead"])
        readers = CONCERNED | {"insider"}
        words = {key: town.hide(f"{key}{label}", *readers) for key in ("note", "signer")}
        signed = watch.signed("no", note=words["note"], signer=words["signer"])
        site_actions.fill_checklist(site, signed, 0, actor=town.people["lead"])
        here = f"/oversight/{pilot.uid}/in/SG"
        town.has("/oversight/<uid>/in/<country>", label, here)
        town.has("/oversight/<uid>/in/<country>/sites/<int:id>", label, f"{here}/sites/{site.id}")


def _two() -> list[Pilot]:
    return list(db.session.scalars(select(Pilot).order_by(Pilot.id).limit(2)))


def audits(town: Community) -> None:
    """The product that ran is in wide use: one audit is public but for what it found, the next is under way."""
    cast = _cast(town)
    made = watch.scaled(cast, pilot=_two()[0])
    _audit(town, cast, made, "public", set())
    _audit(town, cast, made, "members", AUDITED)
    town.has("/oversight/periods/<country>", "other", "/oversight/periods/SG")


def _cast(town: Community):
    own = {"lead": "lead", "regulator": "regulator", "auditor": "outsider"}
    return type("Cast", (), {name: town.people[kind] for name, kind in own.items()})


def _audit(town: Community, cast, made, label: str, titled: set[str]) -> Audit:
    """``titled``: who reads its title, while it is not public."""
    title = town.hide(f"audit{label}", *titled) if titled else "An audit"
    due = watch.today() + timedelta(days=60)
    audit = audit_actions.order_audit(made.track, title, cast.auditor, due, actor=cast.regulator)
    watch.accepted(cast, audit, town.hide(f"ties{label}", *AUDITED))
    finding = watch.found(
        cast, audit, text=town.hide(f"finding{label}", *(AUDITED if not titled else {"outsider"}))
    )
    if not titled:
        watch.reported(cast, audit, town.hide(f"audited{label}", *AUDITED))
        answered = town.hide(f"response{label}", *AUDITED)
        finding_actions.respond(finding, answered, finding.version, actor=cast.lead)
        finding_actions.close_finding(finding, town.hide(f"closure{label}", *AUDITED), actor=cast.regulator)
        audit_actions.agree_to_publish(audit, actor=cast.lead)
        audit_actions.agree_to_publish(audit, actor=cast.regulator)
    town.has("/oversight/audits/<int:id>", label, f"/oversight/audits/{audit.id}")
    town.has("/oversight/findings/<int:id>", label, f"/oversight/findings/{finding.id}")
    return audit
