"""Components refuse what they do not know, and never let a person's words become markup."""

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError

from tests.strict import faults_in
from umn.ui import icons


def drawn(source: str, **context) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        '{% button text="Send" colour="red" %}',
        '{% button "Send" %}',
        "{% button %}",
        '{% button text="Send" kind="huge" %}',
        '{% button text="Send" type="image" %}',
        '{% button text="Send" data="steal" %}',
        '{% tile text="Paid" icon="banknotes" %}',
        '{% tile text="Paid" icon="no-such-icon" href="/" %}',
        '{% chip text="Open now" %}',
        '{% chip text="Open now" href="/" size="big" %}',
        '{% call number="112" kind="loud" %}',
        '{% mail address="a@b.eu" text="x" %}',
        '{% note kind="loud" %}x{% endnote %}',
        '{% note colour="red" %}x{% endnote %}',
        '{% note "info" %}x{% endnote %}',
        "{% empty %}x{% endempty %}",
        '{% more title="x" %}x{% endmore %}',
        "{% fact %}x{% endfact %}",
        '{% state kind="maybe" text="x" %}',
        '{% tag text="x" kind="loud" %}',
        "{% steps now=0 of=3 %}",
        "{% steps now=4 of=3 %}",
        "{% receipt %}",
        '{% said who="A" kind="loud" %}x{% endsaid %}',
        '{% waiting title="A" href="/" due="now" kind="loud" %}',
        '{% icon "no-such-icon" %}',
        "{% field 3 %}",
        "{% field %}",
        '{% critical_css media="print" %}',
    ],
)
def test_a_component_refuses_what_it_does_not_know(source):
    with pytest.raises(TemplateSyntaxError):
        drawn(source)


EVIL = '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    "source",
    [
        "{% button text=evil href=evil icon='check' about=evil %}",
        "{% button text=evil name=evil value=evil %}",
        "{% tile text=evil icon='check' href=evil %}",
        "{% chip text=evil href=evil %}",
        "{% chip text=evil name=evil value=evil %}",
        "{% call number=evil text=evil %}",
        "{% call number=evil %}",
        "{% mail address=evil %}",
        "{% note title=evil %}{{ evil }}{% endnote %}",
        "{% empty title=evil %}{{ evil }}{% endempty %}",
        "{% more summary=evil %}{{ evil }}{% endmore %}",
        "{% fact label=evil %}{{ evil }}{% endfact %}",
        "{% state kind='open' text=evil %}",
        "{% tag text=evil %}",
        "{% steps now=1 of=2 text=evil %}",
        "{% receipt groups=evils id=evil %}",
        "{% said who=evil when=evil language=evil tag=evil %}{{ evil }}{% endsaid %}",
        "{% waiting title=evil href=evil due=evil facts=evils tag=evil %}",
        "{% in_language evil %}{{ evil }}{% endin_language %}",
    ],
)
def test_words_of_a_person_never_become_markup(source):
    html = drawn(source, evil=EVIL, evils=[EVIL])
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_link_and_a_button_are_what_they_look_like():
    assert drawn('{% button text="Find help" href="/en/find/" %}') == (
        '<a class="button primary" href="/en/find/">Find help</a>'
    )
    assert drawn('{% button text="Back" name="step" value="1" kind="quiet" %}') == (
        '<button class="button quiet" type="submit" name="step" value="1">Back</button>'
    )


def test_a_link_to_another_site_does_not_say_where_from():
    html = drawn('{% button text="Website" href="https://example.org" away=True %}')
    assert 'rel="noreferrer noopener"' in html


def test_a_telephone_number_is_dialled_without_its_spaces_and_read_from_the_left():
    assert drawn('{% call number="+32 4 232.02/92" %}') == (
        '<a class="button quiet" href="tel:+3242320292">'
        f'{icons.icon("phone")}<bdi dir="ltr" translate="no">+32 4 232.02/92</bdi></a>'
    )


def test_words_in_another_language_carry_its_name_and_direction():
    assert drawn('{% in_language "ar" %}شكرا{% endin_language %}') == '<span lang="ar" dir="rtl">شكرا</span>'
    assert (
        drawn("{% in_language code %}Merci{% endin_language %}", code="fr") == '<span lang="fr" dir="ltr">Merci</span>'
    )


def test_an_icon_is_hidden_from_screen_readers_and_turns_only_where_it_points():
    assert 'aria-hidden="true"' in icons.icon("phone")
    assert ' class="turn"' in icons.icon("arrow-right")
    assert "class=" not in icons.icon("clock")


def test_every_topic_has_a_picture_of_its_own():
    pictures = [icons.of_topic(key) for key in icons.TOPICS]
    assert all(icons.icon(name) for name in pictures)
    assert len(set(pictures)) == len(pictures)
    assert icons.of_topic("something-new") == "question-mark-circle"


class Contact(forms.Form):
    email = forms.EmailField(label="E-mail", help_text="We write once.")
    how = forms.ChoiceField(label="How", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="I agree", help_text="You can take it back.")


def test_a_right_form_has_no_error_summary():
    form = Contact({"email": "a@b.eu", "how": "a", "agreed": "on"})
    assert drawn("{% error_summary form %}", form=form) == ""
    assert drawn("{% error_summary form %}", form=Contact()) == ""


def test_a_wrong_field_says_so_beside_itself_and_in_the_summary():
    form = Contact({"email": "nothing", "how": "a", "agreed": "on"})
    summary, field = drawn("{% error_summary form %}", form=form), drawn("{% field form.email %}", form=form)
    assert '<a href="#id_email">E-mail</a>' in summary
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_email_helptext id_email_error"' in field
    assert 'id="id_email_helptext"' in field
    assert 'id="id_email_error"' in field


def test_what_was_typed_stays_in_the_field():
    form = Contact({"email": "maria at home"})
    assert 'value="maria at home"' in drawn("{% field form.email %}", form=form)


def test_choices_stand_in_a_fieldset_with_a_legend():
    html = drawn("{% field form.how %}", form=Contact())
    assert "<fieldset><legend>How</legend>" in html


def test_every_field_refers_only_to_ids_that_are_there():
    page = (
        '<!doctype html><html lang="en" dir="ltr"><head><title>x</title></head><body><h1>x</h1>'
        + drawn("<form>{% for field in form %}{% field field %}{% endfor %}</form>", form=Contact({"email": "x"}))
        + "</body></html>"
    )
    assert faults_in(page) == []
