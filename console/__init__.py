"""What may be done on the day: acts, pure rules, equipment, the command line."""
