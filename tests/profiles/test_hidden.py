"""A field that is for nobody stays so on the pages of other features too."""

from cop.pilots import actions as pilots
from cop.pilots import queries
from tests.people import sign_in
from tests.profiles.told import MARKS, marked, save
from tests.statements import stage


def test_a_hidden_organisation_is_not_on_the_page_of_editors(client):
    cast = stage.cast()
    save(cast.alice, organisation="nobody")
    statement = stage.drafted(cast)
    sign_in(client, cast.alice)
    said = client.get(f"/statements/{statement.slug}/editors").text
    assert "Alice" in said and MARKS["organisation"] not in said


def test_a_hidden_organisation_makes_nobody_a_colleague(app):
    """Who leads a pilot would learn of it from whom the page offers."""
    lead = marked("Dev")
    marked("Open")
    marked("Hidden", organisation="nobody")
    pilot = pilots.register("A pilot", ("SG",), actor=lead)
    assert [name for _slug, name in queries.colleagues(pilot)] == ["Open"]
