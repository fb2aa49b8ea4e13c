"""The processes that the portal runs: none outlives it, however it ends."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

GRACE = 15  # seconds between asking a process to end and ending it
LONGEST_PAUSE = 60  # seconds between two starts of a process that keeps dying
_PR_SET_PDEATHSIG = 1


class Child:
    """One supervised process, in a session of its own: Ctrl-C reaches the parent, which then ends the child."""

    def __init__(self, name: str, command: Sequence[str | Path], environment: Mapping[str, str]) -> None:
        self.name = name
        self.command = command
        self.environment = environment
        self.process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._pause = 1.0
        self._again_at = 0.0

    def start(self, pass_fds: Sequence[int] = ()) -> None:
        self._started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=pass_fds,
            preexec_fn=_end_with(os.getpid()),
        )

    def ended(self) -> int | None:
        """The exit code once the process has ended, else None."""
        return self.process.poll() if self.process else None

    def revive(self) -> None:
        """Start the process again when it died, after a second, then after ever longer pauses."""
        now = time.monotonic()
        if self.process and self.ended() is not None:
            if now - self._started > LONGEST_PAUSE:
                self._pause = 1.0
            print(f"The {self.name} ended; it starts again in {self._pause:.0f} s.", file=sys.stderr, flush=True)
            self.process, self._again_at = None, now + self._pause
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
        if self.process is None and now >= self._again_at:
            self.start()


def stop_all(children: Sequence[Child]) -> None:
    """Ask every process to end, wait, then end what is left with everything it started."""
    running = [child.process for child in children if child.process and child.process.poll() is None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + GRACE
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _end_with(parent: int):  # type: ignore[no-untyped-def]
    """For Linux: the kernel sends the child a SIGTERM when the supervisor is gone, even after kill -9."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def ask_kernel() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:  # it died in between
            os._exit(1)

    return ask_kernel
