"""The machine that measures: what it is, which cores serve and which ask. Never its name."""

import os
import platform
from pathlib import Path

CORES = sorted(os.sched_getaffinity(0))
# The client has the last core to itself, so that asking never takes time from answering.
SERVING, ASKING = (CORES[:-1], CORES[-1:]) if len(CORES) > 1 else (CORES, CORES)


def described() -> str:
    memory = next(line for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal"))
    return (
        f"{len(CORES)} cores ({_model()}), {int(memory.split()[1]) / 1_048_576:.0f} GB memory, "
        f"Linux {platform.release().split('-')[0]}, Python {platform.python_version()}; {_pinning()}; "
        f"load when it began {os.getloadavg()[0]:.1f}"
    )


def busy() -> bool:
    """Whether others keep this machine so busy that times say little."""
    return os.getloadavg()[0] > len(CORES) / 2


def _model() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _pinning() -> str:
    if SERVING == ASKING:
        return "servers and client share the one core"
    return f"servers on cores {_listed(SERVING)}, client on core {_listed(ASKING)}"


def _listed(cores: list[int]) -> str:
    return ", ".join(map(str, cores))
