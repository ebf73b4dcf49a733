"""Discussions as people meet them in a browser."""

from tests.discussions import story
from tests.people import member, officer, sign_in, space

from cop.discussions import queries


def test_a_thread_is_started_answered_and_read(client):
    alice, bob = member(), member("Bob", "professionals", "MY")
    forum = space()
    sign_in(client, alice)
    form = {"title": "A triage tool", "kind": "question", "text": "Is **it** enough?", "language": "en"}
    sent = client.post("/discussions/forum/new", data=form | {"tags": "data_sovereignty"})
    assert sent.status_code == 303
    sign_in(client, bob)
    shown = client.get(sent.location)
    assert "<strong>it</strong>" in shown.text
    assert "Data sovereignty" in shown.text
    answered = client.post(sent.location, data={"text": "No <script>alert(1)</script>", "language": "en"})
    assert answered.location.endswith("#post-2")
    shown = client.get(answered.location)
    assert "<script>alert" not in shown.text
    assert 'id="post-2"' in shown.text
    for page in ("/discussions/", "/discussions/forum/", "/spaces/forum", "/spaces/forum/people"):
        assert client.get(page).status_code == 200
