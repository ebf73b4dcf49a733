"""What a viewer may see of a pilot, field by field, in words for a page and in codes for an export."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _
from markupsafe import Markup, escape

from cop.kernel import words
from cop.pilots import choices, country_dossier, dossier, samd
from cop.pilots.fields import Field, Kind, Seen, Stage
from cop.pilots.gates import answers_of
from cop.pilots.models import Pilot, PilotCountry, Site
from cop.pilots.rules import STATE_WORDS, State, together
from cop.pilots.visibility import levels, may_see

FEWEST = 5


@dataclass(frozen=True)
class Part:
    """A stage of the dossier as it is read: its title and (label, value) of what is answered and may be seen."""

    key: str
    title: str
    pairs: list[tuple[str, Any]]


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


TOLD: dict[Kind, Callable[[Field, Any], Any]] = {
    Kind.CHOICE: lambda field, key: _(field.choices[key]),
    Kind.MANY: lambda field, keys: words.listed([_(field.choices[key]) for key in keys]),
    Kind.DATE: lambda _field, day: words.short_day(date.fromisoformat(day)),
    Kind.NUMBER: lambda _field, number: format_decimal(number),
    Kind.LANGUAGES: lambda _field, tags: words.listed([words.language_name(tag) for tag in tags]),
    Kind.COUNTRY: lambda _field, code: words.country(code),
    Kind.COUNTRIES: lambda _field, codes: words.listed([words.country(code) for code in codes]),
    Kind.PROSE: lambda _field, text: _lines(text),
}


def told(field: Field, value: Any) -> Any:
    """An answer in the reader's language; text as it was written, with its lines."""
    return TOLD[field.kind](field, value) if field.kind in TOLD else value


def parts(viewer: Any, subject: Pilot | PilotCountry) -> list[Part]:
    """The dossier of a pilot or of one country, without what the viewer may not see."""
    pilot, stages = _of(subject)
    seen, have = levels(viewer, pilot), answers_of(subject)
    made = [Part(s.key, _(s.title), _pairs(pilot, s, have, seen)) for s in stages.values()]
    return [part for part in made if part.pairs]


def columns(viewer: Any, subject: Pilot | PilotCountry) -> list[list[Part]]:
    """The same in two columns of about one length."""
    made: list[list[Part]] = [[], []]
    for part in parts(viewer, subject):
        min(made, key=lambda column: sum(len(p.pairs) + 2 for p in column)).append(part)
    return [column for column in made if column]


def _of(subject: Pilot | PilotCountry) -> tuple[Pilot, Mapping[str, Stage]]:
    if isinstance(subject, PilotCountry):
        return subject.pilot, country_dossier.STAGES
    return subject, dossier.STAGES


def _pairs(
    pilot: Pilot, stage: Stage, have: Mapping[str, Any], seen: frozenset[Seen]
) -> list[tuple[str, Any]]:
    fields = [f for f in stage.fields if f.key in have and may_see(f, seen, pilot)]
    pairs = [(_(f.label), told(f, have[f.key])) for f in fields if f.key not in ("title", "summary")]
    if stage is dossier.PRODUCT and (category := category_of(pilot)):
        pairs.append((_("SaMD category"), category_explained(pilot, category)))
    return pairs


def category_of(pilot: Pilot) -> str:
    return samd.category(pilot.answers.get("autonomy", ""), pilot.answers.get("seriousness", ""))


def category_explained(pilot: Pilot, category: str) -> str:
    """The category and why it is that one."""
    return _(
        "%(category)s, computed: in a situation described as “%(situation)s”, %(why)s (table of IMDRF N12)",
        category=category,
        situation=_(choices.SERIOUSNESS[pilot.answers["seriousness"]]),
        why=_(samd.why(pilot.answers["autonomy"])),
    )


def codes(viewer: Any, subject: Pilot | PilotCountry) -> dict[str, Any]:
    """The same answers by key, as they are kept."""
    pilot, stages = _of(subject)
    seen, have = levels(viewer, pilot), answers_of(subject)
    fields = [f for stage in stages.values() for f in stage.fields]
    return {f.key: have[f.key] for f in fields if f.key in have and may_see(f, seen, pilot)}


def state_sentence(states: Iterable[tuple[str, State]]) -> tuple[str, str]:
    """("Active in 2 of 4 countries", "suspended in 1, in review in 1") of (country, state) pairs."""
    pairs = list(states)
    counted = together(state for _country, state in pairs)
    if not counted:
        return _("No country asked yet"), ""
    (first, number), *rest = counted
    state = _(STATE_WORDS[first])
    if not rest:
        return _("%(state)s in %(countries)s", state=state, countries=words.listed(_names(pairs))), ""
    head = _("%(state)s in %(number)s of %(all)s countries", state=state, number=number, all=len(pairs))
    tail = [_("%(state)s in %(number)s", state=_lower(_(STATE_WORDS[s])), number=n) for s, n in rest]
    return head, ", ".join(tail)


def _names(pairs: list[tuple[str, State]]) -> list[str]:
    return [words.country(country) for country, _state in pairs]


def _lower(word: str) -> str:
    return word[:1].lower() + word[1:]


def number_at(site: Site, seen: frozenset[Seen]) -> tuple[int | None, bool]:
    """(how many take part, whether a small number is kept back) for who reads at ``seen``."""
    few = site.taking_part is not None and site.taking_part < FEWEST
    small = site.kept_back or (few and Seen.REGULATORS not in seen)
    return (None if small else site.taking_part), small
