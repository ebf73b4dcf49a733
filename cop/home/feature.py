"""Home's manifest."""

from cop.home.views import pages
from cop.kernel.errors import N_
from cop.kernel.features import Feature, Place

feature = Feature("home", blueprints=(pages,), places=(Place(N_("Home"), "home.first", 10),))
