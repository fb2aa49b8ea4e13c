"""The bare Django that we measure against: what `startproject` gives, one list, one form, nothing else."""
