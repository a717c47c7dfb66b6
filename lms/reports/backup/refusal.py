"""Why there was no backup, or nothing was restored."""


class Refused(Exception):
    """Nothing was done; the sentence says why, and what to do."""
