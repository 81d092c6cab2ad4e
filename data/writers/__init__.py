"""What can be written: one file a format, and `formats`, which knows them all by the ending of their file."""
