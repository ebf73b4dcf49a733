"""Signing in and out, and the language of the pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import flask_login
from flask import current_app, redirect, request
from flask import session as cookie

from cop.kernel import submissions, words
from cop.kernel.errors import Invalid
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, own_path, page, submit
from cop.members import account_actions, addresses, entrance, passwords, queries, sign_in_actions
from cop.members.entrance import Admitted
from cop.members.forms import SignInForm
from cop.members.sign_in_actions import WRONG
from cop.members.visits import browser, spend

pages = Pages("sign_in")
A_YEAR = 365 * 24 * 3600


@pages.form("/sign-in", public)
def sign_in() -> Any:
    form = SignInForm(next=request.args.get("next", ""))
    if actor().is_member:  # signed in meanwhile, in another tab
        return redirect(own_path(form.next.data or ""), 303)
    return submit(
        form, lambda: _sign_in(form), lambda admitted: entrance.onward(admitted, form.next.data or "")
    ) or page("members/sign_in.html", form=form)


def _sign_in(form: SignInForm) -> Admitted:
    submissions.end()  # signing in twice does no harm, and a double click must not end signed out
    key = addresses.key(form.email.data)
    spend("sign in", key)
    member, kept = queries.password_of(key)
    if not passwords.matches(kept, form.password.data) or member is None:
        raise Invalid(WRONG)
    admitted = sign_in_actions.sign_in(member, kept, browser(), actor=actor())
    entrance.hand_over(admitted)
    return admitted


@pages.post("/sign-out", public)
def sign_out() -> Any:
    if actor().is_member:
        sign_in_actions.sign_out(actor(), actor=actor())
    flask_login.logout_user()
    cookie.clear()
    answer = redirect("/", 303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@pages.post("/language", public)
def choose_language() -> Any:
    """Keeps the language in a cookie, and with the account of who has one, for letters."""
    code = request.form.get("language", "")
    answer = redirect(_page_before(), 303)
    if code in dict(words.languages()):
        if actor().is_member:
            account_actions.choose_language(actor(), code, actor=actor())
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        answer.set_cookie("language", code, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")
    return answer


def _page_before() -> str:
    before = urlsplit(request.referrer or "")
    return (
        own_path(before.path + (f"?{before.query}" if before.query else ""))
        if before.netloc == request.host
        else "/"
    )
