"""The parts that rooms are built of. A widget shows what it is told and says what was done to it."""
