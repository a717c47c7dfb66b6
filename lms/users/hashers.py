"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class TunedArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with more than OWASP's minimum (19 MiB, two rounds, one lane).

    About 35 ms of one core: thirty people who sign in at once wait a second, not eight.
    """

    time_cost = 3
    memory_cost = 24_576
    parallelism = 1
