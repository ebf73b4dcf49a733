"""Who may bring a file: any member. Who may fetch it is asked of what it is attached to."""

from cop.kernel.errors import N_
from cop.kernel.permits import MEMBER, permit, relation

OWNER = relation("file_owner", N_("who brought it"), lambda actor, file: file.owner_id == actor.id)
may_upload = permit(MEMBER)
may_describe = permit(OWNER)
