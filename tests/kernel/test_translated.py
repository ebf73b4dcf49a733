"""A name that comes from data and is looked up among the translations is a name, not markup."""

from flask import render_template_string


def test_what_is_translated_is_text(app):
    with app.test_request_context():
        shown = render_template_string(
            '{{ _(name) }} {{ _("%(x)s agreed", x=name) }} {{ ngettext("%(num)d %(x)s", "%(num)d %(x)s", 2, x=name) }}',
            name='<b title="x">',
        )
    assert "<b" not in shown and '"x"' not in shown and shown.count("&lt;b") == 3


def test_a_percent_sign_is_no_place_for_a_value(app):
    with app.test_request_context():
        assert render_template_string("{{ _('half of %(x)s', x='100 %') }}") == "half of 100 %"
