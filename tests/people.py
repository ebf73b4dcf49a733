"""A cast for the tests: Alice regulates in Singapore, Bob treats patients in Malaysia, Olga is an officer, and so on."""

from datetime import timedelta

from flask.testing import FlaskClient

from cop.kernel import clock, text
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.members import sessions
from cop.members.models import Address, Mandate, Member, Organisation, RoleGrant
from cop.spaces.models import Space, SpaceMember


def member(
    name="Alice", group="regulators", country="SG", *, roles=(), regulates="", state="active", **more
) -> Member:
    """A member of that name, committed. ``roles``: officer, administrator. ``regulates``: a country, for a mandate."""
    with transaction():
        now = clock.now()
        slug = text.slug(name)
        one = Member(
            slug=slug, name=name, sort_name=text.sort_key(name), group_key=group, country=country, state=state
        )
        one.organisation = organisation(f"Organisation of {name}")
        one.registered_at = one.active_at = now
        one.addresses.append(Address(email=f"{slug}@example.org", key=f"{slug}@example.org", verified_at=now))
        for key, value in more.items():
            setattr(one, key, value)
        one.grants = [RoleGrant(role=role, since=now) for role in roles]
        if regulates:
            until = now + timedelta(days=365)
            one.mandates = [
                Mandate(authority="Authority", country=regulates, evidence="Letter", since=now, until=until)
            ]
        db.session.add(one)
    return one


def organisation(name: str) -> Organisation:
    found = db.session.query(Organisation).filter_by(name_key=text.sort_key(name)).first()
    return found or Organisation(name=name, name_key=text.sort_key(name))


def officer(name="Olga", **more) -> Member:
    return member(name, "observers", "TH", roles=("officer",), **more)


def administrator(name="Adam", **more) -> Member:
    return member(name, "observers", "TH", roles=("administrator",), **more)


def space(slug="forum", visibility="members", people=(), facilitators=()) -> Space:
    """A space, committed, with those people in it."""
    with transaction():
        now = clock.now()
        one = Space(slug=slug, title=slug.capitalize(), visibility=visibility, created_at=now)
        db.session.add(one)
        db.session.flush()
        for person in {*people, *facilitators}:
            place = SpaceMember(
                space_id=one.id, member_id=person.id, facilitator=person in facilitators, since=now
            )
            db.session.add(place)
    return one


def sign_in(client: FlaskClient, person: Member) -> FlaskClient:
    """Signs ``person`` in without the page, by a session of the real kind."""
    with transaction():
        raw = sessions.begin(person, "test", clock.now())
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = raw, True
    return client
