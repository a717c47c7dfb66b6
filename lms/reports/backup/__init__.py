"""Everything an installation keeps, in one file, and back from it into an empty place."""

from lms.reports.backup.actions import back_up, restore
from lms.reports.backup.refusal import Refused

__all__ = ["Refused", "back_up", "restore"]
