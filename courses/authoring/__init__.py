"""Our own pages in the editor: releasing a course, and its facts."""
