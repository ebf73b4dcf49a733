"""Pages of a panel and of a reviewer's part in it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from cop.kernel import clock, words
from cop.kernel.forms import Press
from cop.kernel.web import Pages, actor, keep_nowhere, page, submit
from cop.members.queries import by_slug_in_force
from cop.panels import actions, forms, permits, queries, review_actions, shown
from cop.panels.models import Panel, PanelReview
from cop.panels.queries import Convening
from cop.panels.questions import DISCIPLINES
from cop.panels.visibility import Sight, sight
from cop.pilots import reading
from cop.pilots import views as pilot_views
from cop.pilots.models import PilotCountry
from cop.pilots.stage_forms import seen_version, show_theirs
from cop.pilots.views import form_under

pages = Pages("panels", "/panels")


def crumbs(track: PilotCountry, panel: Panel | None = None) -> list[tuple[str, str]]:
    way = [*pilot_views.crumbs(track.pilot), (words.country(track.country), reading.address(track))]
    return [*way, (_("Review"), shown.address(panel))] if panel else way


@pages.get("/<uid>/in/<country>", permits.may_read, queries.panel)
def panel(panel: Panel) -> str:
    keep_nowhere()
    viewer = actor()
    reads = sight(viewer, panel)
    return page(
        "panels/panel.html",
        panel=panel,
        track=panel.track,
        crumbs=crumbs(panel.track),
        summary=shown.summary(panel) if reads >= Sight.OUTCOME else "",
        rows=shown.rows(viewer, panel),
        runs=permits.may_convene(viewer, panel),
        whole=reads is Sight.WHOLE,
        late=panel.due < clock.now().date(),
        own=next((one for one in queries.seated(panel) if one.member_id == viewer.id), None),
    )


@pages.form("/<uid>/in/<country>/convene", permits.may_convene, queries.convening)
def convene(convening: Convening) -> Any:
    """A new panel; of one that stands, what can be changed."""
    keep_nowhere()
    track, found = convening.track, convening.panel
    form = _panel_form(found)
    done = submit(form, lambda: _save(convening, form), shown.address)
    if found:
        show_theirs(form, [(form.due.label.text, words.short_day(found.due))])
    says = [_("Reviewers of several disciplines look at the dossier for your country and advise you.")]
    return done or form_under(form, _("Panel of reviewers"), crumbs(track, found), says=says)


def _panel_form(panel: Panel | None) -> forms.PanelForm:
    if panel is None:
        return forms.PanelForm()
    had = {"due": panel.due, "waited": panel.waited, "version": panel.version}
    opened = {"released": panel.released_at is not None, "shared": panel.shared_at is not None}
    return forms.OpeningForm(data=had | opened)


def _save(convening: Convening, form: forms.PanelForm) -> Panel:
    if convening.panel is None:
        made: Panel = actions.convene(convening.track, form.settings(), actor=actor())
        return made
    actions.set_panel(convening.panel, form.settings(), seen_version(form), actor=actor())
    return convening.panel


@pages.form("/<uid>/in/<country>/name", permits.may_convene, queries.panel)
def name_reviewer(panel: Panel) -> Any:
    form = forms.NameForm()

    def act() -> None:
        member = by_slug_in_force(form.slug.data)
        actions.name_reviewer(panel, member, form.discipline.data, actor=actor())

    says = [_("They are asked by mail, and see the review once they have declared their interests.")]
    done = submit(form, act, lambda _done: shown.address(panel))
    return done or form_under(form, _("Name a reviewer"), crumbs(panel.track, panel), _("Ask"), says=says)


@pages.form("/reviews/<int:id>/answer", permits.may_answer, queries.review)
def answer(review: PanelReview) -> Any:
    keep_nowhere()
    form, panel = forms.AcceptForm(), review.panel

    def act() -> None:
        if form.takes.data == "yes":
            review_actions.accept(review, form.interests.data, actor=actor())
        else:
            review_actions.decline(review, actor=actor())

    said = {"discipline": _(DISCIPLINES[review.discipline]), "day": words.short_day(panel.due)}
    says = [_("Discipline: %(discipline)s. Awaited by %(day)s.", **said)]
    says.append(_("The country's regulators and the other reviewers read what you declare and conclude."))
    after = reading.address(panel.track) if form.takes.data == "no" else shown.address(panel)
    done = submit(form, act, lambda _done: after)
    return done or form_under(form, _("You are asked to review"), crumbs(panel.track, panel), says=says)


@pages.form("/reviews/<int:id>/write", permits.may_review, queries.review)
def write(review: PanelReview) -> Any:
    """The questions of the reviewer's discipline, and the conclusion."""
    keep_nowhere()
    form = forms.filled(review)
    done = submit(
        form,
        lambda: review_actions.write(review, form.written(), seen_version(form), actor=actor()),
        lambda _done: shown.address(review.panel),
    )
    show_theirs(form, [(form.reasons.label.text, review.reasons)])
    return done or page(
        "panels/write.html", form=form, review=review, crumbs=crumbs(review.track, review.panel)
    )


@pages.form("/reviews/<int:id>/drop", permits.may_convene, queries.review)
def drop(review: PanelReview) -> Any:
    form = Press()
    done = submit(
        form,
        lambda: actions.drop_reviewer(review, actor=actor()),
        lambda _done: shown.address(review.panel),
    )
    says = [review.member.name, _("They read the review no more.")]
    return done or form_under(
        form, _("Take the reviewer off"), crumbs(review.track, review.panel), _("Take off"), says=says
    )
