"""A community with one of each kind of person, and something public, shared and closed of every sort of thing.

Everything that not everybody may read carries a canary. Told by the application's own actions, once a session.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from cop.access import sso_actions
from cop.access.sso_rules import Identity
from cop.admission import actions as admission
from cop.admission import import_actions, invitation_actions, steward_actions
from cop.admission.import_rules import Reading
from cop.admission.invitation_actions import Proposed
from cop.almanac import actions as almanac_actions
from cop.ballots import delegation_actions
from cop.intake.checking import Checked, Problem
from cop.intake.lists import Row
from cop.kernel import clock, keys
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.permits import SYSTEM
from cop.kernel.text import write
from cop.members import account_actions, joining_actions, keeping, sessions, sign_in_actions
from cop.members.models import Member, Visitor
from cop.members.rules import CONFIRM, RESET, Asked, Edited
from cop.profiles import actions as profile_actions
from cop.profiles.rules import FIELDS
from cop.spaces import actions as space_actions
from cop.spaces import group_actions
from cop.spaces import joining_actions as space_joining
from cop.spaces.group_rules import Joining
from cop.spaces.models import Space
from tests import people
from tests.trust.canaries import ACTIVE, CLOSED, KINDS, MEMBERS, STAFF, STOPPED, VISITOR, Canaries

PLACED = {
    "plaza": ("member",),
    "commons": ("facilitator", "member"),
    "elsewhere": ("outsider",),
    "closed": ("facilitator", "insider", "editor"),
}
ROLES = {"officer": ("officer",), "administrator": ("administrator",)}
PLACES = {
    "regulator": ("regulators", "SG"),
    "foreign": ("regulators", "VN"),
    "lead": ("developers", "ID"),
    "officer": ("observers", "TH"),
    "administrator": ("observers", "TH"),
    "insider": ("professionals", "TH"),
}
SIGN_ON = {  # with a provider that is always away
    "sso_issuer": "http://127.0.0.1:9",
    "sso_client_id": "cop",
    "sso_client_secret": "secret",
    "sso_label": "Ministry",
}
SPACES = {"public": "plaza", "members": "commons", "closed": "closed"}


@dataclass
class Community:
    """``addresses``: of each beginning of a route, its examples by label; "{...}" is filled in for each kind of person.

    ``of`` holds the people by kind, as ids and session secrets that outlive any database session.
    """

    canaries: Canaries = field(default_factory=Canaries)
    people: dict[str, Member] = field(default_factory=dict)
    spaces: dict[str, Space] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    own: dict[str, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    addresses: dict[str, dict[str, str]] = field(default_factory=dict)

    def hide(self, what: str, *seers: str) -> str:
        return self.canaries.hide(what, *seers)

    def has(self, rule: str, label: str, path: str) -> None:
        """Notes an example of the routes that begin with ``rule``."""
        self.addresses.setdefault(rule, {})[label] = path


def people_of(town: Community) -> None:
    """One of each kind. Their mail addresses are their own and the secretariat's to know."""
    for kind in (*ACTIVE, *STOPPED):
        group, country = PLACES.get(kind, ("institutions", "MY"))
        regulates = country if kind in ("regulator", "foreign") else ""
        person = people.member(
            kind.capitalize(), group, country, roles=ROLES.get(kind, ()), regulates=regulates
        )
        with transaction():
            person.addresses[0].email = f"{town.hide(f'mail{kind}', kind, *STAFF)}@example.org"
            person.why = town.hide(f"why{kind}", *STAFF)
            for mandate in person.mandates:
                mandate.evidence = town.hide(f"evidence{kind}", *STAFF)
        town.people[kind] = person


def sessions_of(town: Community) -> None:
    """A session for everyone but the visitor, and another of the own that can be ended.

    Who is stopped keeps the row that was there before: it must be worth nothing. All count as just begun to the end.
    """
    for kind, person in town.people.items():
        with transaction():
            town.secrets[kind] = sessions.begin(person, "test", clock.now())
            raw = sessions.begin(person, "another", clock.now())
            db.session.query(sessions.Session).update({"proven": clock.now() + timedelta(days=1)})
        town.own[kind] |= {"session": _id_of(raw), "member": person.id}
    town.own[VISITOR] |= {"session": 0, "member": 0}
    _stop(town)


def _id_of(raw: str) -> int:
    found = db.session.query(sessions.Session).filter_by(hash=keys.hashed(raw)).one()
    return found.id


def _stop(town: Community) -> None:
    with transaction():
        town.people["applicant"].state = "registered"
        town.people["applicant"].active_at = town.people["applicant"].addresses[0].verified_at = None
        for kind in STOPPED:
            town.people[kind].name = town.hide(f"name{kind}", *STAFF)
    with transaction():  # as `suspend` does, except that it would end the sessions
        town.people["suspended"].state = "suspended"
        reason = town.hide("suspension", *STAFF)
        keeping.decision(town.people["suspended"], "suspend", reason, town.people["officer"], clock.now())


