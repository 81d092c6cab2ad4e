"""The speakers: their room, what is laid over it, and the words they use."""
