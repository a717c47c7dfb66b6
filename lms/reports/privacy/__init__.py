"""A copy of what is held about a person, and closing their account.

Why so: docs/decisions/0014-what-is-held-about-a-person.md.
"""