def identities_of(town: Community) -> None:
    """An account elsewhere, of which its owner alone knows."""
    found = Identity(SIGN_ON["sso_issuer"], "u-1", name=town.hide("elsewhere", "lead"))
    sso_actions.link(town.people["lead"], found, actor=town.people["lead"])


def spaces_of(town: Community) -> None:
    """A public, a shared and a closed one, and a closed one of others."""
    officer, titles = town.people["officer"], {"plaza": "Plaza", "commons": "Commons"}
    titles["closed"], titles["elsewhere"] = (
        town.hide("space", *CLOSED),
        town.hide("yard", "outsider", "officer"),
    )
    mandates = {"closed": town.hide("mandate", *CLOSED)}
    visibilities = {"plaza": "public", "commons": "members"}
    for name, title in titles.items():
        visibility = visibilities.get(name, "restricted")
        town.spaces[name] = space_actions.create_space(
            title, mandates.get(name, ""), visibility, actor=officer
        )
    _fill(town)


def _fill(town: Community) -> None:
    """The facilitator keeps the shared and the closed space, nobody the public one."""
    for space, kinds in PLACED.items():
        for kind in kinds:
            _put(town, space, kind)
    _group(town)
    for label, name in SPACES.items():
        town.has("/spaces/<slug>", label, f"/spaces/{town.spaces[name].slug}")
        town.has("/discussions/<slug>", label, f"/discussions/{town.spaces[name].slug}")
        town.has("/date-polls/in/<slug>", label, f"/date-polls/in/{town.spaces[name].slug}")
        town.has("/calendar/spaces/<slug>", label, f"/calendar/spaces/{town.spaces[name].slug}")
    town.has("/calendar/own/<secret>", "dead", "/calendar/own/no-such-secret")


def _group(town: Community) -> None:
    """The shared space is a working group; one asks to join it and another is invited."""
    commons, keeper = town.spaces["commons"], town.people["facilitator"]
    group_actions.constitute(commons, Joining.REQUEST, None, commons.version, actor=town.people["officer"])
    reason = town.hide("joinreason", "facilitator", "officer")
    asked = space_joining.ask_to_join(commons, reason, actor=town.people["outsider"])
    invited = space_joining.invite(commons, town.people["lead"], actor=keeper)
    town.has("/spaces/requests/<int:id>", "members", f"/spaces/requests/{asked.id}")
    town.has("/spaces/invitations/<int:id>", "lead", f"/spaces/invitations/{invited.id}")


def _put(town: Community, space: str, kind: str) -> None:
    officer = town.people["officer"]
    place = space_actions.add_person(town.spaces[space], town.people[kind], actor=officer)
    if kind == "facilitator":
        space_actions.appoint_facilitator(place, actor=officer)
    label = next((label for label, name in SPACES.items() if name == space), "elsewhere")
    town.has("/spaces/people/<int:id>", label, f"/spaces/people/{place.id}")


def accounts_of(town: Community) -> None:
    """What lies at the secretariat: a request to join, one refused, one to change the group."""
    officer, member = town.people["officer"], town.people["member"]
    waiting, refused = _asks(town, "waiting"), _asks(town, "refused")
    admission.refuse(refused, town.hide("refusal", *STAFF), actor=officer)
    reason = town.hide("changereason", *STAFF)
    asked = account_actions.ask_change(member, "regulators", "MY", reason, actor=member)
    town.has("/people/<slug>", "members", f"/people/{member.slug}")
    town.has("/people/<slug>", "closed", f"/people/{waiting.slug}")
    town.has("/secretariat/approvals/<int:id>", "other", f"/secretariat/approvals/{waiting.id}")
    _admission(town, waiting)
    entered = almanac_actions.enter_holiday("XA", clock.now().date(), "Founding day", actor=officer)
    town.has("/secretariat/holidays/<int:id>", "other", f"/secretariat/holidays/{entered.id}")
    town.has("/secretariat/changes/<int:id>", "other", f"/secretariat/changes/{asked.id}")
    town.has("/secretariat/delegations/<group>/<country>", "other", "/secretariat/delegations/regulators/SG")
    regulator = town.people["regulator"]
    delegation_actions.name_delegation("regulators", "SG", regulator, None, 0, actor=officer)
    town.has("/delegations/<group>/<country>", "members", "/delegations/regulators/SG")
    town.has("/account/sessions/<int:id>", "own", "/account/sessions/{session}")
    town.has("/account/sessions/<int:id>", "other", f"/account/sessions/{town.own['lead']['session']}")
    town.has("/account/security/passkeys/<int:id>", "other", "/account/security/passkeys/1")
    town.has("/account/interests/<int:id>", "other", "/account/interests/1")
    _profile(town, member)
    _files(town)
    _links(town, waiting, member)


def _profile(town: Community, member: Member) -> None:
    """The member shows one field to everyone, some to members, and one to nobody."""
    hidden, shared = town.hide("position"), town.hide("expertise", *MEMBERS)
    edited = Edited(member.name, member.organisation.name, ("en",), "en", "UTC")
    sees = dict.fromkeys(FIELDS, "members") | {"name": "public", "about": "public", "position": "nobody"}
    told = profile_actions.Told(hidden, {shared: shared}, write("Told to everyone."), sees)
    profile_actions.edit_profile(member, edited, told, member.version, actor=member)


