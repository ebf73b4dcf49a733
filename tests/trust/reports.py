"""Reports of incidents on each rung: read by everyone as a digest, by members, by one country, by its reporter."""

from datetime import datetime, timedelta

from sqlalchemy import select

from cop.alerts import actions as alert_actions
from cop.alerts.actions import Warned
from cop.incidents import actions, answer_actions, edit_actions, ladder_actions, lesson_actions
from cop.incidents.actions import Told
from cop.incidents.fields import EVENT, HARM
from cop.incidents.models import Incident
from cop.incidents.rules import month_begins
from cop.incidents.watch_models import Hold, Trend
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.permits import SYSTEM
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
    _set_off(town)
    _alert(town)
    lesson_actions.tell_month(_month_to_come(), actor=SYSTEM)


def _month_to_come() -> datetime:
    return month_begins(clock.now().replace(day=28) + timedelta(days=7))


def _report(
    town: Community, label: str, whole: set[str], shared: set[str], named: set[str] | None = None
) -> Incident:
    """``whole``: who reads everything; ``shared``: who reads what happened; ``named``: who meets its product, None for
    everyone. A word for each answer in which people write."""
    reader, officer = town.people["member"], town.people["officer"]

    def marks(*keys: str) -> dict[str, str]:
        return {key: town.hide(f"{key.replace('_', '')}{label}", *whole, *shared) for key in keys}

    product = f"Tool {label}" if named is None else town.hide(f"product{label}", *named)
    one = actions.report(Told("near_miss", product, "It went wrong.", 1), actor=reader)
    where = {"country": "SG", "role": "nurse", "facility": "district"}
    edit_actions.edit(one, "circumstances", where, one.version, False, actor=reader)
    edit_actions.edit(one, "event", marks(*EVENT.prose), one.version, False, actor=reader)
    edit_actions.edit(one, "harm", marks(*HARM.prose), one.version, False, actor=reader)
    done = marks("containment", "safety_reference", "root_cause")
    done["authority_reference"] = town.hide(f"reference{label}", *whole)
    edit_actions.take_action(one, done, one.version, False, actor=officer)
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
    one = _report(town, "members", REGULATORS, set(MEMBERS), set(MEMBERS))
    ladder_actions.agree(one, actor=town.people["officer"])
    ladder_actions.agree(one, actor=town.people["regulator"])
    answer_actions.tell_change(one, town.hide("changed", *MEMBERS), False, actor=town.people["officer"])
    answer_actions.close(one, town.hide("closure", *MEMBERS), False, actor=town.people["officer"])
    ladder_actions.write_lesson(one, town.hide("lesson", *MEMBERS), False, actor=town.people["officer"])
    _climb(town, one, 3)


def _between_regulators(town: Community) -> None:
    one = _report(town, "regulators", REGULATORS, {"lead"}, REGULATORS | {"lead"})
    _climb(town, one, 1)
    ladder_actions.ask_reply(one, town.people["lead"], actor=town.people["officer"])
    words = town.hide("change", *REGULATORS, "lead")
    answer_actions.tell_change(one, words, False, actor=town.people["regulator"])
    words = town.hide("developer", *REGULATORS, "lead")
    answer_actions.reply(one, words, False, actor=town.people["lead"])
    _climb(town, one, 2)


def _offered(town: Community) -> None:
    """The secretariat offers it; the country's regulator meets its product and harm, and no word of what happened."""
    one = _report(town, "offered", FIRST, set(), COUNTRY)
    ladder_actions.agree(one, actor=town.people["officer"])


def _set_off(town: Community) -> None:
    """Proposals to Singapore that tell of the report its product alone, and trends: as reports would make them."""
    one, now = _report(town, "first", FIRST, set(), COUNTRY), clock.now()
    regulator, officer = town.people["regulator"], town.people["officer"]
    product = town.hide("trend", "officer")
    goes_on, settled = town.hide("goeson", "officer", "regulator"), town.hide("settled", "officer")
    about = {"incident_id": one.id, "country": "SG", "at": now}
    told = {"product": product, "product_key": product, "failure": "drift", "why": "number", "at": now}
    with transaction():
        holds = [
            Hold(**about, pilot="pilot:1"),
            Hold(**about, pilot="pilot:2", answered_at=now, by_id=regulator.id, reason=goes_on),
        ]
        trends = [Trend(**told), Trend(**told, settled_at=now, by_id=officer.id, words=settled)]
        db.session.add_all([*holds, *trends])
    for label, hold, trend in zip(("other", "answered"), holds, trends, strict=True):
        town.has("/incidents/holds/<int:id>", label, f"/incidents/holds/{hold.id}")
        town.has("/incidents/trends/<int:id>", label, f"/incidents/trends/{trend.id}")
    town.has("/incidents/clocks/<country>", "other", "/incidents/clocks/SG")


def _alert(town: Community) -> None:
    """About the pilots that the lead leads in Singapore; its regulator has answered, and the others were reminded."""
    readers = ("officer", "regulator", "foreign", "lead")
    words = town.hide("alert", *readers)
    product = db.session.scalars(select(Product.name)).first()
    warned = Warned(product, "", "", words, 7)
    alert = alert_actions.raise_alert(warned, actor=town.people["officer"])
    town.has("/alerts/<uid>", "other", f"/alerts/{alert.uid}")
    for one in alert.targets:
        path = f"/alerts/{alert.uid}/answer/{one.id}"
        town.has("/alerts/<uid>/answer/<int:id>", one.party, path)
    own = next(one for one in alert.targets if one.country == "SG")
    alert_actions.answer(
        own, "action_taken", town.hide("answer", *readers), False, actor=town.people["regulator"]
    )
    alert_actions.remind(alert, actor=SYSTEM, now=alert.due + timedelta(days=9))
