"""How long a job may be silent before somebody else takes it."""

from datetime import timedelta

from lms.settings import environment

JOB_LEASE = timedelta(seconds=environment.JOB_LEASE)
