"""The application server. `start` hands over the listening socket, so that the port cannot be lost on the way."""

import os

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


def post_fork(server: object, worker: object) -> None:
    """The tables of names and words are read before the first person waits for them."""
    from umn.search.queries import warm_up

    warm_up()
