"""The demo network made larger, to measure how the product grows: see docs/performance.md."""

from lms.demo.scale.growth import grow

__all__ = ["grow"]