def _admission(town: Community, waiting: Member) -> None:
    """The facilitator is the institutions' steward, with one request there; the other group's is not theirs to know."""
    officer, steward = town.people["officer"], town.people["facilitator"]
    named = steward_actions.name_steward(steward, True, actor=officer)
    town.has("/secretariat/stewards/<int:id>", "other", f"/secretariat/stewards/{named.id}")
    theirs = _asks(town, "ingroup", "institutions", "facilitator")
    town.has("/secretariat/approvals/<int:id>", "own", f"/secretariat/approvals/{theirs.id}")
    for kind, person, seers in (("other", waiting, STAFF), ("own", theirs, (*STAFF, "facilitator"))):
        question = admission.ask(person, town.hide(f"question{kind}", *seers), actor=officer)
        raw = admission.make_question_link(question, actor=SYSTEM)
        admission.answer(raw, town.hide(f"reply{kind}", *seers), actor=Visitor())
    question = admission.ask(waiting, "Since when?", actor=officer)
    raw = admission.make_question_link(question, actor=SYSTEM)
    town.has("/join/question/<raw>", "live", f"/join/question/{raw}")
    town.has("/join/question/<raw>", "dead", "/join/question/no-such-link")
    for kind, inviter, group in (("other", officer, "professionals"), ("own", steward, "institutions")):
        _invites(town, kind, inviter, group)
    _brings(town, officer)


def _brings(town: Community, officer: Member) -> None:
    """A list whose one row has no address."""
    row = Row(2, ["", town.hide("listed", "officer")])
    checked = [Checked(row, None, [Problem(0, "There is no e-mail address in this row.")])]
    reading = Reading({"email": 0, "name": 1})
    brought = import_actions.bring("list.csv", ["E-mail", "Name"], "CSV", reading, checked, actor=officer)
    town.has("/secretariat/import/<int:id>", "other", f"/secretariat/import/{brought.id}")


def _invites(town: Community, kind: str, inviter: Member, group: str) -> None:
    """Known to the secretariat, and to the steward who sent it."""
    seers = STAFF if kind == "other" else (*STAFF, "facilitator")
    email = f"{town.hide(f'invited{kind}', *seers)}@example.org"
    words = (town.hide(f"invitee{kind}", *seers), group, "MY")
    made = invitation_actions.invite(Proposed(email, *words), actor=inviter)
    raw = invitation_actions.make_link(made, actor=SYSTEM)
    town.has("/secretariat/invitations/<int:id>", kind, f"/secretariat/invitations/{made.id}")
    town.has("/join/invited/<raw>", kind, f"/join/invited/{raw}")
    town.has("/join/invited/<raw>", "dead", "/join/invited/no-such-link")


def _files(town: Community) -> None:
    base = "/secretariat/members/<int:id>"
    staff = {kind: town.people[kind] for kind in ("member", "administrator", "regulator", "officer")}
    town.has(base, "own", "/secretariat/members/{member}")
    town.has(base, "other", f"/secretariat/members/{staff['member'].id}")
    town.has(base, "administrator", f"/secretariat/members/{staff['administrator'].id}")
    mandate = f"{staff['regulator'].id}/mandates/{staff['regulator'].mandates[0].id}"
    town.has(f"{base}/mandates/<int:of>", "other", f"/secretariat/members/{mandate}")
    of_regulator = staff["regulator"].mandates[0].id
    town.has("/secretariat/mandates/<int:id>", "other", f"/secretariat/mandates/{of_regulator}")
    role = f"{staff['officer'].id}/roles/{staff['officer'].grants[0].id}"
    town.has(f"{base}/roles/<int:of>", "other", f"/secretariat/members/{role}")


def _links(town: Community, waiting: Member, member: Member) -> None:
    for rule, person, purpose in (("/join/confirm/", waiting, CONFIRM), ("/password/new/", member, RESET)):
        raw = sign_in_actions.make_link(person.addresses[0], purpose, actor=SYSTEM)
        town.has(f"{rule}<raw>", "live", f"{rule}{raw}")
        town.has(f"{rule}<raw>", "dead", f"{rule}no-such-link")


def _asks(town: Community, kind: str, group: str = "professionals", *steward: str) -> Member:
    """Someone who asked to join and confirmed the address; known to the secretariat and the group's steward alone."""
    seers = (*STAFF, *steward)
    request = Asked(
        name=town.hide(f"asks{kind}", *seers),
        email=f"{town.hide(f'from{kind}', *seers)}@example.org",
        group=group,
        country="MY",
        organisation=town.hide(f"house{kind}", *seers),
        languages=("en",),
        zone="UTC",
        why=town.hide(f"reason{kind}", *seers),
    )
    member = joining_actions.register(request, "!", actor=Visitor())
    link = sign_in_actions.make_link(member.addresses[0], CONFIRM, actor=SYSTEM)
    joining_actions.confirm_address(link, actor=Visitor())
    return member
