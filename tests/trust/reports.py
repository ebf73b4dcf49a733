"""Reports of incidents on each rung: read by everyone as a digest, by members, by one country, by its reporter."""

from sqlalchemy import select

from cop.alerts import actions as alert_actions
from cop.alerts.actions import Warned
from cop.incidents import actions, answer_actions, ladder_actions
from cop.incidents.actions import Told
from cop.incidents.models import Incident
from cop.incidents.watch_models import Hold, Trend
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.pilots.models import Product
from tests.trust.canaries import MEMBERS, VISITOR
from tests.trust.community import Community

FIRST = {"member", "officer"}
COUNTRY = FIRST | {"regulator"}
REGULATORS = COUNTRY | {"foreign"}
EVERYONE = {VISITOR, *MEMBERS}


def incidents(town: Community) -> None:
    """The member reports what happened in Singapore; the lead answers for the developer from the first rung on."""
    _digest(town)
    _shared(town)
    _between_regulators(town)
    _offered(town)
    grave = _report(town, "first", FIRST, set())
    _set_off(town, grave)
    _alert(town)


def _report(town: Community, label: str, whole: set[str], shared: set[str]) -> Incident:
    """``whole``: who reads everything; ``shared``: who reads what happened; a word for each part."""
    reader = town.people["member"]
    hide = town.hide
    told = Told("near_miss", f"Tool {label}", hide(f"narrative{label}", *whole, *shared), 1)
    one = actions.report(told, actor=reader)
    where = {"country": "SG", "role": "nurse", "facility": "district"}
    actions.edit(one, "circumstances", where, one.version, False, actor=reader)
    event = {"output": hide(f"output{label}", *whole, *shared)}
    actions.edit(one, "event", event, one.version, False, actor=reader)
    done = {"authority_reference": hide(f"reference{label}", *whole)}
    actions.take_action(one, done, one.version, False, actor=town.people["officer"])
    town.has("/incidents/<uid>", label, f"/incidents/{one.uid}")
    town.has("/incidents/<uid>/edit/<stage>", label, f"/incidents/{one.uid}/edit/event")
    return one


def _climb(town: Community, one: Incident, level: int) -> None:
    officer, regulator = town.people["officer"], town.people["regulator"]
    while one.level < level:
        ladder_actions.agree(one, actor=officer)
        ladder_actions.agree(one, actor=regulator)


def _digest(town: Community) -> None:
    one = _report(town, "public", REGULATORS, set(MEMBERS))
    _climb(town, one, 1)
    ladder_actions.ask_reply(one, town.people["lead"], actor=town.people["officer"])
    answer_actions.reply(one, "We look into it.", False, actor=town.people["lead"])
    answer_actions.look_up_reporter(one, town.hide("look", "member"), actor=town.people["officer"])
    ladder_actions.write_lesson(one, "Look twice.", False, actor=town.people["officer"])
    _climb(town, one, 4)


def _shared(town: Community) -> None:
    one = _report(town, "members", REGULATORS, set(MEMBERS))
    ladder_actions.write_lesson(one, town.hide("lesson", *MEMBERS), False, actor=town.people["officer"])
    _climb(town, one, 3)


def _between_regulators(town: Community) -> None:
    one = _report(town, "regulators", REGULATORS, {"lead"})
    _climb(town, one, 1)
    ladder_actions.ask_reply(one, town.people["lead"], actor=town.people["officer"])
    words = town.hide("change", *REGULATORS, "lead")
    answer_actions.tell_change(one, words, False, actor=town.people["regulator"])
    _climb(town, one, 2)


def _offered(town: Community) -> None:
    """The secretariat offers it; the country's regulator meets its product and harm, and no word of what happened."""
    one = _report(town, "offered", FIRST, set())
    ladder_actions.agree(one, actor=town.people["officer"])


def _set_off(town: Community, one: Incident) -> None:
    """A proposal to Singapore that tells nothing of the report, and a trend: as reports would make them."""
    with transaction():
        hold = Hold(incident_id=one.id, pilot="pilot:1", country="SG", at=clock.now())
        told = {"product": "Tool", "product_key": "tool", "failure": "drift"}
        trend = Trend(**told, why="number", at=clock.now())
        db.session.add_all([hold, trend])
    town.has("/incidents/holds/<int:id>", "other", f"/incidents/holds/{hold.id}")
    town.has("/incidents/trends/<int:id>", "other", f"/incidents/trends/{trend.id}")
    town.has("/incidents/clocks/<country>", "other", "/incidents/clocks/SG")


def _alert(town: Community) -> None:
    """About the pilots that the lead leads in Singapore."""
    words = town.hide("alert", "officer", "regulator", "foreign", "lead")
    product = db.session.scalars(select(Product.name)).first()
    warned = Warned(product, "", "", words, 7)
    alert = alert_actions.raise_alert(warned, actor=town.people["officer"])
    town.has("/alerts/<uid>", "other", f"/alerts/{alert.uid}")
    for one in alert.targets:
        path = f"/alerts/{alert.uid}/answer/{one.id}"
        town.has("/alerts/<uid>/answer/<int:id>", one.party, path)
