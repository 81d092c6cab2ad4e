"""What can be exported: each table and each paper made from the file, before it has a format."""
