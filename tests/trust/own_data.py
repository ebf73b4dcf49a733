"""What people took along of their own data, and what is set about keeping it."""

from datetime import timedelta

from cop.kernel import clock
from cop.kernel.permits import SYSTEM
from cop.privacy import dormancy_actions, export_actions, exporting, pause_actions
from tests.trust.community import Community


def privacy(town: Community) -> None:
    member = town.people["member"]
    export = export_actions.ask_export(member, actor=member)
    exporting.make({"export": export.id}, clock.now())
    town.has("/account/data/export/<int:id>", "other", f"/account/data/export/{export.id}")
    town.has("/secretariat/retention/<key>", "", "/secretariat/retention/exports")
    question = dormancy_actions.ask_whether_staying(town.people["outsider"], actor=SYSTEM)
    town.has(
        "/privacy/still-here/<raw>",
        "live",
        f"/privacy/still-here/{dormancy_actions.make_link(question, actor=SYSTEM)}",
    )
    town.has("/privacy/still-here/<raw>", "dead", "/privacy/still-here/no-such-link")
    until = clock.now() + timedelta(days=30)
    pause_actions.pause(town.people["outsider"], until, False, False, actor=SYSTEM)
    town.has("/privacy/terms/<int:version>", "", "/privacy/terms/1")
