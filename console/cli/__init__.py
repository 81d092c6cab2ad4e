"""The command line: thin commands that ask the acts and print their answers."""
