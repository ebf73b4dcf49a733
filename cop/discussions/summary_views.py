"""The page on which a thread's summary is written."""

from __future__ import annotations

from typing import Any

from flask import redirect, request

from cop.discussions import permits, summary_actions, summary_queries
from cop.discussions.models import Thread
from cop.discussions.summary_forms import SummaryForm
from cop.discussions.summary_models import Summary
from cop.discussions.thread_views import address, load
from cop.kernel.web import Pages, actor, page, submit
from cop.writing.composing import compose

pages = Pages("summaries", "/discussions")
AT = "/<space>/<int:id>-<slug>"


@pages.form(f"{AT}/summary", permits.may_summarise, load)
def summary(thread: Thread) -> Any:
    wished = request.args.get("language", actor().language)
    kept = summary_queries.summary_in(thread, wished)
    form = _form(kept, wished)

    def act() -> Summary:
        said = (compose(form.text.data, actor(), thread.space_id), form.language.data, form.version.number)
        return summary_actions.write_summary(thread, *said, form.ai_help.data, actor=actor())

    return submit(form, act, lambda _made: address(thread)) or page(
        "discussions/summary.html", form=form, thread=thread, address=address(thread), kept=kept
    )


def _form(kept: Summary | None, wished: str) -> SummaryForm:
    stood = {"text": kept.source, "version": kept.version, "ai_help": kept.ai_help} if kept else {}
    form = SummaryForm(language=wished, **stood)
    form.offer(actor(), kept.language if kept else "")
    return form


@pages.post(f"{AT}/summary/remove", permits.may_summarise, load)
def remove(thread: Thread) -> Any:
    summary_actions.remove_summary(thread, request.form.get("language", ""), actor=actor())
    return redirect(address(thread), 303)
