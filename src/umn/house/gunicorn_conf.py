"""The application server. `start` hands over the listening socket, so that the port cannot be lost on the way."""

import gc
import os
import threading

from gunicorn.arbiter import Arbiter

bind = f"fd://{os.environ['UMN_SOCKET']}"
wsgi_app = "umn.wsgi:application"
worker_class = "gthread"
workers = int(os.environ.get("UMN_WORKERS", "2"))
threads = int(os.environ.get("UMN_THREADS", "4"))
preload_app = True  # loaded once, then forked: half the time to start and less memory
worker_tmp_dir = os.environ["UMN_RUN"]
accesslog = None  # an access log would keep addresses and what people looked for
loglevel = "warning"
proc_name = "unionmigrantnet"
control_socket_disable = True  # no door beside the front door
timeout = 60  # seconds
graceful_timeout = 5


def when_ready(server: Arbiter) -> None:
    """Before the workers are forked: what all of them need is read once, and its memory is theirs together.

    In a thread, because connections belong to their thread: none may be open when the process is forked.
    """
    from umn.house.warming import warm_up

    thread = threading.Thread(target=warm_up, args=[server.app.wsgi()])
    thread.start()
    thread.join()
    gc.collect()
    gc.freeze()  # a collection would write into every page of memory, and so copy it
