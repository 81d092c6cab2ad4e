"""Pure rules: state and an act in, facts or a refusal out. No clock, no file, no print."""
