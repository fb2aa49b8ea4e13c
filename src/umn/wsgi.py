import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "umn.settings")
django = get_wsgi_application()

from umn.pages.front import Front  # noqa: E402  (Django must be ready)

application = Front(django)
