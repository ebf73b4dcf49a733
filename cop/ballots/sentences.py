"""What is said of a result: message ids with named values, of which "group" is a key for the page to name."""

from __future__ import annotations

from cop.kernel.errors import N_

Sentence = tuple[str, dict[str, int | str]]

SHORT = {
    "quorum_pct": N_("%(have)d of %(of)d seats took a position; %(needed)d must: %(missing)d more."),
    "group_quorum_pct": N_(
        "%(group)s: %(have)d of %(of)d seats took a position; %(needed)d must: %(missing)d more."
    ),
    "min_groups": N_(
        "Positions came from %(have)d of %(of)d groups; %(needed)d are needed: %(missing)d more."
    ),
    "min_countries": N_(
        "Positions came from %(have)d of %(of)d countries; %(needed)d are needed: %(missing)d more."
    ),
    "support_pct": N_(
        "%(have)d of the %(of)d who decided are in favour; %(needed)d must be: %(missing)d more."
    ),
    "group_support_pct": N_(
        "%(group)s: %(have)d of the %(of)d who decided are in favour; %(needed)d must be: %(missing)d more."
    ),
    "backing_pct": N_(
        "%(have)d of the %(of)d who took part are in favour; %(needed)d must be: %(missing)d more."
    ),
    "max_objections": N_("There are %(have)d objections; %(needed)d are allowed: %(missing)d too many."),
    "reach": N_("%(group)s: the notice reached none of its %(of)d seats; %(needed)d must be reached."),
}
SHORT_OF_REACH = {
    "min_groups": N_(
        "The notice reached %(have)d of %(of)d groups; %(needed)d are needed: %(missing)d more."
    ),
    "min_countries": N_(
        "The notice reached %(have)d of %(of)d countries; %(needed)d are needed: %(missing)d more."
    ),
}
WOULD_LOSE = {
    "quorum_pct": N_(
        "Adopted by %(seats)d: had as many who took a position been silent, it would have had no quorum."
    ),
    "group_quorum_pct": N_(
        "Adopted by %(seats)d: had as many in %(group)s been silent, it would have had no quorum."
    ),
    "min_groups": N_(
        "Adopted by %(seats)d: had the seats of the smallest groups been silent, it would have had no quorum."
    ),
    "min_countries": N_(
        "Adopted by %(seats)d: had the seats of some countries been silent, it would have had no quorum."
    ),
    "support_pct": N_("Adopted by %(seats)d: had as many in favour objected, it would have failed."),
    "group_support_pct": N_("Adopted by %(seats)d: had as many in %(group)s objected, it would have failed."),
    "backing_pct": N_("Adopted by %(seats)d: had as many in favour stood aside, it would have failed."),
    "max_objections": N_("Adopted by %(seats)d: had as many more objected, it would have failed."),
}
WOULD_SPEAK = N_(
    "Inquorate by %(seats)d: had as many silent seats taken a position, there would have been a quorum."
)
WOULD_WIN = N_(
    "Not adopted by %(seats)d: had as many more who took part been in favour, it would have been adopted."
)
WOULD_PASS = N_("Not adopted by %(seats)d: had as many not objected, it would have been adopted.")
