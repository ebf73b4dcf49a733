"""Fields say at the field what cannot be taken."""

import pytest
from werkzeug.datastructures import MultiDict

from cop.kernel.forms import Count, Day, Form, Line, Number, Prose


class Sample(Form):
    day = Day("Day")
    number = Number("Number", least=1, most=50, needed="Say how many.")
    count = Number("Count", least=0, most=9)


def filled(app, **typed):
    with app.test_request_context():
        form = Sample(MultiDict(typed))
        form.validate()
        return form


def test_a_day_and_a_number_are_read(app):
    form = filled(app, day="2028-02-29", number=" 7 ")
    assert (form.day.data.isoformat(), form.number.data, form.errors) == ("2028-02-29", 7, {})


@pytest.mark.parametrize(
    "typed", ["2027-02-29", "tomorrow", "2027-13-01", "9" * 9_000, "\x00", "๒๕๖๙-๐๑-๐๑x"]
)
def test_a_day_that_does_not_exist_is_told_so(app, typed):
    assert "not a date that exists" in str(filled(app, day=typed, number="1").day.errors)


@pytest.mark.parametrize("typed", ["", "seven", "0", "51", "-1", "1.5", "9" * 9_000, "\x00"])
def test_a_number_out_of_bounds_is_told_so(app, typed):
    form = filled(app, number=typed)
    assert len(form.number.errors) == 1
    assert str(form.number.errors[0]).startswith(("Write a", "Say how many"))


def test_an_optional_number_may_stay_empty(app):
    assert "count" not in filled(app, number="1", count="").errors
    assert isinstance(filled(app, number="1").count, Count)


class Words(Form):
    name = Line("Name", needed="Give a name.")
    note = Prose("Note")


@pytest.mark.parametrize("typed", ["", "   ", "\u00a0\n"])
def test_white_space_is_no_name(app, typed):
    with app.test_request_context():
        form = Words(MultiDict({"name": typed}))
        assert not form.validate()
        assert form.errors == {"name": ["Give a name."]}


def test_a_field_that_was_not_sent_is_empty(app):
    with app.test_request_context():
        form = Words(MultiDict({"name": "Alice"}))
        assert form.validate()
        assert form.note.data == ""
