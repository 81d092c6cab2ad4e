"""Editing the running order: what an edit does, or why not. Pure."""
