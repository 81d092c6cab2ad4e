"""Cues on their way: the board that shows them, their sending, and the peers they are sent to."""
