"""Pages of an audit: ordered, answered, done, followed up, published."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.kernel import words
from cop.kernel.forms import Press
from cop.kernel.web import actor, keep_nowhere, page, submit
from cop.members.queries import by_slug_in_force
from cop.oversight import audit_actions, finding_actions, forms, permits, queries, shown
from cop.oversight.models import Audit, Finding
from cop.oversight.site_views import crumbs, pages
from cop.oversight.visibility import reads_findings
from cop.pilots import queries as pilot_queries
from cop.pilots.models import PilotCountry
from cop.pilots.stage_forms import seen_version, show_theirs
from cop.pilots.views import form_under


def address(audit: Audit) -> str:
    return url_for("oversight.audit", id=audit.id)


def way(audit: Audit) -> list[tuple[str, str]]:
    return [*crumbs(audit.track), (audit.title, address(audit))]


@pages.form("/<uid>/in/<country>/audits/new", permits.may_order, pilot_queries.track)
def order(track: PilotCountry) -> Any:
    form = forms.OrderForm()

    def act() -> Audit:
        member = by_slug_in_force(form.slug.data)
        made: Audit = audit_actions.order_audit(track, form.title.data, member, form.due.data, actor=actor())
        return made

    says = [
        _("An auditor stands outside: neither of the team nor of an organisation that the dossier names.")
    ]
    done = submit(form, act, address)
    return done or form_under(form, _("Name an auditor"), crumbs(track), _("Ask"), says=says)


@pages.get("/audits/<int:id>", permits.may_read, queries.audit)
def audit(audit: Audit) -> str:
    keep_nowhere()
    viewer = actor()
    whole = reads_findings(viewer, audit)
    audits = permits.may_audit(viewer, audit)
    return page(
        "oversight/audit.html",
        audit=audit,
        crumbs=crumbs(audit.track),
        headline=shown.headline(audit),
        whole=whole,
        rows=shown.findings(viewer, audit),
        asked=permits.may_answer(viewer, audit),
        works=audits and audit.done_on is None,
        publishes=audit.done_on and not audit.is_public and permits.may_publish(viewer, audit),
    )


@pages.form("/audits/<int:id>/answer", permits.may_answer, queries.audit)
def answer(audit: Audit) -> Any:
    keep_nowhere()
    form = forms.AnswerForm()

    def act() -> None:
        if form.takes.data == "yes":
            audit_actions.accept_audit(audit, form.interests.data, actor=actor())
        else:
            audit_actions.decline_audit(audit, actor=actor())

    after = address(audit) if form.takes.data == "yes" else url_for("oversight.index")
    says = [audit.title, _("The report is awaited by %(day)s.", day=words.short_day(audit.due))]
    says.append(_("The team and the regulators concerned read what you declare and find."))
    done = submit(form, act, lambda _done: after)
    return done or form_under(form, _("You are asked to audit"), crumbs(audit.track), says=says)


@pages.form("/audits/<int:id>/findings/new", permits.may_audit, queries.audit)
def new_finding(audit: Audit) -> Any:
    form = forms.FindingForm()

    def act() -> None:
        given = (form.severity.data, form.text.data, form.due.data)
        finding_actions.add_finding(audit, *given, actor=actor())

    done = submit(form, act, lambda _done: address(audit))
    return done or form_under(form, _("Add a finding"), way(audit))


@pages.form("/audits/<int:id>/report", permits.may_audit, queries.audit)
def report(audit: Audit) -> Any:
    form = forms.ReportForm()
    done = submit(
        form,
        lambda: audit_actions.report_audit(audit, form.done_on.data, form.summary.data, actor=actor()),
        lambda _done: address(audit),
    )
    says = [_("The team and the regulators read the findings from then on; they cannot be changed.")]
    return done or form_under(form, _("Report the audit"), way(audit), _("Report"), says=says)


@pages.form("/audits/<int:id>/publish", permits.may_publish, queries.audit)
def publish(audit: Audit) -> Any:
    form = Press()
    done = submit(
        form, lambda: audit_actions.agree_to_publish(audit, actor=actor()), lambda _done: address(audit)
    )
    says = [
        _("When the lead and the country's regulator agree, everyone reads this:"),
        shown.headline(audit),
        _("The findings themselves stay with the team, the regulators and the auditor."),
    ]
    return done or form_under(form, _("Agree to publish"), way(audit), _("Agree"), says=says)


@pages.form("/findings/<int:id>/respond", permits.may_respond, queries.finding)
def respond(finding: Finding) -> Any:
    keep_nowhere()
    form = forms.RespondForm(data={"response": finding.response, "version": finding.version})
    done = submit(
        form,
        lambda: finding_actions.respond(finding, form.response.data, seen_version(form), actor=actor()),
        lambda _done: address(finding.audit),
    )
    show_theirs(form, [(form.response.label.text, finding.response)])
    return done or form_under(form, _("What the team did"), way(finding.audit), says=[finding.text])


@pages.form("/findings/<int:id>/close", permits.may_close, queries.finding)
def close(finding: Finding) -> Any:
    keep_nowhere()
    form = forms.CloseForm()
    done = submit(
        form,
        lambda: finding_actions.close_finding(finding, form.closure.data, actor=actor()),
        lambda _done: address(finding.audit),
    )
    says = [finding.text, finding.response]
    return done or form_under(form, _("Close the finding"), way(finding.audit), _("Close"), says=says)
