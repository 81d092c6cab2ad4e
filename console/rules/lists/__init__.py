"""Lists that come in: what they say, and what a newer one changes. Pure."""
