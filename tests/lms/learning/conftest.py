"""The people of these tests."""

from tests.personas import ada, bo, cecilia, david, eva

__all__ = ["ada", "bo", "cecilia", "david", "eva"]
