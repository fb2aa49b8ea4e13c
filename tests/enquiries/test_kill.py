"""The web process is killed while somebody asks, at twenty points: what was shown is stored whole, nothing is half."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.enquiries.conftest import AT, ask
from umn.enquiries import actions
from umn.enquiries.models import Enquiry, Item
from umn.post.models import Letter

POINTS = 20

# A process of its own; for every point it forks one that asks a question and kills itself at its Nth statement.
CHILD = """
import json, os, signal, sys
import django
django.setup()
from datetime import datetime
from django.db import connection
from tests.enquiries.conftest import question
from umn.enquiries import actions

connection.settings_dict["NAME"] = {database!r}

def ask_and_die(point, out):
    left = [point]
    def count(execute, sql, params, many, context):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)
    with connection.execute_wrapper(count):
        seed, at = point.to_bytes(16, "big"), datetime.fromisoformat({at!r})
        digits = actions.ask(question("killed?"), form_seed=seed, at=at)
    os.write(out, digits.encode())
    os._exit(0)

for point in range(1, {points} + 1):
    back, out = os.pipe()
    child = os.fork()
    if child == 0:
        ask_and_die(point, out)
    os.close(out)
    shown = os.read(back, 20).decode()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(json.dumps([point, status, shown]), flush=True)
"""


def killed_at_every_point():
    code = CHILD.format(database=str(connection.settings_dict["NAME"]), at=AT.isoformat(), points=POINTS)
    env = {**os.environ, "PYTHONPATH": f"src{os.pathsep}.", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(settings.REPOSITORY), env=env, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_at_any_point_a_question_is_whole_or_not_there(marie):
    connection.close()
    runs = killed_at_every_point()
    assert [point for point, _status, _shown in runs] == list(range(1, POINTS + 1))
    assert sum(status == -9 for _point, status, _shown in runs) >= 10
    for _point, status, shown in runs:
        assert (status == 0) == (len(shown) == 20)
        if shown:
            assert actions.open_conversation(shown, at=AT)
    stored = Enquiry.objects.count()
    assert stored == Item.objects.count() == Letter.objects.count()
    assert stored >= sum(1 for _point, _status, shown in runs if shown)

    # Everybody presses the button again: one case each, and the number opens it.
    for point, _status, shown in runs:
        digits = ask("killed?", seed=point.to_bytes(16, "big"))
        assert not shown or digits == shown
        assert actions.open_conversation(digits, at=AT)
    assert Enquiry.objects.count() == Item.objects.count() == Letter.objects.count() == POINTS
