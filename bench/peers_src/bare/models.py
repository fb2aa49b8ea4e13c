from django.db import models
from django.urls import reverse


class Office(models.Model):
    name = models.CharField(max_length=200)
    city = models.CharField(max_length=100)
    country = models.CharField(max_length=2)
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=40)
    website = models.URLField()
    opening_hours = models.CharField(max_length=100)
    known_on = models.DateField()

    class Meta:
        ordering = ["country", "city", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("office", args=[self.pk])


class Question(models.Model):
    text = models.TextField(max_length=10_000)
    topic = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    agreed = models.BooleanField()
    asked_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.topic} {self.pk}"
