"""The figures of the day: who came, how long, and how the programme ran. Pure."""
