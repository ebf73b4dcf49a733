"""A panel for Singapore, brought to where a test begins by the application's own actions."""

from datetime import timedelta

from cop.panels import actions, review_actions
from cop.panels.models import Panel, PanelReview
from cop.panels.rules import Settings, Written
from tests import people
from tests.pilots import stories as pilots

AHEAD = timedelta(days=14)


class Cast(pilots.Cast):
    """With Cora, who reviews as a clinician, and Etta, an ethicist."""

    def __init__(self):
        super().__init__()
        self.clinician = people.member("Cora", "professionals", "TH")
        self.ethicist = people.member("Etta", "civil_society", "MY")


def settings(**more) -> Settings:
    return Settings(**({"due": pilots.today() + AHEAD, "waited": False} | more))


def convened(cast, pilot=None, **more) -> Panel:
    track = pilots.track(pilot or pilots.in_review(cast))
    return actions.convene(track, settings(**more), actor=cast.regulator)


def named(cast, panel, person, discipline="clinical") -> PanelReview:
    return actions.name_reviewer(panel, person, discipline, actor=cast.regulator)


def accepted(cast, panel, person=None, discipline="clinical", interests="None") -> PanelReview:
    review = named(cast, panel, person or cast.clinician, discipline)
    review_actions.accept(review, interests, actor=person or cast.clinician)
    return review


def written(review, conclusion="favourable", **more) -> Written:
    answers = {one.key: {"answer": "yes", "note": ""} for one in review.questions}
    return Written(**({"answers": answers, "conclusion": conclusion, "reasons": "Careful work"} | more))


def concluded(review, **more) -> None:
    review_actions.write(review, written(review, **more), review.version, actor=review.member)
