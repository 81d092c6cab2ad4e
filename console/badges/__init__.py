"""Badges: what stands on them, the files they are written to, and their way to a printer."""
