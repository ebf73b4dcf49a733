"""How one signs in: the factors of one's own account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash
from flask_babel import gettext as _

from cop.access import authenticators, factor_actions, queries, rules, totp, visits
from cop.access.forms import CodeForm, NewPasskeyForm
from cop.access.models import Passkey
from cop.kernel.errors import N_, Invalid
from cop.kernel.forms import Form, Press
from cop.kernel.web import Pages, actor, attempt, keep_nowhere, page, to
from cop.members import permits
from cop.members import queries as member_queries
from cop.members.models import Member
from cop.members.visits import spend

pages = Pages("security", "/account/security")


@pages.get("", permits.may_keep_account, member_queries.oneself)
def index(member: Member) -> Any:
    return page(
        "access/security.html",
        member=member,
        app=queries.app_of(member),
        passkeys=queries.passkeys_of(member),
        left=queries.codes_left(member),
        few=rules.FEW,
        possible=authenticators.possible(),
    )


@pages.post("/app", permits.may_keep_account, member_queries.oneself, fresh=True)
def begin_app(member: Member) -> Any:
    factor_actions.begin_app(member, actor=member)
    return to("security.confirm_app")


@pages.form("/app/confirm", permits.may_keep_account, member_queries.oneself, fresh=True)
def confirm_app(member: Member) -> Any:
    keep_nowhere()
    app = queries.app_of(member)
    if app is None or app.confirmed_at:
        return to("security.index")
    form, secret = CodeForm(), totp.unseal(app.sealed, member)
    return _with_codes(form, lambda: _confirm(member, form), _("The app is set up.")) or page(
        "access/app.html", form=form, picture=totp.picture(secret, member), secret=totp.in_fours(secret)
    )


def _confirm(member: Member, form: CodeForm) -> list[str]:
    spend("second factor", member.ref)
    return factor_actions.confirm_app(member, form.code.data, actor=member)


def _with_codes(form: Form, act: Callable[[], list[str]], done: str) -> Any:
    """What a taken form leads to: the new recovery codes, shown this once, or the page about signing in."""
    if not form.is_submitted():
        return None
    taken, codes = attempt(form, act)
    if taken:
        flash(done)
    return (_codes(codes) if codes else to("security.index")) if taken else None


def _codes(codes: list[str]) -> Any:
    keep_nowhere()
    return page("access/codes.html", codes=codes)


@pages.post("/app/remove", permits.may_keep_account, member_queries.oneself, fresh=True)
def remove_app(member: Member) -> Any:
    factor_actions.remove_app(member, actor=member)
    flash(_("The app is removed."))
    return to("security.index")


@pages.form("/codes", permits.may_keep_account, member_queries.oneself, fresh=True)
def renew_codes(member: Member) -> Any:
    form = Press()
    return _with_codes(
        form, lambda: factor_actions.renew_codes(member, actor=member), _("The codes before are void.")
    ) or page("access/renew_codes.html", form=form)


@pages.form("/passkeys/new", permits.may_keep_account, member_queries.oneself, fresh=True)
def add_passkey(member: Member) -> Any:
    form = NewPasskeyForm()
    return _with_codes(form, lambda: _add(member, form), _("The passkey is kept.")) or page(
        "access/passkey.html", form=form, possible=authenticators.possible()
    )


def _add(member: Member, form: NewPasskeyForm) -> list[str]:
    if not form.credential.data:
        raise Invalid(N_("Your browser made no passkey. Try once more."))
    return factor_actions.add_passkey(
        member, form.name.data, form.credential.data, visits.challenge(), actor=member
    )


@pages.post("/passkeys/challenge", permits.may_keep_account, member_queries.oneself)
def ask_passkey(member: Member) -> Any:
    spend("challenge", member.ref)
    return visits.asked_new(member)


@pages.post("/passkeys/<int:id>/remove", permits.may_keep_account, queries.passkey_of, fresh=True)
def remove_passkey(passkey: Passkey) -> Any:
    factor_actions.remove_passkey(passkey, actor=actor())
    flash(_("The passkey is removed."))
    return to("security.index")
