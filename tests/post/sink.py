"""A mail server for tests: it takes letters, refuses them, hangs, hangs up or dribbles, as a test tells it."""

import email
import socketserver
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message

Behaviour = str | int  # "accept", "hang", "drop", "drop-after-data", "dribble", "hang-at-goodbye",
# or a code to answer RCPT with


@dataclass(frozen=True)
class Received:
    to: str
    raw: bytes

    @property
    def message(self) -> Message:
        return email.message_from_bytes(self.raw)

    @property
    def message_id(self) -> str:
        return self.message["Message-ID"]


@dataclass
class Sink:
    """`behave` is asked with the address of each receiver; `greeting` answers the connection itself."""

    behave: Callable[[str], Behaviour] = lambda _: "accept"
    greeting: Behaviour = "accept"
    on_data: Callable[[str], None] = lambda _: None
    received: list[Received] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    port: int = 0

    def __enter__(self) -> "Sink":
        sink = self

        class Handler(_Conversation):
            owner = sink

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True
            request_queue_size = 50

        self._ending = threading.Event()
        self._server = Server(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._server.shutdown()
        self._server.server_close()

    def receivers(self) -> list[str]:
        return [each.to for each in self.received]


class _Conversation(socketserver.StreamRequestHandler):
    owner: Sink
    behaviour: Behaviour = "accept"

    def handle(self) -> None:
        try:
            if self._greet():
                while self._command():
                    pass
        except (ConnectionError, BrokenPipeError, ValueError):
            pass  # the other side was killed or hung up: that is what is being tested

    def say(self, line: str) -> bool:
        self.wfile.write(line.encode() + b"\r\n")
        self.wfile.flush()
        return True

    def _greet(self) -> bool:
        match self.owner.greeting:
            case "hang":
                return self._hang()
            case int(code):
                self.say(f"{code} not now")
                return False
        return self.say("220 sink")

    def _hang(self) -> bool:
        self.owner._ending.wait(30)
        return False

    def _command(self) -> bool:
        words = self.rfile.readline().decode().strip()
        match words[:4].upper():
            case "":
                return False
            case "EHLO" | "HELO" | "MAIL" | "RSET" | "NOOP":
                return self.say("250 fine")
            case "RCPT":
                self.to = words.partition("<")[2].partition(">")[0]
                return self._receiver(self.owner.behave(self.to))
            case "DATA":
                return self._data()
            case "QUIT":
                if self.behaviour == "hang-at-goodbye":
                    return self._hang()
                self.say("221 bye")
                return False
        return self.say("502 what?")

    def _receiver(self, behaviour: Behaviour) -> bool:
        self.owner.asked.append(self.to)
        self.behaviour = behaviour
        match behaviour:
            case "hang":
                return self._hang()
            case "drop":
                return False
            case "dribble":
                while not self.owner._ending.is_set():
                    self.say("250-a word and")
                    time.sleep(0.02)
                return False
            case int(code):
                return self.say(f"{code} {self.to} is not welcome")
        return self.say("250 fine")

    def _data(self) -> bool:
        self.say("354 go on")
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.owner.received.append(Received(self.to, b"".join(lines)))
        if self.behaviour == "drop-after-data":
            return False
        self.owner.on_data(self.to)
        return self.say("250 taken")
