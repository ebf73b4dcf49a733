"""Pages of what watches over a country's track: its sites' checklists; the list and the periods of audits."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from cop.kernel import clock, words
from cop.kernel.web import Pages, actor, keep_nowhere, page, submit
from cop.members import countries
from cop.members.queries import by_slug_in_force
from cop.oversight import audit_actions, forms, permits, queries, rules, shown, site_actions
from cop.oversight.queries import Filling
from cop.pilots import queries as pilot_queries
from cop.pilots import reading
from cop.pilots import views as pilot_views
from cop.pilots.models import PilotCountry, Site
from cop.pilots.stage_forms import seen_version, show_theirs
from cop.pilots.views import form_under

pages = Pages("oversight", "/oversight")


def crumbs(track: PilotCountry, own: bool = True) -> list[tuple[str, str]]:
    way = [*pilot_views.crumbs(track.pilot), (words.country(track.country), reading.address(track))]
    return [*way, (_("Oversight"), shown.address(track))] if own else way


@pages.get("/", permits.may_read)
def index() -> str:
    """Which audits are due where."""
    found = queries.listed(actor(), request.args.get("cursor", ""))
    return page(
        "oversight/index.html",
        found=found,
        today=clock.now().date(),
        here=lambda cursor: url_for("oversight.index", cursor=cursor) if cursor else "",
    )


@pages.get("/<uid>/in/<country>", permits.may_read, pilot_queries.track)
def track(track: PilotCountry) -> str:
    keep_nowhere()
    viewer, kept = actor(), queries.clock_of(track)
    late = kept is not None and rules.clock(kept.due, clock.now().date()) == "late"
    return page(
        "oversight/track.html",
        track=track,
        crumbs=crumbs(track, own=False),
        sites=shown.site_rows(viewer, track),
        audits=shown.audit_rows(queries.audits(viewer, track)),
        clock=kept,
        due=shown.due_sentence(kept.due, late) if kept else "",
        late=late,
        orders=kept is not None and permits.may_order(viewer, track) and queries.open_audit(track) is None,
    )


@pages.form("/<uid>/in/<country>/sites/<int:id>/checklist", permits.may_fill, queries.filling)
def checklist(filling: Filling) -> Any:
    keep_nowhere()
    form, site = forms.filled(filling.checklist), filling.site
    done = submit(
        form,
        lambda: site_actions.fill_checklist(site, form.signed(), seen_version(form), actor=actor()),
        lambda _done: shown.address(site.track),
    )
    if stands := filling.checklist:
        show_theirs(form, [(form.signer.label.text, stands.signer)])
    return done or page(
        "oversight/checklist.html", form=form, site=site, crumbs=crumbs(site.track), duties=rules.DUTIES
    )


@pages.form("/<uid>/in/<country>/sites/<int:id>/contact", permits.may_name_contact, pilot_queries.site)
def contact(site: Site) -> Any:
    form = forms.MemberForm()

    def act() -> None:
        site_actions.name_contact(site, by_slug_in_force(form.slug.data), actor=actor())

    says = [
        shown.site_title(site),
        _("They fill in the site's checklist, as you can; they see nothing more."),
    ]
    done = submit(form, act, lambda _done: shown.address(site.track))
    return done or form_under(form, _("Name a contact"), crumbs(site.track), _("Name"), says=says)


@pages.get("/periods/", permits.may_read)
def periods() -> str:
    """How often each country has products audited."""
    kept = queries.every([code for code, _name in countries.near_choices()])
    own = [code for code in kept if permits.may_set_periods(actor(), code)]
    way = [(_("Audits"), url_for("oversight.index"))]
    return page("oversight/periods.html", rows=kept, own=own, crumbs=way, classes=list(rules.MONTHS))


@pages.form("/periods/<country>", permits.may_set_periods, queries.own_country)
def set_periods(country: str) -> Any:
    form = forms.PeriodsForm(data=queries.months(country))
    done = submit(
        form,
        lambda: audit_actions.set_periods(country, form.months(), actor=actor()),
        lambda _done: url_for("oversight.periods"),
    )
    title = _("Audits in %(country)s", country=words.country(country))
    way = [(_("Audits"), url_for("oversight.index")), (_("Periods"), url_for("oversight.periods"))]
    says = [_("Every audit that is due in your country is counted anew from these months.")]
    return done or form_under(form, title, way, says=says)
