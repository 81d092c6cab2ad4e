"""The front desk: its room, the pages laid over it, and the words they use."""
