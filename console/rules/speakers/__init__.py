"""Who speaks when, where they are, and what they need. Pure."""
