"""Who may ask whom they can name: whoever may write in the place."""

from cop.kernel.permits import permit
from cop.spaces.permits import READER

may_name = permit(READER)
