"""What changed, for the other machines that keep finished pages of it."""

from django.db import models


class PageChange(models.Model):
    """What `tag` stands for has changed. The number tells who has heard of it; the day, when it may go."""

    tag = models.CharField(max_length=100)
    day = models.DateField(auto_now_add=True)
