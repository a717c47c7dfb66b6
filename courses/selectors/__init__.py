"""Reads for the public pages of courses and leaflets."""
