"""Whatever is typed into whichever form: a sentence at the field, everything typed still there, never a failure.

The demonstration's community is at hand. Every action runs to its end and is refused there, just before its commit:
nothing changes between cases, and what a rule refuses must be given back like what a field refuses.
"""

from dataclasses import replace
from unittest import mock
from urllib.parse import urlsplit

import pytest

from cop.demo import story
from cop.kernel import submissions
from cop.kernel.db import db, is_postgresql
from cop.kernel.errors import Invalid
from cop.members.models import Member
from tests import database, pages, people, places

SCRIPT = "<script>alert(1)</script>"
REFUSED = ("ward\0seven", "ward \u202eneves", "x" * 100_000)
TAKEN = (
    "",
    "ชื่อเครื่องมือ ๒๕๖๙",
    "\u200fឧបករណ៍ដែលប្រើក្នុងមន្ទីរពេទ្យ\u200e",
    SCRIPT,
    "9" * 30,
)
NEVER = {"date": "2026-02-30", "datetime-local": "2026-02-30T10:00", "number": "ten"}
NOT_OFFERED = ("nul\0", "²", "9" * 5_000)
TURNS = 4  # so many options of a choice are tried at most
AT_ONCE = 8  # so many fields are filled beyond all measure in one post: more would be refused as a whole


@pytest.fixture(scope="module")
def community(whole_app):
    """The demonstration and what it lacks, told once for all cases."""
    with whole_app.app_context(), pytest.MonkeyPatch.context() as patch:
        database.wipe()
        house = whole_app.extensions["cop"]
        real, house.config = house.config, replace(house.config, demo=True)
        story.tell()
        house.config = real
        patch.setattr("cop.kernel.limits.spend", lambda *_args: None)
        yield places.furnish()
        db.session.remove()


def shut() -> None:
    """In place of the last step before a commit: what was written reaches the database, and does not stay."""
    db.session.flush()
    raise Invalid("The doors are shut.")


class Desk:
    """One person before one form."""

    def __init__(self, client, address: str) -> None:
        self.client, self.address = client, address
        self.form = next(one for one in self.forms(client.get(address)) if one.typed or one.offering)

    def forms(self, answer) -> list[pages.Form]:
        """The forms of the page answered that post to this address."""
        html = answer.get_data(as_text=True)
        assert SCRIPT not in html
        return [one for one in pages.forms(html, self.address) if urlsplit(one.action).path == self.address]

    def send(self, said: dict, turn: int = 0) -> pages.Form:
        """Posts the form as it was shown but for ``said``: what comes back holds everything typed."""
        sent = self.form.filled(turn) | said
        with mock.patch.object(submissions, "claim", shut):
            answer = self.client.post(self.form.action, data=sent)
        previews = answer.status_code == 200 and self.address.endswith("/ballot")
        assert 400 <= answer.status_code < 500 or previews, f"{answer.status} after {str(said)[:200]}"
        back = next((one for one in self.forms(answer) if one.fields.keys() >= self.form.fields.keys()), None)
        assert back, f"{answer.status} without the form"
        for field in self.form.typed:
            if field.kind != "password":
                assert back.fields[field.name].value == sent[field.name], (
                    f"{field.name} is lost: {answer.status}"
                )
        return back


def says_why(back: pages.Form, field: pages.Field) -> bool:
    """A password is only ever said to be wrong, whatever is in it."""
    shown = back.fields[field.name]
    return field.kind == "password" or (shown.invalid and bool(shown.says))


@pytest.fixture
def desk(community, whole_app, request):
    who, page = request.param
    client = whole_app.test_client()
    if who:
        people.sign_in(client, db.session.get_one(Member, community[who]))
    with mock.patch("cop.members.queries.needs_set_up", return_value=page == "/setup"):
        yield Desk(client, page.format(**community))


everywhere = pytest.mark.parametrize("desk", places.FORMS, indirect=True, ids=lambda one: f"{one[0]}{one[1]}")


@everywhere
def test_a_form_keeps_what_was_typed_and_says_what_is_wrong(desk):
    turns = min(max([len(one.offered) for one in desk.form.offering], default=1), TURNS)
    # There, what the database itself might refuse: other scripts, and numbers beyond all measure.
    for typed in (*TAKEN[1:2], TAKEN[-1]) if is_postgresql() else TAKEN:
        for turn in range(turns if typed in TAKEN[:2] else 1):
            desk.send({one.name: typed for one in desk.form.typed}, turn)
    for typed in REFUSED[:2]:
        refused_everywhere(desk, {one.name: typed for one in desk.form.typed})
    never = {one.name: NEVER[one.kind] for one in desk.form.typed if one.kind in NEVER}
    for first in range(0, len(desk.form.typed), AT_ONCE):
        some = desk.form.typed[first : first + AT_ONCE]
        refused_everywhere(desk, {one.name: REFUSED[2] for one in some})
    if never:
        refused_everywhere(desk, never)


def refused_everywhere(desk: Desk, said: dict) -> None:
    back = desk.send(said, -1)
    silent = [one.name for one in desk.form.typed if one.name in said and not says_why(back, one)]
    assert not silent, f"nothing is said of {str(said[silent[0]])[:20]!r} at {silent}"


@everywhere
def test_what_no_browser_sends_by_itself_is_no_failure(desk):
    """Choices that are not offered; versions that never were."""
    hidden = {one.name for one in desk.form.fields.values() if one.kind == "hidden"} - {
        "csrf_token",
        "form_key",
    }
    for name in hidden.union(one.name for one in desk.form.offering):
        for typed in NOT_OFFERED:
            desk.send({name: [typed]})


def test_every_form_of_the_application_is_among_them(whole_app, community):
    routes = whole_app.url_map.bind("")
    tried = {routes.match(page.format(**community), "POST")[0] for _who, page in places.FORMS}
    shown = {one.endpoint for one in whole_app.url_map.iter_rules() if {"GET", "POST"} <= one.methods}
    assert sorted(shown - tried) == sorted(places.BUTTONS + places.ELSEWHERE)
