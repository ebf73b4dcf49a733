"""The directory and a person's page."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _

from cop.kernel import clock
from cop.kernel.text import sort_key
from cop.kernel.web import Pages, actor, page
from cop.kernel.words import country
from cop.members import countries
from cop.members import queries as accounts
from cop.profiles import directory_queries, mandate_queries, permits, queries, suggestions, words
from cop.profiles.directory_queries import Wished
from cop.profiles.queries import Person

pages = Pages("people", "/people")


@pages.get("/", permits.may_see_directory)
def directory() -> Any:
    wished = Wished(**{name: request.args.get(name, "").strip() for name in Wished.__dataclass_fields__})
    found, mandates = directory_queries.directory(wished, request.args.get("at", ""), clock.now())
    return page(
        "profiles/directory.html",
        people=found,
        mandates=mandates,
        wished=wished,
        groups=[(group.key, _(group.name)) for group in accounts.groups()],
        languages=countries.language_choices(),
        subjects=suggestions.SUBJECTS,
        countries=_by_name(directory_queries.countries_present()),
    )


def _by_name(codes: list[str]) -> list[tuple[str, str]]:
    return sorted(((code, country(code)) for code in codes), key=lambda pair: sort_key(pair[1]))


@pages.get("/<slug>", permits.may_see_person, queries.person)
def person(person: Person) -> Any:
    mandates = mandate_queries.in_force_of([person.member.id], clock.now())
    return page(
        "profiles/person.html",
        person=person,
        member=person.member,
        labels=words.FIELDS,
        mandates=mandates.get(person.member.id, []),
        is_own=actor().id == person.member.id,
    )
