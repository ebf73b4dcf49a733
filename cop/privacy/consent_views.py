"""The terms: read by everyone, agreed to by members, written by administrators."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cop.kernel.errors import Missing
from cop.kernel.forms import Form, Line, Prose, Version
from cop.kernel.permits import public
from cop.kernel.web import actor, own_path, page, submit
from cop.members import queries
from cop.members.models import Member
from cop.privacy import consent, consent_actions, permits
from cop.privacy.consent_models import Terms
from cop.privacy.views import pages

OPEN = (
    "/privacy", "/account/data", "/account/leave", "/account/security", "/account/prove",
    "/sign-out", "/language", "/static/", "/demo",
)  # fmt: skip
"""What is open to a member who has yet to agree: whatever concerns the own data, and the way out."""


class AgreeForm(Form):
    version = Version()


class TermsForm(Form):
    source = Prose(_l("Text"), needed=_l("Write the terms."), hint=_l("Markdown. Members see it as it is."))
    changes = Line(_l("What is new, in a sentence"), needed=_l("Say what is new."), most=300)
    version = Version()


@pages.before_app_request
def ask_to_agree() -> Any:
    """Who signed in after new terms came in force reads them first."""
    viewer = actor()
    if not viewer.is_member or not viewer.terms_due or request.path.startswith(OPEN):
        return None
    if not consent.is_asked(viewer):
        return None
    wished = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(url_for("privacy.agree", next=wished), 303)


@pages.get("/privacy/terms", public)
def terms() -> Any:
    return _shown(consent.in_force())


@pages.get("/privacy/terms/<int:version>", public, consent.version)
def terms_of(found: Terms) -> Any:
    return _shown(found)


def _shown(found: Terms | None) -> Any:
    if found is None:
        raise Missing()
    return page("privacy/terms.html", terms=found, versions=consent.versions())


@pages.form("/privacy/agree", permits.may_keep_own, queries.oneself)
def agree(member: Member) -> Any:
    found = consent.in_force()
    if found is None:
        raise Missing()
    form = AgreeForm(version=found.version)
    wished = own_path(request.args.get("next", ""))
    done = submit(
        form, lambda: consent_actions.agree(member, form.version.number, actor=actor()), lambda _n: wished
    )
    return done or page(
        "privacy/agree.html", form=form, terms=found, wished=wished, given=consent.has(member, found)
    )


@pages.form("/secretariat/terms", permits.may_write_terms)
def write_terms() -> Any:
    found = consent.in_force()
    form = TermsForm(data={"source": found.source, "version": found.version} if found else {"version": 0})

    def act() -> None:
        consent_actions.put_in_force(form.source.data, form.changes.data, form.version.number, actor=actor())
        flash(_("In force. Every member is asked to agree at the next signing in."))

    return submit(form, act, lambda _none: url_for("privacy.terms")) or page(
        "privacy/write_terms.html", form=form, terms=found
    )
