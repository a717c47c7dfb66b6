"""Looks at an installation and says, finding by finding, what to do about it. Writes nothing."""

from lms.reports.doctor.examination import examine
from lms.reports.doctor.finding import Finding

__all__ = ["Finding", "examine"]
