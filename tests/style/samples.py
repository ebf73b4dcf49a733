"""Invented data for the sample pages, in the shapes that the macros document."""

from types import SimpleNamespace as Thing

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    EmailField,
    FileField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Email, InputRequired, Optional

NAV = [
    Thing(label="Home", url="/sample/", current=False, count=4),
    Thing(label="Discussions", url="/sample/thread", current=False, count=None),
    Thing(label="Meetings", url="/sample/meeting", current=False, count=None),
    Thing(label="Statements", url="/sample/statement", current=True, count=None),
    Thing(label="Sandbox", url="/sample/pilot", current=False, count=None),
]
ACCOUNT = [
    Thing(label="Your profile", url="/sample/form", current=False, count=None),
    Thing(label="Sign out", url="/sign-out", current=False, count=None, post=True),
]
FOOTER = [Thing(label="How decisions are made", url="/sample/statement")]

GROUPS = [
    ("regulators", "Regulators and policymakers"),
    ("institutions", "Healthcare institutions"),
    ("professionals", "Healthcare professionals"),
    ("developers", "AI researchers and developers"),
    ("civil-society", "Civil society and patient advocates"),
]
GROUP_HINTS = {
    "regulators": "Ministries, device and data-protection authorities, health technology assessment bodies",
    "institutions": "Hospitals, clinics and their executives, procurement and medical boards",
    "professionals": "Clinicians, nurses, pharmacists, allied health and their professional bodies",
    "developers": "Academia, companies and laboratories that build, adapt or evaluate AI",
    "civil-society": "Patient groups, advocates, ethicists, community organisations",
}


class JoinForm(FlaskForm):
    version = HiddenField(default="3")
    name = StringField("Name", [InputRequired("Write your name")], description="As other members should see it")
    email = EmailField(
        "E-mail at work",
        [InputRequired("Enter an e-mail address"), Email("Enter the whole e-mail address, with the part after @")],
        description="We write to it once to check that it is yours",
    )
    password = PasswordField("Password", [InputRequired("Choose a password of at least 12 characters")])
    country = SelectField("Country", choices=[("", "Choose"), ("LA", "Lao PDR"), ("TH", "Thailand")])
    group = RadioField("Your group", [InputRequired("Choose the group you belong to")], choices=GROUPS)
    languages = SelectMultipleField(
        "Languages you read", [Optional()], choices=[("en", "English"), ("th", "ไทย"), ("lo", "ລາວ")]
    )
    zone = SelectField("Time zone", choices=[("", "Choose"), ("Asia/Vientiane", "Vientiane, UTC+7")])
    why = TextAreaField(
        "What you would like to bring or learn",
        [InputRequired("Say what you would like to bring or learn")],
        description="Two or three sentences. Only the secretariat reads them.",
    )
    letter = FileField("Letter of your authority", [Optional()])
    agree = BooleanField("I have read how the community works", [InputRequired("Read how the community works")])


def _refused_join() -> JoinForm:
    typed = MultiDict({"name": "Dr Malee S. (fictional)", "email": "malee.s@", "country": "LA", "agree": "y"})
    typed.setlist("languages", ["en", "lo"])
    form = JoinForm(formdata=typed)
    form.validate()
    return form


def data(name: str) -> dict:
    """Return what one sample page shows; forms need a request around them."""
    return PAGES.get(name, dict)()


PAGES = {
    "form": lambda: {"form": _refused_join(), "hints": GROUP_HINTS},
}
