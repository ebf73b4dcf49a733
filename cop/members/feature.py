"""Members' manifest."""

from cop.kernel import limits, worker
from cop.kernel.features import SILENT, Feature
from cop.members import founding

__all__ = ["feature", "founding", "limits", "worker"]

feature = Feature("members", notices={"community_founded": SILENT})
