"""What an event is and how it is kept: records, facts, SQLite, readers, writers."""
