"""The schema's steps in order; a step is never edited once it has landed."""
