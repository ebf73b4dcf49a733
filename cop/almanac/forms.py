"""What is typed about holidays."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import InputRequired

from cop.kernel.forms import Day, Form, Line
from cop.members.countries import country_choices


class HolidayForm(Form):
    country = SelectField(_l("Country"), [InputRequired(_l("Choose the country."))], choices=country_choices)
    day = Day(_l("Day"), [InputRequired(_l("Say on which day."))])
    name = Line(_l("Name"), needed=_l("Name the holiday."), most=120)
