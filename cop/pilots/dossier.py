"""What is asked about a pilot as a whole. Success criteria, sites and conditions are rows of their own."""

from __future__ import annotations

from cop.kernel.errors import N_
from cop.pilots import choices
from cop.pilots.fields import Field, Kind, Seen, Stage, Until
from cop.pilots.rules import Gate

S, A, C = Gate.SUBMIT, Gate.ACTIVE, Gate.COMPLETE
PROSE, CHOICE, MANY, DATE, NUMBER = Kind.PROSE, Kind.CHOICE, Kind.MANY, Kind.DATE, Kind.NUMBER
MEMBERS, REGULATORS = Seen.MEMBERS, Seen.REGULATORS

SUMMARY = Stage(
    "summary",
    N_("In brief"),
    (
        Field("title", N_("Public title"), needed=S, most=100, hint=N_("At most 100 characters.")),
        Field(
            "summary", N_("Plain summary"), PROSE, S, most=350, hint=N_("For anyone. At most 350 characters.")
        ),
        Field("area", N_("Functional area"), CHOICE, S, choices=choices.AREAS),
        Field("function", N_("Public-health function"), CHOICE, choices=choices.FUNCTIONS),
        Field("application", N_("Application area"), CHOICE, choices=choices.APPLICATIONS),
    ),
)
PARTIES = Stage(
    "parties",
    N_("Who stands behind it"),
    (
        Field("sponsor", N_("Sponsor"), needed=S, hint=N_("The organisation responsible for the pilot.")),
        Field("deployers", N_("Deployers"), PROSE, S, hint=N_("Organisations that use it; one a line.")),
        Field("funding", N_("Funding"), PROSE, S, hint=N_("Who pays for the pilot.")),
        Field("value_chain", N_("Part in the value chain"), MANY, S, choices=choices.VALUE_CHAIN),
        Field("public_contact", N_("Public contact"), Kind.MAILBOX, S, hint=N_("A mailbox of a role.")),
        Field("scientific_contact", N_("Scientific contact"), Kind.MAILBOX, S, MEMBERS),
        Field("interests", N_("Declared interests"), PROSE, S, hint=N_("Write “none” if there are none.")),
        Field(
            "claims",
            N_("Evidence for promotional claims"),
            PROSE,
            S,
            hint=N_("What is said in promoting it, and what supports that. Write “none” if nothing is."),
        ),
    ),
)
PRODUCT = Stage(
    "product",
    N_("The product"),
    (
        Field("product", N_("Product"), needed=S),
        Field("developer", N_("Developer"), needed=S),
        Field("product_version", N_("Version"), needed=S, most=60),
        Field("model_type", N_("Type of model"), needed=S),
        Field("foundation", N_("Foundation model"), CHOICE, S, choices=choices.FOUNDATION),
        Field("weights", N_("Weights"), CHOICE, S, choices=choices.WEIGHTS),
        Field("change_plan", N_("Change plan"), CHOICE, S, choices=choices.CHANGE_PLANS),
        Field("autonomy", N_("Autonomy"), CHOICE, S, choices=choices.AUTONOMY),
        Field(
            "seriousness",
            N_("Seriousness of the situation"),
            CHOICE,
            S,
            choices=choices.SERIOUSNESS,
            hint=N_("With autonomy it gives the SaMD category."),
        ),
        Field("sign_off", N_("Human sign-off"), needed=S, hint=N_("Which role signs each output.")),
        Field("training_data", N_("Where the training data come from"), PROSE, S),
        Field("validation", N_("Local validation so far"), CHOICE, S, choices=choices.VALIDATION),
        Field("languages", N_("Languages tested"), Kind.LANGUAGES, S),
    ),
)
USE = Stage(
    "use",
    N_("Intended use"),
    (
        Field("intended_use", N_("Intended use"), PROSE, S),
        Field("users", N_("Users"), PROSE, S),
        Field("population", N_("Population"), PROSE, S),
        Field("setting", N_("Care setting"), PROSE, S),
        Field("out_of_scope", N_("Out of scope"), PROSE, S),
    ),
)
STUDY = Stage(
    "study",
    N_("Question and study"),
    (
        Field("question", N_("Regulatory question"), PROSE, S, hint=N_("What regulators shall learn.")),
        Field("hypotheses", N_("Hypotheses"), PROSE, S),
        Field("design", N_("Study design"), CHOICE, S, choices=choices.DESIGNS),
        Field("target_n", N_("Planned number of cases"), NUMBER, S),
        Field("planned_start", N_("Planned start"), DATE, S),
        Field("planned_end", N_("Planned end"), DATE, S),
    ),
)
SAFETY = Stage(
    "safety",
    N_("Safety"),
    (
        Field("risk_controls", N_("Risk controls"), PROSE, A, MEMBERS),
        Field(
            "stop_rules",
            N_("Stop rules"),
            PROSE,
            A,
            MEMBERS,
            hint=N_("Each with the number at which the pilot stops."),
        ),
        Field(
            "impact",
            N_("Impact assessment"),
            PROSE,
            hint=N_("Its reference. Needed to start where a country's class is C or D."),
        ),
        Field(
            "impact_auditor",
            N_("Independent auditor of the impact assessment"),
            hint=N_("Needed to start where a country's class is C or D."),
        ),
    ),
    Until.ACTIVE,
)
RUNNING = Stage(
    "running",
    N_("While it runs"),
    (
        Field("secondary_ids", N_("Other registries"), PROSE, hint=N_("Registry and number; one a line.")),
        Field("actual_start", N_("Actual start"), DATE, C),
        Field("actual_end", N_("Actual end"), DATE, C),
        Field("environment", N_("Environmental cost of running it, where known"), PROSE),
    ),
    Until.ENDED,
)
RESULTS = Stage(
    "results",
    N_("Exit report"),
    (
        Field("results", N_("Summary of results"), PROSE, C, REGULATORS),
        Field("answer", N_("Answer to the regulatory question"), PROSE, C, REGULATORS),
        Field("exit_report", N_("Exit report"), PROSE, C, REGULATORS),
        Field("sharing", N_("Statement on sharing data"), PROSE, C, REGULATORS),
    ),
    Until.REPORTED,
)
STAGES = {s.key: s for s in (SUMMARY, PARTIES, PRODUCT, USE, STUDY, SAFETY, RUNNING, RESULTS)}
