"""The centers of the network and what they are made of."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.core.bilingual import Named, in_language


class Center(Named):
    """A hospital's ATMP center. Centers are equal and own their data."""

    class Status(models.TextChoices):
        ESTABLISHED = "established", _("established center")
        ACTIVITY = "activity", _("ATMP activity")

    hospital = models.CharField(_("hospital"), max_length=200)
    region = models.CharField(_("region"), max_length=100)
    city = models.CharField(_("city"), max_length=100)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.ESTABLISHED)
    contact_email = models.EmailField(_("contact address"))
    contact_phone = models.CharField(_("phone"), max_length=40, blank=True)
    time_zone = models.CharField(max_length=40, default="Europe/Stockholm")
    glyph_position = models.PositiveSmallIntegerField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name_sv"]
        verbose_name = _("center")


class Unit(models.Model):
    """A ward, laboratory, pharmacy or clinic of a center; units may hold units."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    slug = models.SlugField(max_length=80)
    name_sv = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["center", "name_sv"]
        constraints = [models.UniqueConstraint(fields=["center", "slug"], name="unit_slug_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return str(in_language({"sv": self.name_sv, "en": self.name_en}))


class UnitProduct(models.Model):
    """A unit handles a product from one day to another."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="products")
    product = models.ForeignKey("home.Product", on_delete=models.PROTECT, related_name="units")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "product", "started_on"], name="unit_product_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.product_id}"


class Facility(models.Model):
    """Something a center has: a clean room, an apheresis unit; with its source."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="facilities")
    kind = models.JSONField(default=dict)
    title = models.JSONField(default=dict)
    text = models.JSONField(default=dict)
    open_to = models.JSONField(default=list)
    source = models.URLField(max_length=500, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["center", "position"]
        verbose_name_plural = "facilities"

    def __str__(self) -> str:
        return str(in_language(self.title))


class Expertise(models.Model):
    """Something a center knows."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="expertise")
    area = models.JSONField(default=dict)
    text = models.JSONField(default=dict)
    source = models.URLField(max_length=500, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["center", "position"]
        verbose_name_plural = "expertise"

    def __str__(self) -> str:
        return str(in_language(self.area))
