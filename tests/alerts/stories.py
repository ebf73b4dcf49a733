"""Alerts for the tests, about the product that a pilot tries."""

from cop.alerts import actions, notices
from cop.alerts.actions import Warned
from cop.kernel.db import db
from cop.members.models import Member


def warn(cast, pilot, who=None, **more):
    made = pilot.product_version
    told = {"product": made.product.name, "first": "", "last": "", "words": "It misses the apex.", "days": 7}
    return actions.raise_alert(Warned(**(told | more)), actor=who or cast.officer)


def told(entry):
    """Names of those who get a letter."""
    return sorted(db.session.get(Member, letter.to).name for letter in notices.tell(entry))
