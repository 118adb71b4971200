"""People, the offices they work in, and in which role."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ocop_portal.accounts.enums import Level, Role
from ocop_portal.areas.models import AdministrativeUnit, Coverage
from ocop_portal.core.constraints import filled, in_order, one_of, unique
from ocop_portal.core.days import day_of, today


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an e-mail address. One field for the full name, family name first."""

    email = models.EmailField(_("e-mail"), unique=True)
    full_name = models.CharField(_("full name"), max_length=150)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(_("language"), max_length=5, default="vi")
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may open the administration"), default=False)
    date_joined = models.DateTimeField(_("created"), default=timezone.now)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["full_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("email"),
                name="accounts_user_email_unique_in_any_case",
                violation_error_message=_("Another account already uses this e-mail address."),
            ),
            filled("accounts_user_full_name_filled", "full_name", _("Enter the full name.")),
        ]

    def __str__(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name.split()[-1] if self.full_name else self.email


class OfficeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Administrators see every office; others those of the units their own offices cover."""
        if user.is_superuser:
            return self
        return self.filter(Q(unit__in=units_of(user)) | Q(memberships__in=memberships_of(user))).distinct()


class Office(models.Model):
    """An authority at one unit: a receiving office, a provincial agency, a committee, the ministry."""

    unit = models.ForeignKey(
        AdministrativeUnit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offices",
        verbose_name=_("administrative unit"),
        help_text=_("Empty for the ministry."),
    )
    level = models.CharField(_("level"), max_length=10, choices=Level)
    code = models.SlugField(_("short code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    authority_name = models.CharField(
        _("authority that signs"),
        max_length=200,
        help_text=_("As printed on decisions, e.g. UBND huyện Lục Ngạn."),
    )
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    objects = OfficeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["name", "pk"]
        constraints = [
            one_of("accounts_office_level_known", "level", Level, _("Choose one of the levels.")),
            models.CheckConstraint(
                name="accounts_office_has_a_unit_unless_central",
                condition=Q(level=Level.CENTRAL, unit=None)
                | (~Q(level=Level.CENTRAL) & Q(unit__isnull=False)),
                violation_error_message=_("Every office but the ministry belongs to a unit."),
            ),
        ]

    def __str__(self):
        return self.name

    def works_on(self, day):
        """An abolished unit's office works for its own period and for nothing after it."""
        return self.unit is None or self.unit.in_force_on(day)

    def covers(self, unit):
        return self.unit_id is None or Coverage.objects.filter(unit=self.unit_id, covered=unit).exists()


class MembershipQuerySet(models.QuerySet):
    def in_force(self, at=None):
        day = day_of(at)
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


class Membership(models.Model):
    """A person's role in an office, from a day to a day."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("user"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="memberships", verbose_name=_("office"))
    role = models.CharField(_("role"), max_length=10, choices=Role)
    since = models.DateField(_("from"), default=today)
    until = models.DateField(_("to"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["office", "role", "user"]
        constraints = [
            one_of("accounts_membership_role_known", "role", Role, _("Choose one of the roles.")),
            in_order(
                "accounts_membership_since_before_until",
                "since",
                "until",
                _("The first day is not after the last."),
            ),
            unique(
                "accounts_membership_once_per_role",
                "user",
                "office",
                "role",
                condition=Q(until=None),
                message=_("This person already has this role in this office."),
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()} · {self.office}"


def memberships_of(user, at=None):
    if not user.is_authenticated:
        return Membership.objects.none()
    return Membership.objects.in_force(at).filter(user=user)


def units_of(user, at=None):
    """The units a person's offices cover, as a queryset to filter with `__in`."""
    if not user.is_authenticated:
        return AdministrativeUnit.objects.none()
    mine = memberships_of(user, at)
    if user.is_superuser or mine.filter(office__level=Level.CENTRAL).exists():
        return AdministrativeUnit.objects.all()
    offices = mine.values("office__unit")
    return AdministrativeUnit.objects.filter(
        pk__in=Coverage.objects.filter(unit__in=offices).values("covered")
    )


def has_role(user, *roles, office=None, at=None):
    """Whether the person has one of the roles now, in that office (or in any)."""
    mine = memberships_of(user, at).filter(role__in=roles)
    return mine.filter(office=office).exists() if office else mine.exists()


def offices_of(user, *roles, at=None):
    """The offices in which the person has one of the roles (any role when none is named)."""
    mine = memberships_of(user, at)
    if roles:
        mine = mine.filter(role__in=roles)
    return Office.objects.filter(pk__in=mine.values("office"))


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at=None)


class Notice(models.Model):
    """A message inside the portal for one person, written with its cause. One per key, ever."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices", verbose_name=_("user"))
    key = models.CharField(_("key"), max_length=200)
    text = models.CharField(_("text"), max_length=400)
    url = models.CharField(_("address"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-pk"]
        constraints = [
            unique("accounts_notice_once", "user", "key", message=_("This notice was given already.")),
        ]

    def __str__(self):
        return self.text
