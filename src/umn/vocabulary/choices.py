from django.db import models


class TopicKind(models.TextChoices):
    AREA = "area", "area of help"
    PROBLEM = "problem", "problem in a person's own words"
