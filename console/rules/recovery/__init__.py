"""How to be back on time: the three ways, a new plan, and what if. Pure."""
