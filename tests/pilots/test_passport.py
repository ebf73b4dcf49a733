"""A passport holds offline, shows what changed since an older one, and fails for whatever was touched."""

import json

import pytest

from cop import verify
from cop.delivery.letters import as_read_by
from cop.kernel import clock
from cop.members.models import Visitor
from cop.pilots import passport, track_actions
from tests import people
from tests.pilots import stories
from tests.pilots.test_views import browser


@pytest.fixture
def verdict(tmp_path, capsys):
    def run(made, *options, older=None):
        files = {"new.json": made} | ({"old.json": older} if older else {})
        for name, content in files.items():
            (tmp_path / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        more = ["--older", str(tmp_path / "old.json")] if older else []
        status = verify.main([str(tmp_path / "new.json"), *options, *more])
        return status, capsys.readouterr().out

    return run


def made(pilot, viewer=None):
    reader = viewer or Visitor()
    return as_read_by(
        reader, "en", lambda: json.loads(json.dumps(passport.of_pilot(reader, pilot, clock.now())))
    )


def test_a_passport_holds_and_says_what_changed(app, verdict):
    cast = stories.Cast()
    pilot = stories.active(cast)
    before = browser(app).get(f"/pilots/{pilot.uid}.passport.json").get_json()
    assert verdict(before, "--key", before["key"])[0] == 0
    track_actions.suspend(pilot, "A near miss", "SG", actor=cast.regulator)
    status, out = verdict(made(pilot), older=before)
    assert (status, "1 events were added since" in out, "Changed since: countries." in out) == (0, True, True)
    assert verdict(before, older=made(pilot))[0] == 1


def _title(one):
    one["passport"]["record"]["answers"]["title"] = "Approved everywhere"


def _event(one):
    one["passport"]["record"]["chain"]["events"].pop(0)


def _key(one):
    one["key"] = "0" * 64


@pytest.mark.parametrize("touch", [_title, _event, _key])
def test_a_touched_passport_does_not_hold(app, verdict, touch):
    one = made(stories.active(stories.Cast()))
    touch(one)
    assert verdict(one)[0] == 1


def test_events_are_checked_apart_from_the_signature(app, monkeypatch, verdict):
    monkeypatch.setattr(verify, "signed", lambda *_all: True)
    one = made(stories.active(stories.Cast()))
    one["passport"]["record"]["chain"]["events"][1]["data"]["to"] = "active"
    status, out = verdict(one)
    assert (status, "event 1 has another hash" in out) == (1, True)


@pytest.mark.parametrize("spoil", ["key", "passport"])
def test_what_is_no_passport_is_told_so(app, verdict, spoil):
    one = made(stories.active(stories.Cast()))
    del one[spoil]
    assert verdict(one)[0] == 2


def test_a_passport_holds_no_more_than_its_reader_may_see(app):
    cast = stories.Cast()
    pilot = stories.active(cast)
    bob = people.member("Bob")
    assert "stop_rules" not in made(pilot)["passport"]["record"]["answers"]
    assert "stop_rules" in made(pilot, bob)["passport"]["record"]["answers"]
