"""Signing asks again who sits at the screen.

A view that signs is wrapped in `asks_again`: its GET shows the form, and before its POST is taken
the person proves who they are, unless they did in the last minutes; what they had typed comes back
with them. Inside, `fresh_method` says by what they proved it, which the signature keeps.
"""

from lms.users.recent import Method, asks_again, fresh_method

__all__ = ["Method", "asks_again", "fresh_method"]
