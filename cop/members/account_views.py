"""One's own account: the group and country, the password, the browsers that are signed in."""

from __future__ import annotations

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from cop.kernel import clock
from cop.kernel.errors import N_, Invalid
from cop.kernel.web import Pages, actor, page, submit, to
from cop.members import account_actions, passwords, permits, queries, sign_in_actions
from cop.members.account_forms import ChangeForm, ChangePasswordForm
from cop.members.forms import group_hints
from cop.members.models import Member, Session
from cop.members.password_views import own_words
from cop.members.visits import spend

pages = Pages("account", "/account")


@pages.form("/group", permits.may_keep_account, queries.oneself)
def ask_change(member: Member) -> Any:
    form = ChangeForm(group=member.group_key, country=member.country)

    def act() -> None:
        account_actions.ask_change(member, form.group.data, form.country.data, form.reason.data, actor=member)
        flash(_("The secretariat has your request and writes to you when it is decided."))

    return submit(form, act, lambda _none: url_for("account.profile")) or page(
        "members/ask_change.html", form=form, hints=group_hints()
    )


@pages.form("/password", permits.may_keep_account, queries.oneself, fresh=True)
def change_password(member: Member) -> Any:
    form = ChangePasswordForm()
    return submit(form, lambda: _change(member, form), lambda _none: url_for("account.profile")) or page(
        "members/change_password.html", form=form
    )


def _change(member: Member, form: ChangePasswordForm) -> None:
    key = member.addresses[0].key
    spend("sign in", key)
    _member, kept = queries.password_of(key)
    if not passwords.matches(kept, form.current_password.data):
        raise Invalid(
            N_("This is not your password until now. Try again, or ask for a new one."),
            field="current_password",
        )
    passwords.demand_good(form.password.data, *own_words(member))
    secret = passwords.hashed(form.password.data)
    sign_in_actions.change_password(member, kept, secret, actor=member)
    flash(_("Your password is changed, and your other browsers were signed out."))


@pages.get("/sessions", permits.may_keep_account, queries.oneself)
def sessions(member: Member) -> Any:
    listed = queries.sessions_of(member, clock.now())
    return page("members/sessions.html", sessions=listed, here=queries.session_here(member))


@pages.post("/sessions/<int:id>/end", permits.may_keep_account, queries.session_of)
def end_session(session: Session) -> Any:
    sign_in_actions.end_session(session, actor=actor())
    flash(_("That browser is signed out."))
    return to("account.sessions")


@pages.post("/sessions/end-others", permits.may_keep_account, queries.oneself)
def end_others(member: Member) -> Any:
    sign_in_actions.end_other_sessions(member, actor=member)
    flash(_("All other browsers are signed out."))
    return to("account.sessions")
