"""What is kept and why, for everyone; one's own data; leaving."""

from __future__ import annotations

from typing import Any

import flask_login
from flask import flash, redirect, url_for
from flask import session as cookie
from flask_babel import gettext as _

from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, page, submit
from cop.members import office_queries, queries
from cop.members.models import Member
from cop.privacy import consent, kept, leaving, leaving_actions, permits, retention
from cop.privacy.leaving_forms import GO, LeaveForm, LetGoForm

pages = Pages("privacy")


@pages.get("/privacy", permits.may_read_kept)
def what_is_kept() -> Any:
    return page("privacy/kept.html", parts=kept.parts(), terms=retention.terms())


@pages.get("/account/data", permits.may_keep_own, queries.oneself)
def own(member: Member) -> Any:
    return page("privacy/own.html", member=member, consents=consent.history(member))


@pages.form("/account/leave", permits.may_leave, queries.oneself, fresh=True)
def leave(member: Member) -> Any:
    form = LeaveForm()
    left = submit(form, lambda: leaving_actions.leave(member, form.words.data == GO, actor=actor()))
    if left:
        return _signed_out()
    return page(
        "privacy/leave.html",
        form=form,
        address=url_for("privacy.leave"),
        goes=leaving.what_goes(),
        stays=leaving.what_stays(),
    )


def _signed_out() -> Any:
    flask_login.logout_user()
    cookie.clear()
    answer = redirect(url_for("privacy.left"), 303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@pages.get("/privacy/left", public)
def left() -> Any:
    return page("privacy/left.html")


@pages.form("/secretariat/members/<int:id>/leave", permits.may_let_go, office_queries.file, fresh=True)
def let_go(member: Member) -> Any:
    form = LetGoForm()

    def act() -> None:
        leaving_actions.let_go(member, form.reason.data, form.words.data == GO, actor=actor())
        flash(_("The person has left: name, address and account are deleted."))

    return submit(form, act, lambda _none: url_for("files.file", id=member.id)) or page(
        "privacy/let_go.html", form=form, member=member, goes=leaving.what_goes(), stays=leaving.what_stays()
    )
