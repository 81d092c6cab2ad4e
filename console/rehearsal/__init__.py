"""The cast of a dress rehearsal: the crowd at the doors, the hand at the stage, and the agenda they share."""
