"""Admission's manifest."""

from cop.admission import (
    by_link,
    export_views,
    home,
    import_views,
    importing,
    invitation_views,
    mailing,
    notices,
    permits,
    question_views,
    queue_views,
    steward_views,
)
from cop.admission.personal import PERSONAL, RETENTIONS
from cop.admission.verbs import VERBS
from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Tool
from cop.kernel.personal import Watched
from cop.members.notices import to_oneself

TOOLS = (
    Tool(
        N_("Requests to join"),
        N_("Who asks to become a member, and why: ask back, approve, or refuse with a reason."),
        "approvals.queue",
        10,
        permits.may_see_requests,
    ),
    Tool(
        N_("Invitations"),
        N_("Who was invited, by whom, and what came of it; invite somebody."),
        "invitations.invitations",
        12,
        permits.may_invite,
    ),
    Tool(
        N_("Lists of people"),
        N_("Invite everyone in a CSV or XLSX file; each row's problem is shown first."),
        "imports.bring",
        13,
        permits.may_import,
    ),
    Tool(
        N_("Stewards"),
        N_("Members who look after the requests of their own group."),
        "stewards.stewards",
        14,
        permits.may_name_stewards,
    ),
    Tool(
        N_("Members as a file"),
        N_("Everyone on record with address, group, country and state, as CSV or XLSX."),
        "exports.choose",
        32,
        permits.may_export,
    ),
)

feature = Feature(
    "admission",
    blueprints=(
        queue_views.pages,
        question_views.pages,
        invitation_views.pages,
        invitation_views.coming,
        steward_views.pages,
        import_views.pages,
        export_views.pages,
    ),
    tools=TOOLS,
    awaiting=(home.awaiting,),
    hooks={"by_link:member": by_link.asks},
    verbs=VERBS,
    personal=PERSONAL,
    retentions=RETENTIONS,
    watched={
        "approvals.applicant": Watched(
            N_("Your request to join, with your reasons"), lambda address: int(address["id"])
        )
    },
    tasks={"invitation": mailing.send, "import": importing.take, "import_letters": importing.write},
    notices={
        "address_confirmed": notices.tell_stewards,
        "member_approved": to_oneself("approved"),
        "member_refused": to_oneself("refused"),
        "question_put": to_oneself("question_put"),
        "question_answered": notices.tell_deciders,
        "invitation_made": SILENT,
        "invitation_revoked": SILENT,
        "invitation_sent_again": SILENT,
        "invitation_accepted": SILENT,
        "list_brought": SILENT,
        "list_read_anew": SILENT,
        "list_begun": SILENT,
        "list_advanced": SILENT,
        "list_done": notices.tell_who_brought,
        "list_discarded": SILENT,
        "list_letters_asked": SILENT,
        "list_letters_put": SILENT,
        "members_exported": SILENT,
        "steward_named": to_oneself("steward_named"),
        "steward_allowed": SILENT,
        "steward_ended": to_oneself("steward_ended"),
    },
    letters={
        "request_came": notices.request_came,
        "approved": notices.approved,
        "refused": notices.refused,
        "question_put": notices.question_put,
        "applicant_answered": notices.applicant_answered,
        "list_done": notices.list_done,
        "steward_named": notices.steward_named,
        "steward_ended": notices.steward_ended,
    },
)
