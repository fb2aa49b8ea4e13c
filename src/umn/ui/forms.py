"""How Django draws our forms: label, help, error, in this order, tied together for screen readers."""

from functools import cached_property
from pathlib import Path
from typing import Any

import django.forms
from django.forms import renderers
from django.template.backends.django import DjangoTemplates

_DJANGO = Path(django.forms.__file__).parent / "templates"


class Renderer(renderers.DjangoTemplates):
    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    @cached_property
    def engine(self) -> Any:
        return DjangoTemplates(
            {
                "NAME": "forms",
                "DIRS": [_DJANGO],
                "APP_DIRS": True,
                "OPTIONS": {"builtins": ["django.templatetags.i18n", "umn.ui.templatetags.ui"]},
            }
        )
