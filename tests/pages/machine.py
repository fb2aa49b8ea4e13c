"""A portal of its own with a real nginx before it, started and stopped as a test wants."""

import http.client
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.guards.tree import REPOSITORY
from tests.house.conftest import free_port

NGINX = shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else None)
PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
from umn.house.furnish import collect_static, load_beginnings
collect_static()
load_beginnings()
from umn.pages.shelf import here
here().open()
"""


@dataclass
class Machine:
    """A data folder, a portal on it, and nginx before it."""

    home: Path
    inside: int = field(default_factory=free_port)
    outside: int = field(default_factory=free_port)
    portal: subprocess.Popen | None = None
    nginx: subprocess.Popen | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("UMN_", "DATABASE_", "DJANGO_"))}
        ours = {"PYTHONPATH": str(REPOSITORY / "src"), "DJANGO_SETTINGS_MODULE": "umn.settings"}
        hosts = {"UMN_HOSTS": "127.0.0.1,help.example", "UMN_SITE_URL": "https://help.example"}
        return {**kept, **ours, **hosts, "UMN_DATA": str(self.home)}

    def run(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words], cwd=REPOSITORY, env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def start(self) -> None:
        self.start_portal()
        site = self.run("manage.py", "nginx", f"--portal=127.0.0.1:{self.inside}", f"--listen=127.0.0.1:{self.outside}")
        (self.home / "site.conf").write_text(site)
        inside = [f"{kind}_temp_path {self.home}/nginx-{kind};" for kind in TEMPORARY]
        lines = [f"user {_me()};", "daemon off;", "worker_processes 1;", f"pid {self.home}/nginx.pid;"]
        lines += [f"error_log {self.home}/nginx-error.log notice;", "events {}"]
        lines += ["http {", *inside, f"include {self.home}/site.conf;", "}"]
        (self.home / "nginx.conf").write_text("\n".join(lines))
        self.nginx = subprocess.Popen([NGINX, "-p", self.home, "-c", self.home / "nginx.conf"], stderr=subprocess.PIPE)
        _wait_for(self.outside)

    def start_portal(self) -> None:
        with socket.socket() as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind(("127.0.0.1", self.inside))
            more = {"UMN_SOCKET": str(door.fileno()), "UMN_RUN": str(self.home), "UMN_WORKERS": "1"}
            command = [sys.executable, "-m", "gunicorn", "--config", "python:umn.house.gunicorn_conf"]
            self.portal = subprocess.Popen(
                command, cwd=REPOSITORY, env={**self.environment, **more}, pass_fds=[door.fileno()]
            )
            _wait_for(self.inside)

    def stop_portal(self) -> None:
        self.portal.send_signal(signal.SIGTERM)
        self.portal.wait(30)

    def get(self, path: str, *, direct: bool = False, method: str = "GET", host: str = "", **headers: str):
        port = self.inside if direct else self.outside
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        line.putheader("Host", host or f"127.0.0.1:{port}")
        for name, value in headers.items():
            line.putheader(name.replace("_", "-"), value)
        line.endheaders()
        answer = line.getresponse()
        answer.body = answer.read()
        line.close()
        return answer


TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def _me() -> str:
    return pwd.getpwuid(os.getuid()).pw_name


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"nothing listens on {port}")
