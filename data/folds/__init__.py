"""Pure folds: the facts of one subject in, its state out."""
