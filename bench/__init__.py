"""How quick and how small it is, side by side with others on the same machine. README.md says how to read it."""
