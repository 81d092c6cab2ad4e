"""The stage: its room, what is laid over it, and the words they use."""
