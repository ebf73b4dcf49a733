"""Members' manifest."""

from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Place, Tool
from cop.kernel.permits import VISITOR, permit, signed_in
from cop.kernel.personal import Watched
from cop.members import (
    account_views,
    demo_views,
    file_views,
    found,
    interest_views,
    join_views,
    notices,
    office_views,
    password_views,
    people_queries,
    permits,
    sign_in_views,
)
from cop.members.notices import to_oneself
from cop.members.personal import PERSONAL, RETENTIONS
from cop.members.verbs import VERBS

visitors = permit(VISITOR)

TOOLS = (
    Tool(
        N_("Changes of group or country"),
        N_("Members who have a new post, or moved."),
        "secretariat.changes",
        20,
        permits.may_see_changes,
    ),
    Tool(
        N_("Accounts"),
        N_("Everyone's state, roles and mandates: verify a regulator, stop or reopen an account."),
        "files.accounts",
        30,
        permits.may_see_file,
    ),
    Tool(
        N_("Permissions"),
        N_("Who may see and do what, as the program itself asks it."),
        "secretariat.permissions",
        90,
        permits.may_see_tools,
    ),
)

feature = Feature(
    "members",
    blueprints=(
        join_views.pages,
        sign_in_views.pages,
        password_views.pages,
        account_views.pages,
        interest_views.pages,
        office_views.pages,
        file_views.pages,
    ),
    demo_blueprints=(demo_views.pages,),
    places=(Place(N_("Secretariat"), "secretariat.index", 90, permits.may_see_tools),),
    tools=TOOLS,
    own_places=(
        Place(N_("Sign in"), "sign_in.sign_in", 10, visitors),
        Place(N_("Join"), "joining.join", 20, visitors),
        Place(N_("Account"), "account.profile", 30, signed_in),
        Place(N_("Interests"), "interests.own", 35, signed_in),
        Place(N_("Sign out"), "sign_in.sign_out", 90, signed_in, post=True),
    ),
    sources=found.SOURCES,
    refs={"member": people_queries.resolve},
    personal=PERSONAL,
    retentions=RETENTIONS,
    watched={
        "files.file": Watched(
            N_("Your file: address, why you asked to join, mandates with their evidence, decisions"),
            lambda address: int(address["id"]),
        )
    },
    verbs=VERBS,
    notices={
        "community_founded": SILENT,
        "community_set_up": SILENT,
        "registration_sent": to_oneself("confirm_address"),
        "registration_repeated": to_oneself("has_account"),
        "session_begun": SILENT,
        "identity_proven": SILENT,
        "device_met": to_oneself("new_device"),
        "session_ended": SILENT,
        "sessions_ended": SILENT,
        "reset_asked": to_oneself("reset_password"),
        "password_changed": to_oneself("password_changed"),
        "account_edited": SILENT,
        "interest_declared": SILENT,
        "interest_ended": SILENT,
        "change_asked": SILENT,
        "change_decided": to_oneself("change_decided"),
        "member_suspended": to_oneself("suspended"),
        "member_reinstated": to_oneself("reinstated"),
        "role_granted": to_oneself("role_granted"),
        "seat_set": SILENT,
        "role_ended": to_oneself("role_ended"),
        "mandate_recorded": to_oneself("mandate_recorded"),
        "mandate_ended": to_oneself("mandate_ended"),
    },
    letters={
        "confirm_address": notices.confirm_address,
        "has_account": notices.has_account,
        "new_device": notices.new_device,
        "reset_password": notices.reset_password,
        "password_changed": notices.password_changed,
        "change_decided": notices.change_decided,
        "suspended": notices.suspended,
        "reinstated": notices.reinstated,
        "role_granted": notices.role_granted,
        "seat_set": SILENT,
        "role_ended": notices.role_ended,
        "mandate_recorded": notices.mandate_recorded,
        "mandate_ended": notices.mandate_ended,
    },
)
