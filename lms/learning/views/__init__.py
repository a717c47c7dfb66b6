"""Pages and posts of learners, one file a journey."""
