"""Who is who. An operator is a person with an e-mail address and a key; a visitor is nobody here."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from umn.languages.models import Text
from umn.people.choices import Kind, Role, Standing


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").lower())


class User(AbstractBaseUser):
    last_login = None  # presence is nobody's business: the ledger knows days, and only of what was done

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=20)
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.OPERATOR)
    is_active = models.BooleanField(default=True)
    # Printed on a screen by ./start; may sign in on this machine only (settings.PRACTICE).
    practice = models.BooleanField(default=False)
    since = models.DateField(default=timezone.localdate)
    disabled_on = models.DateField(null=True, blank=True)  # from then on counts the time until they are forgotten

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(email=Lower("email")), name="people_user_email_is_lower_case"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="people_user_role_is_known"),
            models.CheckConstraint(condition=~Q(name=""), name="people_user_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_coordinator(self) -> bool:
        return self.role == Role.COORDINATOR


class Organisation(models.Model):
    key = models.SlugField(max_length=60, unique=True)
    standing = models.CharField(max_length=10, choices=Standing.choices)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OTHER)
    country = models.CharField(max_length=2, blank=True)  # ISO 3166-1 alpha-2; empty: works across countries
    website = models.CharField(max_length=200, blank=True)
    practice = models.BooleanField(default=False)  # never routable, never counted, marked on every page
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Affiliation", related_name="organisations")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="people_organisation_standing_is_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="people_organisation_kind_is_known"),
        )

    def __str__(self) -> str:
        return self.key


class OrganisationText(Text):
    """`name` and `short` of an organisation in one language."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="texts")

    class Meta(Text.Meta):
        abstract = False
        constraints = [
            *Text.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "language", "field"], name="people_one_text_per_field_and_language"
            ),
        ]


class Affiliation(models.Model):
    """Somebody works for an organisation, from a day on; the past stays readable."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="affiliations")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["user"], condition=Q(until=None), name="people_one_current_affiliation"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="people_affiliation_ends_after_it_began"
            ),
        )


class Invitation(models.Model):
    """A link that lets one person set a password, once. Only a digest of the link is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations")
    digest = models.BinaryField(max_length=32, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_on = models.DateField()
    valid_until = models.DateTimeField()
    accepted_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(accepted_on=None, withdrawn_on=None),
                name="people_one_open_invitation",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on=None) | Q(withdrawn_on=None), name="people_invitation_has_one_end"
            ),
        )


class Proposal(models.Model):
    """Somebody at a desk says who could work there too; the coordinator invites, or does not."""

    email = models.EmailField()
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=20)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="proposals")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="proposals")
    proposed_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["email"], name="people_proposed_once"),)


class Keyring(models.Model):
    """The key pair of one operator. The private half is never stored open: password or printed sheet opens it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="keyring")
    public_key = models.BinaryField(max_length=32)
    mac = models.BinaryField(
        max_length=32
    )  # of the server key over user and public key: nobody swaps it in the database
    salt = models.BinaryField(max_length=16)
    private_under_password = models.BinaryField()
    private_under_recovery = models.BinaryField(null=True)
    sheet_confirmed_on = models.DateField(null=True, blank=True)
    renewed_on = models.DateField(null=True, blank=True)  # this pair took the place of one that was lost

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(sheet_confirmed_on=None) | Q(private_under_recovery__isnull=False),
                name="people_confirmed_sheet_exists",
            ),
        )


class WrongGuesses(models.Model):
    """How often one account (or all together) was tried in vain lately. Under a digest: also for unknown accounts."""

    digest = models.BinaryField(max_length=32, unique=True)
    count = models.PositiveIntegerField()
    since = models.DateTimeField()
    last_at = models.DateTimeField()
