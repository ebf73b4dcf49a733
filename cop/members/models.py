"""People: a member's row survives the person's leaving; all that can be taken from them is in tables of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from flask_login import AnonymousUserMixin, UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from cop.kernel import clock
from cop.kernel.db import FOREVER, Model
from cop.members.rules import IN_FORCE, State

OPEN = text("decided_at IS NULL")
STATES = "state IN (" + ",".join(f"'{s.value}'" for s in State) + ")"


class Group(Model):
    """A stakeholder group; ``votes`` says whether its members sit on rolls."""

    __tablename__ = "groups"
    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    for_whom: Mapped[str]
    votes: Mapped[bool]
    order: Mapped[int]


class Organisation(Model):
    __tablename__ = "organisations"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)


class Member(UserMixin, Model):
    """A person. ``votes`` overrides the default of officers and administrators (no vote); None is the default.

    ``factors`` counts the second factors in use; signing in asks for one of whoever has any.
    ``terms_due``: who signs in next is asked to agree to the terms in force.
    """

    __tablename__ = "members"
    __table_args__ = (
        CheckConstraint(STATES, "state"),
        CheckConstraint("length(country) = 2", "country"),
        Index(None, "state", "group_key", "country"),
        Index(None, "country", "sort_name", "id"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    sort_name: Mapped[str] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(default=State.registered.value)
    group_key: Mapped[str] = mapped_column(ForeignKey("groups.key"))
    country: Mapped[str]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    language: Mapped[str] = mapped_column(default="en")
    languages: Mapped[list[Any]] = mapped_column(default=list)
    zone: Mapped[str] = mapped_column(default="UTC")
    why: Mapped[str] = mapped_column(default="")
    votes: Mapped[bool | None]
    registered_at: Mapped[datetime]
    active_at: Mapped[datetime | None]
    terms_due: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[int] = mapped_column(default=1)
    factors: Mapped[int] = mapped_column(default=0, server_default="0")

    group: Mapped[Group] = relationship(lazy="joined", innerjoin=True)
    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    addresses: Mapped[list[Address]] = relationship(back_populates="member", order_by="Address.id")
    grants: Mapped[list[RoleGrant]] = relationship(lazy="selectin", foreign_keys="RoleGrant.member_id")
    mandates: Mapped[list[Mandate]] = relationship(lazy="selectin", foreign_keys="Mandate.member_id")
    reads: Mapped[list[Reads]] = relationship(cascade="all, delete-orphan")

    session_id = ""  # the secret of the session that loaded this member; what Flask-Login keeps
    factors_asked: ClassVar[datetime | None] = (
        None  # since when this community asks some members for a second factor
    )
    proven_at: ClassVar[datetime | None] = None  # when that session last proved whose it is

    # One row is one object in a session. Flask-Login would compare the secrets: any two not signed in were equal.
    __eq__, __hash__ = object.__eq__, object.__hash__

    @validates("languages")
    def _keep_reads(self, _name: str, codes: list[str]) -> list[str]:
        """Whoever sets the languages sets the rows by which the directory finds their readers."""
        kept = {one.language: one for one in self.reads}
        self.reads = [kept.get(code) or Reads(language=code) for code in dict.fromkeys(codes)]
        return codes

    def get_id(self) -> str:
        return self.session_id

    @property
    def ref(self) -> str:
        return f"member:{self.id}"

    @property
    def is_member(self) -> bool:
        """Whether this person takes part now; everything that is not public asks it."""
        return self.state in IN_FORCE

    @property
    def is_active(self) -> bool:
        return self.is_member

    @property
    def grants_held(self) -> frozenset[str]:
        """The roles granted for now ("officer", "administrator"), in force or not."""
        now = clock.lately()
        return frozenset(g.role for g in self.grants if g.until is None or g.until > now)

    @property
    def roles(self) -> frozenset[str]:
        """The roles in force now; none for who is not in force."""
        return self.grants_held if self.is_member else frozenset()

    @property
    def may_vote(self) -> bool:
        """Whether this person gets a seat: of a group that votes, and no officer or administrator unless told so.

        Who pauses gets none.
        """
        default = not self.roles
        return (
            self.state == State.active.value
            and self.group.votes
            and (default if self.votes is None else self.votes)
        )

    @property
    def mandates_held(self) -> list[Mandate]:
        """Those in force now; none for who is not in force."""
        now = clock.lately()
        return [m for m in self.mandates if self.is_member and m.until > now and m.ended_at is None]

    @property
    def mandated(self) -> frozenset[str]:
        """The countries whose verified regulator this is."""
        return frozenset(m.country for m in self.mandates_held)

    def authority(self, country: str) -> str:
        """For which authority this is a verified regulator of ``country``; "" for who is not."""
        return next((m.authority for m in self.mandates_held if m.country == country), "")

    def regulates(self, country: str) -> bool:
        return country in self.mandated


class Reads(Model):
    """A language of ``Member.languages``, as the directory asks for it: kept whenever that is set."""

    __tablename__ = "member_languages"
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True, autoincrement=False)
    language: Mapped[str] = mapped_column(primary_key=True, index=True)


class Visitor(AnonymousUserMixin):
    """Who is not signed in."""

    id = None
    ref = "visitor"
    name = ""
    is_member = False
    may_vote = False
    proven_at = None
    roles: frozenset[str] = frozenset()
    mandated: frozenset[str] = frozenset()

    def regulates(self, _country: str) -> bool:
        return False


def _domain(context: Any) -> str:
    return str(context.get_current_parameters()["key"].rpartition("@")[2])


class Address(Model):
    """An e-mail address of a member; ``key`` is how two spellings of one address meet, ``domain`` its second part."""

    __tablename__ = "addresses"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    email: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    domain: Mapped[str] = mapped_column(index=True, default=_domain, server_default="")
    verified_at: Mapped[datetime | None]
    member: Mapped[Member] = relationship(back_populates="addresses")

    @property
    def ref(self) -> str:
        return f"address:{self.id}"


class Credential(Model):
    """What a member proves itself with; a password's ``secret`` is its Argon2id hash."""

    __tablename__ = "credentials"
    __table_args__ = (UniqueConstraint("member_id", "kind"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    kind: Mapped[str]
    secret: Mapped[str]
    at: Mapped[datetime]


class Decision(Model):
    """A move that somebody decided about a member, with the reason given; the member reads it in a letter."""

    __tablename__ = "member_decisions"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    move: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]


class ChangeRequest(Model):
    """A member asks to be counted under another group or country; the secretariat decides."""

    __tablename__ = "member_changes"
    __table_args__ = (
        Index("uq_member_changes_open", "member_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        CheckConstraint("(decided_at IS NULL) = (granted IS NULL)", "decided"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    group_key: Mapped[str] = mapped_column(ForeignKey("groups.key"))
    country: Mapped[str]
    reason: Mapped[str]
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    granted: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    member: Mapped[Member] = relationship(foreign_keys=[member_id])
    group: Mapped[Group] = relationship(lazy="joined", innerjoin=True)


class Session(Model):
    """A signed-in browser. Its id is random and kept hashed; visitors have none.

    ``proven``: when its member last showed what signing in takes; None for one begun before that was noted.
    """

    __tablename__ = "sessions"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    hash: Mapped[str] = mapped_column(unique=True)
    begun: Mapped[datetime]
    used: Mapped[datetime]
    ended: Mapped[datetime | None]
    proven: Mapped[datetime | None]
    device: Mapped[str] = mapped_column(default="")


class KnownDevice(Model):
    """A browser in which a member has signed in before: the mark that its lasting cookie carries, kept hashed."""

    __tablename__ = "known_devices"
    __table_args__ = (UniqueConstraint("member_id", "hash"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    hash: Mapped[str]
    used: Mapped[datetime]


class RoleGrant(Model):
    """A role for a term; ``until`` None is without end."""

    __tablename__ = "role_grants"
    __table_args__ = (CheckConstraint("role IN ('officer','administrator')", "role"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    role: Mapped[str]
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class Mandate(Model):
    """The secretariat has confirmed that this member acts for a named authority of one country, until a date.

    A renewal is a mandate of its own that ``renews`` the one before. ``reminded``: how many days before the end the
    last reminder went out, None before the first.
    """

    __tablename__ = "mandates"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    authority: Mapped[str]
    country: Mapped[str] = mapped_column(index=True)
    evidence: Mapped[str]
    since: Mapped[datetime]
    until: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    renews_id: Mapped[int | None] = mapped_column(ForeignKey("mandates.id"))
    reminded: Mapped[int | None]

    @property
    def ref(self) -> str:
        return f"mandate:{self.id}"
