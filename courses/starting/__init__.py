"""Beginning a course: from a template, from a copy, or empty."""
