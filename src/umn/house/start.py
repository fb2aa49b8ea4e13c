"""`./start`: everything from a fresh checkout to a portal that answers. Standard library only."""

import argparse
import os
import re
import signal
import socket
import sys
import time
from pathlib import Path
from types import FrameType

from umn.house import database, environment, secret_files
from umn.house.children import Child, stop_all
from umn.house.environment import REPOSITORY
from umn.house.folder import DataFolder
from umn.house.words import Refused, spoken

HOST = "127.0.0.1"


def main() -> int:
    options = read_arguments(sys.argv[1:])
    # SIGINT too: a shell that starts us in its background hands it over ignored.
    signal.signal(signal.SIGINT, _as_interrupt)
    signal.signal(signal.SIGTERM, _as_interrupt)
    signal.signal(signal.SIGHUP, _as_interrupt)
    door = take_port(options.port)
    folder = DataFolder(options.data)
    folder.open()
    folder.lock()
    python = environment.ready("run.lock")
    os.umask(0o077)  # from here on only the owner reads what is written
    surroundings = _surroundings(folder, options.port)
    _make_secrets(folder, python)
    failed = _furnish(python, surroundings)
    if failed:
        return failed
    return serve(folder, python, surroundings, door, options.port)


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./start", description="Make everything ready and serve the portal on this machine."
    )
    parser.add_argument("--port", default="8000", help="port on 127.0.0.1 (default 8000)")
    usual = os.environ.get("UMN_DATA") or REPOSITORY / "data"
    parser.add_argument("--data", type=Path, default=usual, help="data folder (default ./data)")
    options = parser.parse_args(arguments)
    if not re.fullmatch("[0-9]{1,5}", options.port) or not 1 <= int(options.port) <= 65535:
        raise Refused(f"--port {options.port} is not a port: give a number from 1 to 65535.")
    options.port = int(options.port)
    return options


def take_port(port: int) -> socket.socket:
    """The port, bound before anything else is touched and kept until the server listens on it."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((HOST, port))
    except PermissionError:
        raise Refused(f"Port {port} is reserved for the system. Choose one above 1023 with --port.") from None
    except OSError:
        raise Refused(f"Port {port} is taken by another program. Choose another with --port.") from None
    return door


def serve(folder: DataFolder, python: Path, surroundings: dict[str, str], door: socket.socket, port: int) -> int:
    """Run the server and the worker until a signal comes (0) or the server gives up (1)."""
    config = "python:umn.house.gunicorn_conf"
    server = Child("server", [python, "-m", "gunicorn", "--config", config], {
        **surroundings, "UMN_SOCKET": str(door.fileno()), "UMN_RUN": str(folder.path / "run"),
    })  # fmt: skip
    worker = Child("worker", [python, REPOSITORY / "manage.py", "worker"], surroundings)
    try:
        server.start(pass_fds=[door.fileno()])
        worker.start()
        if not _answers(server, port):
            raise Refused("The server could not start; the lines above say why.")
        door.close()
        _welcome(folder, port)
        while server.ended() is None:
            time.sleep(0.5)
            worker.revive()
        raise Refused("The server ended by itself; the lines above say why.")
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
        return 0
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        stop_all([server, worker])


def _surroundings(folder: DataFolder, port: int) -> dict[str, str]:
    path = os.pathsep.join(filter(None, [str(REPOSITORY / "src"), os.environ.get("PYTHONPATH")]))
    return {
        "UMN_SITE_URL": f"http://{HOST}:{port}",
        **os.environ,
        "UMN_DATA": str(folder.path),
        "PYTHONPATH": path,
        "DJANGO_SETTINGS_MODULE": "umn.settings",
    }


def _make_secrets(folder: DataFolder, python: Path) -> None:
    empty = database.is_empty(folder.path, python)
    made = secret_files.make(folder, database_is_empty=empty)
    if empty and not os.environ.get("UMN_HOSTS"):
        folder.practice.touch(mode=0o600)
    if made and not folder.practice.exists():
        print("These secrets are shown once. Write them down and keep them apart from every backup:")
        for name in made:
            print(f"  {name}: {secret_files.path_of(folder, name).read_text().strip()}")


def _furnish(python: Path, surroundings: dict[str, str]) -> int:
    """Migrate, collect, load what the portal begins with. Its own sentence is already on the screen when it fails."""
    child = Child("preparation", [python, REPOSITORY / "manage.py", "furnish"], surroundings)
    child.start()
    try:
        assert child.process
        return child.process.wait()
    finally:
        stop_all([child])


def _answers(server: Child, port: int) -> bool:
    """Wait until the server speaks HTTP; False when it ended instead."""
    while server.ended() is None:
        try:
            with socket.create_connection((HOST, port), timeout=5) as line:
                line.sendall(b"GET /healthz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                if line.recv(1):
                    return True
        except OSError:
            pass
        time.sleep(0.1)
    return False


def _welcome(folder: DataFolder, port: int) -> None:
    print(f"\nThe portal answers at  http://{HOST}:{port}/")
    sign_ins = folder.secret / "sign-ins.txt"
    if folder.practice.exists() and sign_ins.exists():
        print(f"The workspace is at    http://{HOST}:{port}/en/work/\n")
        print("Practice sign-ins, for this machine only:")
        print(sign_ins.read_text().rstrip())
    print(f"\nData: {folder.path}\nStop with Ctrl-C.", flush=True)


def _as_interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(spoken(main))
