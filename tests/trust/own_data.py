"""What people took along of their own data, and what is set about keeping it."""

from cop.kernel import clock
from cop.privacy import export_actions, exporting
from tests.trust.community import Community


def privacy(town: Community) -> None:
    member = town.people["member"]
    export = export_actions.ask_export(member, actor=member)
    exporting.make({"export": export.id}, clock.now())
    town.has("/account/data/export/<int:id>", "other", f"/account/data/export/{export.id}")
    town.has("/secretariat/retention/<key>", "", "/secretariat/retention/exports")
    town.has("/privacy/terms/<int:version>", "", "/privacy/terms/1")
