"""The page of one's own account: what is kept, what others see of it, and a look at both pages about oneself."""

from __future__ import annotations

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from cop.kernel import text
from cop.kernel.forms import whole
from cop.kernel.web import page, submit
from cop.members import permits
from cop.members import queries as accounts
from cop.members.account_views import pages
from cop.members.models import Member, Visitor
from cop.members.rules import Edited
from cop.profiles import actions, queries, suggestions, words
from cop.profiles.forms import ProfileForm
from cop.profiles.models import Profile
from cop.profiles.rules import tags, visible_fields


@pages.form("", permits.may_keep_account, accounts.oneself)
def profile(member: Member) -> Any:
    kept = queries.profile_of(member)
    form = ProfileForm(data=_as_it_stands(member, kept))
    answer = submit(form, lambda: _save(member, form), lambda _none: url_for("account.profile"))
    if form.stale:
        form.version.data = form.stale.version
    return answer or page(
        "profiles/account.html",
        form=form,
        member=member,
        organisations=accounts.organisations_offered(),
        asked=accounts.open_change(member),
        fields=words.FIELDS,
        is_public=bool(visible_fields(queries.chosen(kept), Visitor())),
    )


def _as_it_stands(member: Member, kept: Profile | None) -> dict[str, Any]:
    own = {name: getattr(member, name) for name in ("name", "languages", "language", "zone", "version")}
    sees = {f"sees_{field}": level for field, level in queries.chosen(kept).items()}
    named = [one.name for one in kept.expertise] if kept else []
    told = {"position": kept.position, "about": kept.about} if kept else {}
    return own | sees | told | {
        "organisation": member.organisation.name,
        "expertise": [name for name in named if name in suggestions.SUBJECTS],
        "more_expertise": ", ".join(name for name in named if name not in suggestions.SUBJECTS),
    }  # fmt: skip


def _save(member: Member, form: ProfileForm) -> None:
    edited = Edited(
        name=form.name.data,
        organisation=form.organisation.data,
        languages=tuple(form.languages.data),
        language=form.language.data,
        zone=form.zone.data,
    )
    told = actions.Told(
        position=form.position.data,
        expertise=tags(*(form.expertise.data or ()), form.more_expertise.data),
        about=text.write(form.about.data),
        sees=form.sees,
    )
    actions.edit_profile(member, edited, told, whole(form.version.data), actor=member)
    flash(_("Saved."))
