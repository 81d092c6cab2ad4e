"""The kinds of fact, one file a subject."""
