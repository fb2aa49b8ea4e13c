"""What was kept can be put back: into an empty database only, never with a secret, never beside the wrong pepper."""

import json
import zipfile
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from tests.enquiries.conftest import ask
from umn.enquiries import actions, queries
from umn.house import archive
from umn.house.folder import DataFolder
from umn.house.words import Refused
from umn.ledger import actions as ledger
from umn.ledger.models import Entry
from umn.people.choices import Standing
from umn.people.models import Affiliation, Invitation, Organisation, User
from umn.post.models import Letter

pytestmark = pytest.mark.django_db(transaction=True)

WHEN = datetime(2026, 11, 20, 9, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
def folder(settings, tmp_path):
    """A data folder of its own, with the pepper of the tests."""
    settings.DATA_DIR = tmp_path / "data"
    settings.MEDIA_ROOT = settings.DATA_DIR / "media"
    DataFolder(settings.DATA_DIR).open()
    return settings.DATA_DIR


@pytest.fixture
def something_stored(folder):
    person = User.objects.create(email="ana@example.org", name="Ána „A“ \x7f", language="fr", since=WHEN.date())
    Invitation.objects.create(
        user=person, digest=bytes(range(32)), invited_by=None, invited_on=WHEN.date(), valid_until=WHEN
    )
    organisation = Organisation.objects.create(key="liege", standing=Standing.UMN)
    Affiliation.objects.create(user=person, organisation=organisation, since=WHEN.date())
    ledger.record(verb="opened", by="system", subject="desk", subject_id="liege", details={"why": "new"}, at=WHEN)
    Letter.objects.create(kind="k", dedupe="d", payload=b"\x00\xff", domain="x", created_on=WHEN, not_before=WHEN)
    (folder / "media" / "maps").mkdir(parents=True)
    (folder / "media" / "maps" / "liège.svg").write_text("<svg/>")
    return person


def rows():
    """All rows of our rooms as Python values; PostgreSQL hands bytes out as memory views."""
    return {
        model._meta.label: [
            {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}
            for row in model._base_manager.order_by("pk").values()
        ]
        for model in archive._models()
        if model.__module__.startswith("umn.")
    }


def forget_everything():
    call_command("flush", verbosity=0, interactive=False)


def test_what_was_kept_can_be_put_back(something_stored, folder, tmp_path):
    before = rows()
    archive.back_up(tmp_path / "kept.zip")
    forget_everything()
    (folder / "media" / "maps" / "liège.svg").unlink()
    (folder / "media" / "maps").rmdir()
    (folder / "media").rmdir()

    archive.put_back(tmp_path / "kept.zip")

    assert rows() == before
    assert (folder / "media" / "maps" / "liège.svg").read_text() == "<svg/>"


def test_after_putting_back_new_rows_get_new_numbers(something_stored, folder, tmp_path):
    archive.back_up(tmp_path / "kept.zip")
    (folder / "media" / "maps" / "liège.svg").unlink()
    forget_everything()
    archive.put_back(tmp_path / "kept.zip")

    newer = User.objects.create(email="ben@example.org", name="Ben", language="en")

    assert newer.pk > something_stored.pk


def test_a_backup_holds_no_secret(something_stored, settings, tmp_path):
    archive.back_up(tmp_path / "kept.zip")

    with zipfile.ZipFile(tmp_path / "kept.zip") as kept:
        everything = b"".join(kept.read(name) for name in kept.namelist())
        names = kept.namelist()
    for secret in settings.SECRET_DIR.iterdir():
        assert secret.read_text().strip().encode() not in everything
    assert not [name for name in names if "secret" in name or "sessions" in name.lower()]
    assert (tmp_path / "kept.zip").stat().st_mode & 0o777 == 0o600


def test_a_question_put_back_opens_with_its_number_and_for_its_desk(marie, folder, tmp_path):
    number = ask("Mon patron garde mon passeport.", at=timezone.now())
    archive.back_up(tmp_path / "kept.zip")
    forget_everything()
    archive.put_back(tmp_path / "kept.zip")

    conversation = actions.resume(actions.open_conversation(number, at=timezone.now()), at=timezone.now())
    case = queries.asker_case(conversation.enquiry_id)
    shown = queries.for_asker(case, conversation.keys, language="fr")
    assert [said.text for said in shown.said] == ["Mon patron garde mon passeport."]
    assert [said.text for said in marie.case(conversation.enquiry_id).said] == ["Mon patron garde mon passeport."]
    with zipfile.ZipFile(tmp_path / "kept.zip") as kept:
        assert not [name for name in kept.namelist() if b"passeport" in kept.read(name)]


def test_nothing_is_put_back_over_something(something_stored, folder, tmp_path):
    archive.back_up(tmp_path / "kept.zip")
    before = rows()

    with pytest.raises(Refused, match="not empty"):
        archive.put_back(tmp_path / "kept.zip")

    assert rows() == before


def test_a_backup_never_overwrites_one(something_stored, tmp_path):
    (tmp_path / "kept.zip").write_text("older")

    with pytest.raises(Refused, match="exists already"):
        archive.back_up(tmp_path / "kept.zip")

    assert (tmp_path / "kept.zip").read_text() == "older"


def test_nothing_is_put_back_beside_the_wrong_pepper(something_stored, settings, tmp_path):
    archive.back_up(tmp_path / "kept.zip")
    forget_everything()
    settings.PEPPER_FILE = tmp_path / "other"
    settings.PEPPER_FILE.write_text("99" * 32)

    with pytest.raises(Refused, match="pepper"):
        archive.put_back(tmp_path / "kept.zip")

    assert not Entry.objects.exists()


def test_a_damaged_or_foreign_file_puts_nothing_back(something_stored, tmp_path):
    archive.back_up(tmp_path / "kept.zip")
    forget_everything()
    whole = (tmp_path / "kept.zip").read_bytes()
    (tmp_path / "half.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.zip").write_text("Dear all")
    with zipfile.ZipFile(tmp_path / "kept.zip") as kept, zipfile.ZipFile(tmp_path / "short.zip", "w") as short:
        for name in kept.namelist():
            lines = kept.read(name)
            short.writestr(name, lines.split(b"\n")[0] + b"\n" if name.endswith("User.jsonl") else lines)

    for name, told in {"half.zip": "not a backup", "text.zip": "not a backup", "short.zip": "damaged"}.items():
        with pytest.raises(Refused, match=told):
            archive.put_back(tmp_path / name)
    assert not Entry.objects.exists()


def test_a_backup_of_another_version_is_refused(something_stored, tmp_path):
    archive.back_up(tmp_path / "kept.zip")
    forget_everything()
    with zipfile.ZipFile(tmp_path / "kept.zip") as kept, zipfile.ZipFile(tmp_path / "older.zip", "w") as older:
        for name in kept.namelist():
            text = kept.read(name)
            if name == "about.json":
                about = json.loads(text)
                about["migrations"].pop()
                text = json.dumps(about)
            older.writestr(name, text)

    with pytest.raises(Refused, match="another version"):
        archive.put_back(tmp_path / "older.zip")


def test_rows_are_read_at_one_moment(something_stored, tmp_path):
    """A row that another connection writes while the backup runs is in all tables or in none."""
    with archive._one_moment():
        Entry._base_manager.count()
        assert connection.in_atomic_block
