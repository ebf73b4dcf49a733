"""Members' manifest."""

from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place, Tool
from cop.kernel.permits import VISITOR, permit, signed_in
from cop.members import demo_views, join_views, notices, office_views, permits, sign_in_views
from cop.members.notices import to_oneself

visitors = permit(VISITOR)

feature = Feature(
    "members",
    blueprints=(join_views.pages, sign_in_views.pages, office_views.pages),
    demo_blueprints=(demo_views.pages,),
    places=(Place(N_("Secretariat"), "secretariat.index", 90, permits.may_see_tools),),
    tools=(
        Tool(
            N_("Requests to join"),
            N_("Who asks to become a member, and why: approve, or refuse with a reason."),
            "secretariat.approvals",
            10,
            permits.may_approve,
        ),
    ),
    own_places=(
        Place(N_("Sign in"), "sign_in.sign_in", 10, visitors),
        Place(N_("Join"), "joining.join", 20, visitors),
        Place(N_("Sign out"), "sign_in.sign_out", 90, signed_in, post=True),
    ),
    notices={
        "community_founded": SILENT,
        "community_set_up": SILENT,
        "registration_sent": to_oneself("confirm_address"),
        "registration_repeated": to_oneself("has_account"),
        "address_confirmed": SILENT,
        "member_approved": to_oneself("approved"),
        "member_refused": to_oneself("refused"),
        "session_begun": SILENT,
        "session_ended": SILENT,
    },
    letters={
        "confirm_address": notices.confirm_address,
        "has_account": notices.has_account,
        "approved": notices.approved,
        "refused": notices.refused,
    },
)
