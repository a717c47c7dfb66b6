"""The pages of the editor where questions and quizzes are written: each for its own center."""
