"""Pages about spaces: what one is for, who is in it, and how the secretariat keeps them."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, page, submit, to
from cop.spaces import actions, group_queries, group_words, lying, queries
from cop.spaces.forms import VISIBILITIES, EditSpaceForm, PersonForm, SpaceForm
from cop.spaces.group_rules import Asked
from cop.spaces.models import Space, SpaceMember
from cop.spaces.permits import may_admit, may_create, may_manage, may_see_people

pages = Pages("spaces", "/spaces")
HINTS = {key: says for key, (_name, says) in VISIBILITIES.items()}


def _address(space: Space) -> str:
    return url_for("spaces.space", slug=space.slug)


@pages.form("/new", may_create)
def new() -> Any:
    form = SpaceForm(visibility="members")
    typed = (form.title, form.mandate, form.visibility)
    return submit(
        form, lambda: actions.create_space(*(f.data for f in typed), actor=actor()), _address
    ) or page("spaces/form.html", form=form, space=None, hints=HINTS)


@pages.get("/<slug>", public, queries.by_slug)
def space(space: Space) -> Any:
    return page(
        "spaces/space.html",
        space=space,
        visibility=VISIBILITIES[space.visibility],
        facilitators=queries.facilitators(space) if may_see_people(actor(), space) else [],
        may_see_people=may_see_people(actor(), space),
        may_manage=may_manage(actor(), space),
        **_of_group(space),
    )


def _of_group(space: Space) -> dict[str, Any]:
    """What the page says of a working group, and what the viewer can do about it; of all spaces, what lies in them."""
    viewer = actor()
    told: dict[str, Any] = {"way": group_words.way(space.joining), "lies_here": lying.in_space(space, viewer)}
    if space.joining is None or not viewer.is_member:
        return told
    asked = group_queries.open_admission(space, viewer)
    return told | {
        "place": queries.place_of(viewer, space),
        "asked": asked.kind if asked else "",
        "invitation": asked.id if asked and asked.kind == Asked.INVITATION else 0,
        "may_admit": may_admit(viewer, space),
    }


@pages.form("/<slug>/edit", may_manage, queries.by_slug)
def edit(space: Space) -> Any:
    form = EditSpaceForm(obj=space)
    typed = (form.title, form.mandate, form.visibility)

    def act() -> Space:
        return actions.edit_space(space, *(f.data for f in typed), form.version.number, actor=actor())

    return submit(form, act, _address) or page("spaces/form.html", form=form, space=space, hints=HINTS)


@pages.post("/<slug>/archive", may_manage, queries.by_slug)
def archive(space: Space) -> Any:
    actions.archive_space(space, actor=actor())
    return to("spaces.space", slug=space.slug)


@pages.post("/<slug>/reopen", may_manage, queries.by_slug)
def reopen(space: Space) -> Any:
    actions.reopen_space(space, actor=actor())
    return to("spaces.space", slug=space.slug)


@pages.get("/<slug>/people", may_see_people, queries.by_slug)
def people(space: Space) -> Any:
    return _people(space, PersonForm())


@pages.post("/<slug>/people", may_manage, queries.by_slug)
def add(space: Space) -> Any:
    form = PersonForm()

    def act() -> SpaceMember:
        return actions.add_person(space, queries.member_called(form.person.data), actor=actor())

    return submit(form, act) or _people(space, form)


def _people(space: Space, form: PersonForm) -> str:
    places = queries.places(space, request.args.get("at", ""))
    manages = may_manage(actor(), space)
    return page("spaces/people.html", space=space, places=places, form=form, may_manage=manages)


@pages.post("/people/<int:id>/remove", may_manage, queries.place)
def remove(place: SpaceMember) -> Any:
    slug = queries.slug_of(place)
    actions.remove_person(place, actor=actor())
    return to("spaces.people", slug=slug)


@pages.post("/people/<int:id>/appoint", may_manage, queries.place)
def appoint(place: SpaceMember) -> Any:
    actions.appoint_facilitator(place, actor=actor())
    return to("spaces.people", slug=queries.slug_of(place))


@pages.post("/people/<int:id>/release", may_manage, queries.place)
def release(place: SpaceMember) -> Any:
    actions.release_facilitator(place, actor=actor())
    return to("spaces.people", slug=queries.slug_of(place))
