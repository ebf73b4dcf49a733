"""A member's choice of a digest."""

from __future__ import annotations

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from cop.kernel.web import Pages, actor, page, submit
from cop.mail import digest_actions, digest_queries, permits
from cop.mail.digest_forms import DigestForm
from cop.members.models import Member

pages = Pages("digests", "/account/letters/digest")


def oneself(viewer: Any) -> Member | None:
    return viewer if viewer.is_member else None


@pages.form("", permits.may_choose_digest, oneself)
def choose(member: Member) -> Any:
    digest = digest_queries.digest_of(member)
    form = DigestForm(obj=digest)

    def act() -> None:
        digest_actions.choose_digest(member, form.days.data or [], form.own_languages.data, actor=actor())
        flash(_("Saved.") if form.days.data else _("No digest comes."))

    return submit(form, act, lambda _none: url_for("digests.choose")) or page(
        "own_mail/digest.html", form=form, digest=digest
    )
