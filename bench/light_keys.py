"""The portal's settings with the lightest key derivation: only to show what the deliberate one costs."""

from umn.settings import *  # noqa: F403 - as settings files do
from umn.settings import SEAL_KDF

SEAL_KDF = {purpose: {"memory_kib": 64, "iterations": 1} for purpose in SEAL_KDF}
