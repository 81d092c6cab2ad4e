"""Badges to print: what stands on one, how it is laid out, and one file a format that draws it."""
