"""Who may bring a file: any member. Who may fetch it is asked of what it is attached to."""

from cop.kernel.permits import MEMBER, permit

may_upload = permit(MEMBER)
