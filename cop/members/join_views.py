"""Asking to join, confirming the address, and the first visit to an empty community."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask import session as cookie
from flask_babel import get_locale
from flask_babel import gettext as _

from cop.kernel import clock, limits
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, keep_nowhere, page, submit
from cop.members import addresses, entrance, joining_actions, passwords, permits, queries, sign_in_actions
from cop.members.forms import AboutForm, ConfirmForm, JoinForm, SetUpForm, group_hints
from cop.members.rules import CONFIRM, DEAD_LINK, Asked
from cop.members.visits import JOINING, browser, spend

pages = Pages("joining")
ENTRANCES = {"/", "/join", "/sign-in"}


@pages.before_app_request
def lead_to_set_up() -> Any:
    """The first visit to a community that has nobody yet."""
    entering = request.method == "GET" and request.path in ENTRANCES
    if entering and actor().ref == "visitor" and queries.needs_set_up():
        return redirect(url_for("joining.set_up"))
    return None


@pages.form("/join", permits.may_join)
def join() -> Any:
    form = JoinForm(data=cookie.pop(JOINING, None))
    return submit(form, lambda: _register(form), lambda _member: url_for("joining.sent")) or page(
        "members/join.html", form=form, hints=group_hints(), organisations=queries.organisations_offered()
    )


def _register(form: JoinForm) -> None:
    """The same way, time and answer whether or not the address is known here."""
    spend("join", addresses.key(form.email.data))
    secret = new_secret(form)
    joining_actions.register(asked(form, form.why.data), secret, actor=actor())


def new_secret(form: AboutForm) -> str:
    """The hash of the password typed. Raises Invalid, at its field, for one that others would guess."""
    typed, email = form.password.data, form.email.data
    passwords.demand_good(typed, form.name.data, email, email.partition("@")[0])
    return passwords.hashed(typed)


def asked(form: AboutForm, why: str = "") -> Asked:
    """What the form holds, and nothing else that may have been sent with it."""
    return Asked(
        name=form.name.data,
        email=form.email.data,
        group=form.group.data,
        country=form.country.data,
        organisation=form.organisation.data,
        languages=tuple(form.languages.data),
        zone=form.zone.data,
        why=why,
        language=str(get_locale()),
    )


@pages.get("/join/sent", public)
def sent() -> Any:
    return page("members/sent.html")


@pages.form("/join/confirm/<raw>", public)
def confirm(raw: str) -> Any:
    """Shows the request; only a post, with the password that came with it, confirms the address."""
    keep_nowhere()
    address = queries.address_by_link(CONFIRM, raw, clock.now())
    if address is None:
        raise IllegalMove(DEAD_LINK)
    form = ConfirmForm()
    return submit(
        form, lambda: _confirm(raw, address.key, form), lambda _m: url_for("joining.confirmed")
    ) or page("members/confirm.html", form=form, member=address.member, address=address, raw=raw)


def _confirm(raw: str, key: str, form: ConfirmForm) -> None:
    """The password shows that who holds the mailbox is who asked: nobody can ask in another's name."""
    limits.spend("10 per hour", "confirm", key)
    _member, secret = queries.password_of(key)
    if not passwords.matches(secret, form.password.data):
        raise Invalid(
            N_(
                "This is not the password that came with the request. If you did not send it, ask to join yourself."
            ),
            field="password",
        )
    joining_actions.confirm_address(raw, actor=actor())


@pages.get("/join/confirmed", public)
def confirmed() -> Any:
    return page("members/confirmed.html")


@pages.form("/setup", permits.may_join)
def set_up() -> Any:
    if not queries.needs_set_up():
        return redirect(url_for("sign_in.sign_in"))
    form = SetUpForm()
    return submit(form, lambda: _set_up(form), lambda _member: "/") or page(
        "members/set_up.html", form=form, hints=group_hints()
    )


def _set_up(form: SetUpForm) -> None:
    spend("code", "installation")
    secret = new_secret(form)
    member = joining_actions.set_up(asked(form), secret, form.code.data, actor=actor())
    entrance.hand_over(sign_in_actions.sign_in(member, secret, browser(), actor=member))
    flash(_("The community is set up. You are its first officer and its first administrator."))
