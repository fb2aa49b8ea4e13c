"""Finished public pages, compressed, kept until something that they show changes."""
