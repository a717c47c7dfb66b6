"""Reads of this room, one file a page."""
