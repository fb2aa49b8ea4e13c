"""Two offices in two towns, a coordinator's office, their people, and desks that are open."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from tests.factories import people as factories
from umn.directory.models import ContactPoint, Location, PointText
from umn.enquiries import actions, keys, queries
from umn.enquiries.actions.asking import Question
from umn.enquiries.models import Desk
from umn.people import keys as people_keys
from umn.people.models import Organisation, User
from umn.seal import public_forms

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a Monday


@dataclass
class Member:
    user: User
    private: bytes

    def case(self, enquiry_id):
        return queries.open_case(enquiry_id, user=self.user, private_key=self.private)


def make_point(key, *, city="Liège", country="BE", standing="umn", coordinates=False):
    organisation = Organisation.objects.create(key=key, standing=standing, kind="union", country=country)
    point = ContactPoint.objects.create(
        key=key, organisation=organisation, country=country, basis="seen", coordinates=coordinates
    )
    PointText.objects.create(point=point, language="fr", field="name", text=f"Bureau {key}", state="source")
    Location.objects.create(point=point, city=city, basis="seen")
    return point


def make_member(point, name, *, role="operator", language="fr"):
    user = factories.person(role=role, works_for=point.organisation, language=language, name=name.title())
    return Member(user, people_keys.unlock(user, factories.PASSWORD))


def open_desk(point, member):
    desk = Desk.objects.filter(point=point).first() or actions.set_up_desk(point, by=member.user, at=AT)
    actions.open_desk(desk, by=member.user, at=AT)
    return desk


def question(text="Mon patron ne paie pas.", *, point="liege-office", language="fr", **changes):
    given = {
        "text": text,
        "topic": "unpaid",
        "language": language,
        "place": "Liège",
        "place_id": "",
        "point": point,
        "reasons": ("same_city",),
        "may_pass_on": False,
        "consent_version": "2026-11",
    }
    return Question(**{**given, **changes})


def new_seed():
    return public_forms.seed(public_forms.form_token())


def ask(text="Mon patron ne paie pas.", *, at=AT, seed=None, **changes):
    """The 20 digits of a new question."""
    return actions.ask(question(text, **changes), form_seed=seed or new_seed(), at=at).digits


def answer(member, case, text, *, seen=None, seen_draft=None, once=None, at=AT):
    """Answer a case as its page would; whatever is not said is what the page shows."""
    actions.answer(
        case,
        text=text,
        language="fr",
        seen_version=case.enquiry.version if seen is None else seen,
        seen_draft=case.draft_version if seen_draft is None else seen_draft,
        once=once or new_seed(),
        by=member.user,
        at=at,
    )


def note(member, case, text):
    actions.add_note(case, text=text, once=new_seed(), by=member.user, at=AT)


class Stopped(BaseException):
    """What a power cut is to the code."""


def stopping_at(statement):
    """A wrapper of the connection that stops everything at this statement, once."""
    left = [statement]

    def stop(execute, sql, params, many, context):
        left[0] -= 1
        if left[0] == 0:
            raise Stopped
        return execute(sql, params, many, context)

    return stop


@pytest.fixture
def liege(db):
    return make_point("liege-office")


@pytest.fixture
def marie(liege):
    member = make_member(liege, "marie")
    open_desk(liege, member)
    return member


@pytest.fixture
def desk(marie):
    """Marie's, in Liège."""
    return Desk.objects.select_related("point").get(point__key="liege-office")


def let_in(member, by, desk):
    code = keys.code_of(member.user)
    actions.let_in(desk, member.user, code=code, by=by.user, private_key=by.private, at=AT)
    return member


@pytest.fixture
def rosa(liege, marie, desk):
    """A second member of the same desk."""
    return let_in(make_member(liege, "rosa"), marie, desk)


@pytest.fixture
def coordinator(db):
    point = make_point("coordination", city="Bruxelles", coordinates=True)
    member = make_member(point, "ada", role="coordinator", language="en")
    open_desk(point, member)
    return member
