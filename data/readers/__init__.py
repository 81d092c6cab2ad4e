"""Event folders and lists as people write them, read into records, with every odd row named."""
