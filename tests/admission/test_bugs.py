"""Bugs that other platforms had with letting people in: none is here, and each is found when it is planted."""

import io
from datetime import timedelta

import pytest

from cop.admission import actions, domains, invitation_actions, rules
from cop.admission import showing as shown
from cop.admission.invitation_actions import Proposed
from cop.admission.models import Invitation
from cop.kernel import cells, clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.permits import SYSTEM
from cop.members import addresses, join_views
from cop.members.models import Member
from tests.members.conftest import REQUEST
from tests.people import member, officer, sign_in

LEK = "lek@hospital.example.org"
COMING = REQUEST | {"name": "Lek", "email": LEK, "group": "professionals", "country": "TH", "zone": ""}


def come(client, approves=False, days=0, **changed) -> Member | None:
    """Lek is invited, and comes after so many days with what is changed in the form."""
    proposed = Proposed(LEK, "Lek", "professionals", "TH", approves=approves)
    made = invitation_actions.invite(proposed, actor=officer())
    raw = invitation_actions.make_link(made, actor=SYSTEM)
    with clock.at(clock.now() + timedelta(days=days)):
        client.post(f"/join/invited/{raw}", data=COMING | changed)
    return db.session.query(Member).filter_by(name="Lek").first()


# --- an invitation stands for the approval ------------------------------------------------------------------


def invitation_is_no_approval(client):
    assert come(client).state == "awaiting"


def approves_whoever_comes(patch):
    confirm = invitation_actions._confirm

    def wide(invitation, person, actor, now):
        confirm(invitation, person, actor, now)
        actions.approve(person, actor=invitation.by, now=now)

    patch.setattr(invitation_actions, "_confirm", wide)


# --- a domain that ends like a known one is taken for it ----------------------------------------------------


def domain_is_whole(client):
    for person, email in ((member(), "a@moh.gov.sg"), (member("Eve", state="awaiting"), "e@evil-moh.gov.sg")):
        with transaction():
            address = person.addresses[0]
            address.email = address.key = email
            address.domain = email.partition("@")[2]
    page = sign_in(client, officer()).get("/secretariat/approvals").text
    assert "has nothing to do with it" in page and "at the same domain" not in page


def by_its_ending(patch):
    def loose(domain, known):
        fitting = [one for one in known if domain.endswith(one)]
        return domains.Standing(domain, members=sum(known[one] for one in fitting))

    patch.setattr(shown, "standing", loose)


# --- an invitation that has run out still opens -------------------------------------------------------------


def invitation_runs_out(client):
    assert come(client, days=15) is None


def for_ever(patch):
    always = timedelta(days=9_000)
    patch.setitem(rules.LASTS, rules.INVITATION, always)


# --- who is invited to one group takes the approval along to another ----------------------------------------


def scope_is_kept(client):
    assert come(client, approves=True, group="regulators").state == "awaiting"


def scope_is_the_form_s(patch):
    confirm = invitation_actions._confirm

    def widened(invitation, person, actor, now):
        invitation.group_key, invitation.country = person.group_key, person.country
        confirm(invitation, person, actor, now)

    patch.setattr(invitation_actions, "_confirm", widened)


# --- an address that is written in code passes for another's domain -----------------------------------------


def address_goes_where_it_says(_client):
    for typed in ("a%40moh.gov.sg@evil.example", "a+moh.gov.sg@evil.example"):
        assert addresses.clean_and_key(typed)[1].endswith("@evil.example")


def decoded_first(patch):
    plain = addresses.clean_and_key
    patch.setattr(
        addresses, "clean_and_key", lambda typed: plain(typed.replace("%40", "@").partition("@evil")[0])
    )


# --- what is left out of a list is computed when it is opened -----------------------------------------------


def cells_are_words(client):
    sign_in(client, officer())
    content = b'E-mail,Name\r\n"=HYPERLINK(""http://evil.example"")",a\0b'
    sent = {"file": (io.BytesIO(content), "people.csv"), "encoding": ""}
    assert client.post("/secretariat/import/", data=sent).status_code == 303
    answer = client.get("/secretariat/import/1/left-out.csv")
    assert answer.status_code == 200 and b'"=HYPERLINK' not in answer.data and b"\0" not in answer.data


def computed(patch):
    patch.setattr(cells, "harmless", lambda cell: cell)


# --- fields that no form has are taken all the same ---------------------------------------------------------


def only_what_is_asked(client):
    lek = come(client, state="active", approved="1", votes="1", roles="officer")
    assert (lek.state, lek.votes, lek.roles) == ("awaiting", None, frozenset())


def whatever_is_sent(patch):
    accept = invitation_actions.accept

    def mass(raw, asked, secret, *, actor):
        made = accept(raw, asked, secret, actor=actor)
        with transaction():
            person = db.session.get_one(Member, db.session.get_one(Invitation, made.id).member_id)
            for name, value in join_views.request.form.items():
                if name in ("state", "votes"):
                    setattr(person, name, value if name == "state" else bool(value))
        return made

    patch.setattr(invitation_actions, "accept", mass)


BUGS = {
    "Discourse CVE-2022-21684": (invitation_is_no_approval, approves_whoever_comes),
    "Discourse CVE-2026-33393": (domain_is_whole, by_its_ending),
    "Decidim CVE-2023-48220": (invitation_runs_out, for_ever),
    "Zulip CVE-2022-21706": (scope_is_kept, scope_is_the_form_s),
    "Forem CVE-2026-48780": (address_goes_where_it_says, decoded_first),
    "Indico 2.2.3": (cells_are_words, computed),
    "Discourse CVE-2026-28219": (only_what_is_asked, whatever_is_sent),
}


@pytest.mark.parametrize("bug", BUGS)
def test_none_of_them_is_here(app, client, bug):
    check, _plant = BUGS[bug]
    check(client)


@pytest.mark.parametrize("bug", BUGS)
def test_each_is_found_when_it_is_planted(app, client, bug, monkeypatch):
    check, plant = BUGS[bug]
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        check(client)
