"""The directory: who takes part, for those who do."""

from __future__ import annotations

from typing import Any

from flask import request

from cop.kernel import clock, words
from cop.kernel.text import sort_key
from cop.kernel.web import Pages, page
from cop.members import people_queries, permits, queries
from cop.members.models import Member

pages = Pages("people", "/people")


@pages.get("/", permits.may_see_people)
def directory() -> Any:
    wished = {name: request.args.get(name, "") for name in ("country", "group")}
    found = people_queries.directory(**wished, cursor=request.args.get("at", ""), now=clock.now())
    return page(
        "members/people.html",
        people=found,
        wished=wished,
        groups=queries.groups(),
        countries=sorted(people_queries.countries_present(), key=lambda code: sort_key(words.country(code))),
    )


@pages.get("/<slug>", permits.may_see_people, people_queries.person)
def person(member: Member) -> Any:
    mandates = [m for m in member.mandates if m.ended_at is None and m.until > clock.now()]
    return page("members/person.html", member=member, mandates=mandates)
