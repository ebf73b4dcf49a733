"""A feature's manifest: what it offers the rest of the house. Only ``cop.app`` knows them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Blueprint

from cop.kernel.permits import Permit, public
from cop.kernel.personal import Personal, Retention, Watched
from cop.kernel.refs import Resolver
from cop.kernel.seeking import Source


@dataclass(frozen=True)
class Place:
    """An entry of a menu, shown to whom ``may`` allows; ``post``: it acts instead of leading somewhere."""

    label: str
    endpoint: str
    order: int
    may: Permit = public
    post: bool = False


@dataclass(frozen=True)
class Tool:
    """A page of the secretariat's: its name, one sentence on what it is for, and whom it is open to."""

    label: str
    says: str
    endpoint: str
    order: int
    may: Permit


@dataclass(frozen=True)
class Awaiting:
    """One thing that waits for a person: by when (None: no date), what, why, and the one act."""

    kind: str
    title: str
    why: str
    act: str
    address: str
    due: datetime | None = None


@dataclass(frozen=True)
class News:
    """One thing that happened lately, for home."""

    at: datetime
    kind: str
    title: str
    note: str
    address: str


@dataclass(frozen=True)
class FrontRow:
    """A line on the public front page: a lasting number or date, a title, its state in words."""

    side: str
    title: str
    note: str
    address: str


@dataclass(frozen=True)
class FrontPart:
    """What a feature shows to everyone on the front page; ``endpoint`` leads to all of it, ``figure`` counts it.

    What ``leads`` stands before the rest.
    """

    title: str
    rows: tuple[FrontRow, ...]
    endpoint: str
    more: str
    figure: int | None = None
    counted: str = ""
    leads: bool = False


@dataclass(frozen=True)
class Fact:
    """A sentence that one feature says beside another's thing; ``act`` names what is at ``address``."""

    words: str
    address: str = ""
    act: str = ""
    late: bool = False


SILENT: tuple[()] = ()
"""A verb that tells nobody."""


@dataclass(frozen=True)
class Feature:
    """Everything optional. ``notices`` maps each verb the feature records to a function from a ledger entry to
    letters (``kernel.letters.Letter``), or to SILENT. ``due`` functions run on every tick with the time.
    ``follows`` is told of every ledger entry once it stands, at least once. ``sources`` are what search finds, by kind.
    ``demo_blueprints`` exist in demonstration mode alone. ``unsettling`` maps verbs after which whoever cites their
    subject should look again to the sentence that says why. ``personal`` is what it keeps about people, ``retentions``
    for how long at most; ``watched`` maps endpoints that show what few may read of a person; ``digest`` are kinds of
    letters that who pauses may have gathered in one. ``verbs`` maps each verb of the ledger that the feature
    records to the sentence that tells of it, of %(who)s (who acted) and %(what)s (the entry's subject). ``spoken`` are
    verbs by which somebody takes part as one of those who speak: where the subject is ``unnamed``, nobody is told who.
    ``beside`` says facts about other features' things, by kind of thing, to a viewer; ``gates`` what a step waits for,
    by the step: message ids of what is missing about its subject. ``owed`` (``kernel.owing.Owed``, by kind) is what
    awaits people as far as one question for all of it can tell; ``awaiting`` what needs a question of its own."""

    name: str
    blueprints: tuple[Blueprint, ...] = ()
    demo_blueprints: tuple[Blueprint, ...] = ()
    places: tuple[Place, ...] = ()
    own_places: tuple[Place, ...] = ()
    foot: tuple[Place, ...] = ()
    tools: tuple[Tool, ...] = ()
    refs: Mapping[str, Resolver] = field(default_factory=dict)
    notices: Mapping[str, Any] = field(default_factory=dict)
    verbs: Mapping[str, str] = field(default_factory=dict)
    spoken: tuple[str, ...] = ()
    letters: Mapping[str, Any] = field(default_factory=dict)
    tasks: Mapping[str, Callable[[dict[str, Any], datetime], None]] = field(default_factory=dict)
    due: tuple[Callable[[datetime], None], ...] = ()
    follows: tuple[Callable[[Any], None], ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    awaiting: tuple[Callable[[Any, datetime], Iterable[Awaiting]], ...] = ()
    news: tuple[Callable[[Any, datetime], Iterable[News]], ...] = ()
    front: tuple[Callable[[datetime], FrontPart], ...] = ()
    drift: tuple[Callable[[], Iterable[str]], ...] = ()
    hooks: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    unsettling: Mapping[str, str] = field(default_factory=dict)
    personal: tuple[Personal, ...] = ()
    retentions: tuple[Retention, ...] = ()
    watched: Mapping[str, Watched] = field(default_factory=dict)
    digest: tuple[str, ...] = ()
    beside: Mapping[str, Callable[[Any, Any], Iterable[Fact]]] = field(default_factory=dict)
    gates: Mapping[str, Callable[[Any], Iterable[str]]] = field(default_factory=dict)
    owed: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class House:
    """All manifests together, as ``app.extensions["cop"]``."""

    config: Any
    features: tuple[Feature, ...]

    def __post_init__(self) -> None:
        self.places, self.own_places, self.foot, self.tools = (
            sorted(self.each(menu), key=lambda place: place.order)
            for menu in ("places", "own_places", "foot", "tools")
        )
        self.refs = _merged(self.features, "refs")
        self.notices = _merged(self.features, "notices")
        self.verbs = _merged(self.features, "verbs")
        self.letters = _merged(self.features, "letters")
        self.tasks = _merged(self.features, "tasks")
        self.sources = _merged(self.features, "sources")
        self.hooks = _merged(self.features, "hooks")
        self.unsettling = _merged(self.features, "unsettling")
        self.watched = _merged(self.features, "watched")
        self.owed = _merged(self.features, "owed")

    def each(self, offer: str) -> list[Any]:
        """What every feature offers under ``offer``, in the features' order."""
        return [one for feature in self.features for one in getattr(feature, offer)]

    def beside(self, kind: str, viewer: Any, subject: Any) -> list[Fact]:
        """What the features say to ``viewer`` beside a thing of that kind."""
        asked = [feature.beside[kind] for feature in self.features if kind in feature.beside]
        return [fact for ask in asked for fact in ask(viewer, subject)]

    def lacking(self, step: str, subject: Any) -> list[str]:
        """What the features say a step waits for; message ids."""
        asked = [feature.gates[step] for feature in self.features if step in feature.gates]
        return [missing for ask in asked for missing in ask(subject)]


def _merged(features: tuple[Feature, ...], offer: str) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for feature in features:
        if twice := merged.keys() & getattr(feature, offer).keys():
            raise RuntimeError(f"{feature.name} offers {offer} that another feature offers: {sorted(twice)}")
        merged |= getattr(feature, offer)
    return merged
