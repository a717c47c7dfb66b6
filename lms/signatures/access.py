"""Signing asks again who sits at the screen.

A view that signs calls `prove` once its form is valid: it answers how the person proved in the last
minutes who they are, which the signature keeps, or interrupts the request until they have; what
they had typed comes back with them. `fresh_method` answers the same without interrupting.
"""

from lms.users.recent import Method, fresh_method, prove

__all__ = ["Method", "fresh_method", "prove"]
