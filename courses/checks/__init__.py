"""What a course can be checked for before it is released: what blocks, and what is advice."""
