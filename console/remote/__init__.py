"""Commands from outside, by OSC and HTTP: who may send them, what they do, and what is told back."""
