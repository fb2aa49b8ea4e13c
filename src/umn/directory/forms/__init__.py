"""What the forms of this room look like: shape only. Rules live in the actions."""
