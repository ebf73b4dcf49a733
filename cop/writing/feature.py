"""Writing's manifest: what is the same wherever members write a text."""

from cop.kernel.features import Feature
from cop.writing import mentions, views

feature = Feature("writing", blueprints=(views.pages,), personal=tuple(mentions.PERSONAL))
