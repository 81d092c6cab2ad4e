"""The times of a running order: planned, expected and actual, early and late and why. Pure."""
