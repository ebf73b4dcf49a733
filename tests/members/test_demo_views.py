"""One click to be one of nine people, in demonstration mode alone."""

import pytest

from cop.members.personas import PERSONAS
from tests.people import member


def test_a_persona_signs_in_with_one_click(demo):
    persona = PERSONAS[0]
    member(persona.name)
    assert persona.name in demo.get("/demo").text
    assert demo.post("/demo/sign-in", data={"persona": persona.key}).location == "/"
    assert "Sign out" in demo.get("/demo").text


@pytest.mark.parametrize("key", ["", "nobody", "regulator\0"])
def test_an_unknown_persona_is_refused(demo, key):
    assert demo.post("/demo/sign-in", data={"persona": key}).status_code == 422


def test_a_persona_who_is_suspended_gets_no_session(demo):
    member(PERSONAS[0].name, state="suspended")
    assert demo.post("/demo/sign-in", data={"persona": PERSONAS[0].key}).status_code == 422
    assert "Sign out" not in demo.get("/demo").text


@pytest.mark.parametrize("path", ["/demo", "/demo/mail"])
def test_a_real_community_has_no_such_pages(client, path):
    assert client.get(path).status_code == 404
    assert client.post("/demo/sign-in", data={"persona": "regulator"}).status_code == 404
