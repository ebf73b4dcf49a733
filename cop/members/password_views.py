"""A lost password: ask for a letter, then choose a new one."""

from __future__ import annotations

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from cop.kernel import clock
from cop.kernel.errors import IllegalMove
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, keep_nowhere, page, submit
from cop.members import addresses, passwords, permits, queries, sign_in_actions
from cop.members.account_forms import AddressForm, NewPasswordForm
from cop.members.models import Member
from cop.members.rules import DEAD_LINK, RESET
from cop.members.visits import spend

pages = Pages("password", "/password")


@pages.form("/forgotten", permits.may_join)
def forgotten() -> Any:
    form = AddressForm()

    def act() -> None:
        key = addresses.key(form.email.data)
        spend("reset", key)
        sign_in_actions.ask_reset(key, actor=actor())

    return submit(form, act, lambda _none: url_for("password.sent")) or page(
        "members/forgotten.html", form=form
    )


@pages.get("/sent", public)
def sent() -> Any:
    return page("members/reset_sent.html")


@pages.form("/new/<raw>", public)
def new(raw: str) -> Any:
    """Shows the form; only a post uses the link up."""
    keep_nowhere()
    address = queries.address_by_link(RESET, raw, clock.now())
    if address is None:
        raise IllegalMove(DEAD_LINK)
    form = NewPasswordForm()
    return submit(
        form, lambda: _reset(raw, address.member, form), lambda _none: url_for("sign_in.sign_in")
    ) or page("members/new_password.html", form=form, raw=raw)


def _reset(raw: str, member: Member, form: NewPasswordForm) -> None:
    passwords.demand_good(form.password.data, *own_words(member))
    sign_in_actions.reset_password(raw, passwords.hashed(form.password.data), actor=actor())
    flash(_("Your new password counts now, and every browser was signed out. Sign in with it."))


def own_words(member: Member) -> list[str]:
    """What a password of this member's must not be."""
    return [member.name, *(word for a in member.addresses for word in (a.email, a.email.partition("@")[0]))]
