"""What reviewers are asked: by the stage of the value chain that a pilot takes part in, and by discipline.

Own words, after the questions that WHO's guidance on large multi-modal models (2024) raises for developers, providers
and deployers. A key is never used again for another question: answers are kept by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cop.kernel.errors import N_

DISCIPLINES = {
    "clinical": N_("Clinical"),
    "informatics": N_("Informatics"),
    "legal": N_("Legal"),
    "ethics": N_("Ethics"),
}
REVIEW_OF = {
    "clinical": N_("the clinical review"),
    "informatics": N_("the informatics review"),
    "legal": N_("the legal review"),
    "ethics": N_("the ethics review"),
}
STAGES = {
    "development": N_("Development"),
    "provision": N_("Provision"),
    "deployment": N_("Deployment"),
}


@dataclass(frozen=True)
class Question:
    key: str
    stage: str
    discipline: str
    text: str


_ASKED = {
    ("development", "clinical"): (
        N_("Does the tool answer a need that patients or staff here have, better than what is done now?"),
        N_("Do the people in the training data resemble those who will be treated with it here?"),
        N_("Were clinicians who know this care setting part of its design and testing?"),
    ),
    ("development", "informatics"): (
        N_("Is it written down where the training data come from, how they were cleaned and what they lack?"),
        N_("Was it measured on data that it had never seen, in the languages and on the devices used here?"),
        N_("Can its makers say which version gave which output, and go back to an earlier one?"),
    ),
    ("development", "legal"): (
        N_("Were the training data obtained and used under a law or consent that covers this use?"),
        N_("Is it clear who owns the data, the model and what it learns here?"),
    ),
    ("development", "ethics"): (
        N_("Were people who may be harmed or left out by it heard while it was made?"),
        N_("Were those who labelled the data treated and paid fairly?"),
        N_("Is it known what making and running it costs the environment, and is that in proportion?"),
    ),
    ("provision", "clinical"): (
        N_("Is the intended use narrow and plain enough for a clinician to know when not to use it?"),
        N_("Are the known errors described with how often they occur and whom they touch?"),
    ),
    ("provision", "informatics"): (
        N_("Will changes of the model be announced, tested and agreed on before they reach users?"),
        N_("Is access to the service, and what is typed into it, protected and recorded?"),
        N_("Are made-up answers, unsafe requests and attacks by prompt tested and limited?"),
    ),
    ("provision", "legal"): (
        N_("Does the contract say who answers for harm, and that incidents are reported to the authority?"),
        N_("May data leave the country under the declaration that was signed, and only then?"),
    ),
    ("provision", "ethics"): (
        N_("Do claims made in promoting it match what was measured?"),
        N_("Is what it cannot do told in words that users and patients understand?"),
    ),
    ("deployment", "clinical"): (
        N_("Does a person with the skill and the time to disagree look at each output that matters?"),
        N_("Is it known what staff do when the tool is wrong or out of order?"),
        N_("Are the stop rules set where a careful clinician would stop?"),
    ),
    ("deployment", "informatics"): (
        N_("Will drift and failures be seen soon, by numbers that somebody looks at?"),
        N_("Does it fit the systems, the network and the devices of the sites?"),
    ),
    ("deployment", "legal"): (
        N_("Do patients know that it is used, and can they say no without losing care?"),
        N_("Is compensation for harm arranged, and do patients know whom to turn to?"),
    ),
    ("deployment", "ethics"): (
        N_("Do those who carry the risk of the pilot also share in its benefit?"),
        N_("Can people with little schooling, other languages or disabilities use it or be served as well?"),
        N_("Is no setting chosen where a known bias or limit of it would do harm?"),
    ),
}
QUESTIONS = tuple(
    Question(f"{stage}_{discipline}_{number}", stage, discipline, text)
    for (stage, discipline), texts in _ASKED.items()
    for number, text in enumerate(texts, 1)
)


def asked(stages: Iterable[str], discipline: str) -> list[Question]:
    """Those of a discipline for the stages that a pilot takes part in; for all of them where it names none."""
    wanted = set(stages) or set(STAGES)
    return [one for one in QUESTIONS if one.stage in wanted and one.discipline == discipline]
