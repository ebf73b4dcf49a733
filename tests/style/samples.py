"""Invented data for the sample pages, in the shapes that the macros document."""

from datetime import UTC, datetime
from types import SimpleNamespace as Thing

from flask_wtf import FlaskForm
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    EmailField,
    FileField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Email, InputRequired, Optional

from cop.discussions.tree import tree
from cop.discussions.tree_look import Look

NAV = [
    Thing(label="Home", url="/sample/home", current=False, count=4),
    Thing(label="Discussions", url="/sample/thread", current=False, count=None),
    Thing(label="Meetings", url="/sample/home", current=False, count=None),
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


def _choices(*pairs: tuple[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


class JoinForm(FlaskForm):
    version = HiddenField(default="3")
    name = StringField(
        "Name", [InputRequired("Write your name")], description="As other members should see it"
    )
    email = EmailField(
        "E-mail at work",
        [
            InputRequired("Enter an e-mail address"),
            Email("Enter the whole e-mail address, with the part after @"),
        ],
        description="We write to it once to check that it is yours",
    )
    password = PasswordField("Password", [InputRequired("Choose a password of at least 12 characters")])
    country = SelectField("Country", choices=_choices(("", "Choose"), ("LA", "Lao PDR"), ("TH", "Thailand")))
    group = RadioField(
        "Your group", [InputRequired("Choose the group you belong to")], choices=_choices(*GROUPS)
    )
    languages = SelectMultipleField(
        "Languages you read", [Optional()], choices=_choices(("en", "English"), ("th", "ไทย"), ("lo", "ລາວ"))
    )
    zone = SelectField("Time zone", choices=_choices(("", "Choose"), ("Asia/Vientiane", "Vientiane, UTC+7")))
    why = TextAreaField(
        "What you would like to bring or learn",
        [InputRequired("Say what you would like to bring or learn")],
        description="Two or three sentences. Only the secretariat reads them.",
    )
    letter = FileField("Letter of your authority", [Optional()])
    agree = BooleanField(
        "I have read how the community works", [InputRequired("Read how the community works")]
    )


def _refused_join() -> JoinForm:
    typed = MultiDict({"name": "Dr Malee S. (fictional)", "email": "malee.s@", "country": "LA", "agree": "y"})
    typed.setlist("languages", ["en", "lo"])
    form = JoinForm(formdata=typed)
    form.validate()
    return form


class BallotForm(FlaskForm):
    position = RadioField(
        "Your position",
        choices=_choices(
            *((code, code) for code in ("endorse", "reserve", "stand_aside", "object", "recuse"))
        ),
        default="reserve",
    )
    clause = SelectField(
        "Which clause", [InputRequired()], choices=_choices(("5", "Clause 5, Acting on harm"))
    )
    reservation = TextAreaField(
        "Your reservation",
        [InputRequired()],
        description="At most 600 characters, printed beside the clause.",
        default="A clinic without a second tool cannot always suspend use at once.",
    )
    interest = TextAreaField("Your interest", [InputRequired()])
    sign = BooleanField("Name me as a signatory when the statement is published", default=True)


def _row(
    name, endorse, reserve=0, object_=0, aside=0, silent=0, recuse=0, bounds=(None, None), **more
) -> Thing:
    seats = {"endorse": endorse, "reserve": reserve, "object": object_, "stand_aside": aside}
    seats |= {"silent": silent, "recuse": recuse}
    supporters = endorse + reserve
    spoken = supporters + object_ + aside
    return Thing(
        name=name,
        seats=seats,
        supporters=supporters,
        deciders=supporters + object_,
        spoken=spoken,
        electorate=spoken + silent,
        support_bound_seats=bounds[0],
        quorum_seats=bounds[1],
        **{"total": False, "short": "", **more},
    )


STRIP = [
    _row("Regulators and policymakers", 15, silent=1, bounds=(8, 6)),
    _row("Healthcare institutions", 9, 2, silent=3, bounds=(6, 5)),
    _row("Healthcare professionals", 10, 1, aside=1, silent=2, bounds=(6, 5)),
    _row("AI researchers and developers", 8, 0, 1, recuse=1, bounds=(5, 4)),
    _row("Civil society and patient advocates", 6, 1, 1, 1, 1, bounds=(5, 4)),
    _row("Partners", 0, recuse=2),
    _row("All groups", 48, 4, 2, 2, 7, 1, bounds=(41, 32), total=True),
]
TURNOUT = [
    Thing(name="Regulators", spoken=13, electorate=17, quorum_seats=6),
    Thing(name="Institutions", spoken=9, electorate=14, quorum_seats=5),
    Thing(name="Civil society", spoken=2, electorate=7, quorum_seats=3),
]
MATRIX_GROUPS = [
    Thing(key=key, name=name)
    for key, name in zip(
        "ripdc", ("Regulators", "Institutions", "Professionals", "Developers", "Civil society"), strict=True
    )
]
MATRIX = [
    Thing(name="Brunei Darussalam", cells={"r": {"endorse": 1}, "i": {"endorse": 1}}),
    Thing(
        name="Indonesia", cells={"r": {"endorse": 2}, "i": {"endorse": 1, "silent": 1}, "p": {"endorse": 2}}
    ),
    Thing(
        name="Philippines", cells={"r": {"endorse": 2}, "p": {"endorse": 1, "reserve": 1}, "c": {"object": 1}}
    ),
    Thing(name="Thailand", cells={"r": {"endorse": 12, "stand_aside": 3}, "d": {"endorse": 1, "recuse": 1}}),
    Thing(name="Timor-Leste", cells={"r": {"endorse": 1}, "p": {"stand_aside": 1}}),
]
MATRIX_FOOT = {
    "r": Thing(supporters=15, deciders=15, held=True),
    "c": Thing(supporters=2, deciders=5, held=False),
}
TESTS = [
    Thing(label="Seats that spoke", found="56 of 63", bound="≥ 32", held=True, short=""),
    Thing(
        label="Lowest support in a group",
        found="Civil society, 2 of 5",
        bound="> half",
        held=False,
        short="one more supporter is needed",
    ),
    Thing(label="Countries that spoke", found="10", bound="≥ 3", held=True, short=""),
]
TIMELINE = [
    Thing(name="Drafting", detail="1 Sep to 21 Sep, revisions 1 and 2", state="past", url=""),
    Thing(name="Consultation", detail="22 Sep to 6 Oct, 38 comments, all answered", state="past", url="#c"),
    Thing(name="First ballot", detail="9 Nov, overtaken on 18 Nov by revision 4", state="past", url=""),
    Thing(name="Ballot on revision 4", detail="18 Nov to 27 Nov, broad consensus", state="now", url=""),
    Thing(name="Outcome", detail="computed at close", state="ahead", url=""),
]


def _clause(number, html, notes=(), changed="") -> Thing:
    return Thing(
        kind="clause",
        number=number,
        anchor=f"c{number}",
        html=Markup(html),
        notes=list(notes),
        changed=changed,
        url_changed="#why",
    )


def _note(kind, title, text, who, answer="") -> Thing:
    return Thing(kind=kind, title=title, text=text, who=who, answer=answer)


RESERVED = _note(
    "reserve",
    "Recognition follows capacity",
    "Mutual recognition is sound only between authorities of comparable capacity.",
    "Procurement lead, Thailand · Institutions",
)
OBJECTED = _note(
    "object",
    "Objection to clause 5, maintained",
    "Mutual recognition before patients can complain across a border takes away the only remedy they have.",
    "Patient organisation, Philippines · Civil society",
    "not accepted. The clause says “work towards”.",
)
CLAUSES = [
    _clause(
        1,
        "<p>Following the regional leadership summit on generative AI for public health of 15 July 2025,</p>",
    ),
    _clause(
        2,
        "<p>and having considered the four challenges that no country meets alone,</p>"
        "<ol><li>data representativeness,</li><li>data sovereignty,</li>"
        "<li>cultural and linguistic nuance,</li><li>regulatory capacity,</li></ol>",
    ),
    Thing(kind="heading", anchor="call", html="we call on all concerned to"),
    _clause(
        3,
        "<p>establish a regional community of practice on the regulation and governance of AI in "
        "healthcare, which meets on a regular schedule;</p>",
        [RESERVED],
    ),
    _clause(4, "<p>issue joint statements on safety and best practice.</p>", [RESERVED, OBJECTED]),
]
SPANS = [
    ("=", "Reports carry no patient name. Counts under "),
    ("-", "ten"),
    ("=", " "),
    ("+", "five"),
    ("=", " are suppressed."),
]
CHANGED = [
    Thing(kind="heading", anchor="reporting", html="Reporting"),
    _clause(
        1,
        "<p>Healthcare institutions that deploy generative AI should keep a log of incidents "
        "and near misses, and name one person who answers for it.</p>",
    ),
]
STAGES = ["Submitted", "In review", "Decided", "Active", "Reporting", "Completed"]


def _track(country, reached, state, headline, sentence, attestation) -> Thing:
    return Thing(
        country=country,
        reached=reached,
        state=state,
        headline=headline,
        sentence=sentence,
        attestation=attestation,
        links=[("Decision and conditions", "#d")],
    )


TRACKS = [
    _track(
        "Arunia",
        3,
        "moving",
        "Active since 3 August 2026.",
        "Approved with two conditions, both met.",
        "regulator_attested",
    ),
    _track(
        "Kalinda",
        5,
        "completed",
        "Completed on 1 November 2026.",
        "The exit report is public.",
        "public_document",
    ),
    _track(
        "Mekara",
        3,
        "suspended",
        "Suspended on 12 November 2026",
        "by its authority after a near miss.",
        "regulator_attested",
    ),
    _track(
        "Selatan", 1, "moving", "In review since 2 November 2026.", "No decision yet.", "applicant_claimed"
    ),
    _track(
        "Vesperia",
        2,
        "ended",
        "Refused on 4 October 2026.",
        "Published with the lead's agreement.",
        "regulator_attested",
    ),
]
AT = datetime(2026, 11, 16, 2, 12, tzinfo=UTC)


def _post(seq, parent, author, group, country, text, **more) -> Thing:
    base = {
        "id": seq,
        "author_id": seq,
        "personal": False,
        "authority": None,
        "authority_country": None,
        "language": "en",
        "created_at": AT,
        "edited_at": None,
        "removed_at": None,
        "removed_by_id": seq,
        "removed_reason": "",
        "group_key": None,
        "folded_at": None,
        "parent_group": None,
        "parent_author": "",
        "parent_excerpt": "",
        "html": f"<p>{text}</p>",
        "ai_help": seq == 2,
        "file_count": 0,
        "helpful": 2 if seq == 2 else 0,
        "agree": 0,
        "same_here": 0,
        "own": "",
    }
    return Thing(seq=seq, parent_seq=parent, author=author, group=group, country=country, **(base | more))


POSTS = [
    _post(1, None, "Dr Vanna P.", "Professionals", "KH", "We would like to try a chest X-ray triage tool."),
    _post(
        2, None, "Dr Hakim R.", "Developers", "MY", "Enough overall, not for every subgroup.", edited_at=AT
    ),
    _post(3, 2, "Dr Vanna P.", "Professionals", "KH", "Children under fifteen.", parent_author="Dr Hakim R."),
    _post(4, 3, "Dr Ana R.", "Professionals", "PH", "Then say so in the plan.", parent_author="Dr Vanna P."),
    _post(
        5,
        4,
        "Dr Mali S.",
        "Regulators",
        "LA",
        "ການຍົກເວັ້ນ ເປັນໄປໄດ້ ເມື່ອຮູບພາບບໍ່ມີຊື່.",
        language="lo",
        personal=True,
        authority="Food and Drug Department",
        authority_country="LA",
        parent_author="Dr Ana R.",
    ),
    _post(
        6,
        5,
        "Siti N.",
        "Civil society",
        "ID",
        "Whatever is kept back should be described in public.",
        parent_author="Dr Mali S.",
        parent_excerpt="A waiver is possible",
    ),
    _post(7, 2, "", "", "", "", removed_at=AT, removed_by_id=7, removed_reason="Posted twice."),
    _post(8, None, "Wei L.", "Regulators", "SG", "Keep a third back."),
    _post(9, None, "", "", "", "Frank words.", group_key="regulators", folded_at=AT),
]
LOOK = Look(
    address="/sample/thread",
    posts="#post-",
    flag="#flag-",
    check="/static/sprite.svg#check",
    shield="/static/sprite.svg#shield-check",
    viewer_id=2,
    seen=3,
    accepted=8,
    answers=True,
    moderates=True,
    chooses=True,
    key="sample-key",
    token="",
    zone="Asia/Vientiane",
)


def _thread() -> dict:
    seen = Thing(seen=3, posts=8)
    new = {"Dr Ana R.": 4, "Wei L.": 8}
    return {"tree": tree(POSTS, LOOK), "thread": seen, "new": new}


NEEDS = [
    Thing(label="Members", have=14, needs=12, missing=""),
    Thing(
        label="Countries",
        have=5,
        needs=6,
        missing="One more needed. Nobody has answered from Lao PDR or Myanmar.",
    ),
]

TYPED = [
    ("title", "Short"),
    ("body", "Two hundred positives give an interval of <four> points.\nIs that enough?"),
]

PAGES = {
    "ballot": lambda: {
        "form": BallotForm(),
        "timeline_items": TIMELINE,
        "items": CHANGED,
        "spans": SPANS,
        "rows": TURNOUT,
    },
    "form": lambda: {"form": _refused_join(), "hints": GROUP_HINTS},
    "home": lambda: {"at": AT, "needs": NEEDS},
    "pilot": lambda: {"stages": STAGES, "rows": TRACKS},
    "statement": lambda: {
        "items": CLAUSES,
        "strip_rows": STRIP,
        "groups": MATRIX_GROUPS,
        "matrix_rows": MATRIX,
        "foot": MATRIX_FOOT,
        "tests": TESTS,
        "objection": OBJECTED,
        "timeline_items": TIMELINE,
    },
    "thread": _thread,
}


def data(name: str) -> dict:
    """Return what one sample page shows; forms need a request around them."""
    return PAGES[name]()
