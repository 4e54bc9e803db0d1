"""The rows of a template version: sections, prompts, check questions, indicators, traps."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from clusters.kinds import Kind


class FrozenWithVersion(models.Model):
    """A row that may change only while its version is a draft."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to change a published version."""
        with transaction.atomic():
            self.owning_version().refuse_if_frozen()
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse to take anything out of a published version."""
        with transaction.atomic():
            self.owning_version().refuse_if_frozen()
            return super().delete(*args, **kwargs)

    def owning_version(self) -> Any:
        """The template version this row belongs to."""
        return self.version  # type: ignore[attr-defined]


class Section(FrozenWithVersion):
    """One guided section of a version."""

    version = models.ForeignKey("swot.TemplateVersion", models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(_("order"))
    code = models.CharField(_("code"), max_length=5)
    title = models.CharField(_("title"), max_length=120)
    lead = models.CharField(_("line under the heading"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10)
    charted = models.BooleanField(_("has a pulse"), default=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_section_a_code")]

    def __str__(self) -> str:
        return self.title


class PromptType(models.TextChoices):
    """How a prompt is answered."""

    LIST = "list", _("list of lines")
    SCALE = "scale", _("1 to 5, each with a sentence")
    CHOICE = "choice", _("one of several options")
    NUMBER = "number", _("number with a unit")
    YESNO = "yesno", _("yes or no, with a note")
    TEXT = "text", _("text")


class Prompt(FrozenWithVersion):
    """One question of a section; its code (W-INC-1) is the same in every version and language."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="prompts")
    position = models.PositiveSmallIntegerField(_("order"))
    code = models.CharField(_("code"), max_length=20, help_text=_("The same in every version and language."))
    type = models.CharField(_("type"), max_length=10, choices=PromptType.choices)
    text = models.CharField(_("question"), max_length=400)
    why = models.CharField(_("why we ask"), max_length=400)
    hint = models.CharField(_("hint"), max_length=400, blank=True)
    example = models.TextField(_("invented example"), blank=True)
    concept = models.CharField(_("concept"), max_length=60, null=True, blank=True)  # noqa: DJ001
    quadrants = models.CharField(_("where answers usually land"), max_length=40, blank=True)
    options = models.JSONField(_("options"), default=list, blank=True)
    anchors = models.JSONField(_("sentences for 1 to 5"), default=list, blank=True)
    unit = models.CharField(_("unit"), max_length=120, blank=True)
    how = models.CharField(_("how to count"), max_length=400, blank=True)
    min = models.FloatField(_("lowest"), null=True, blank=True)
    max = models.FloatField(_("highest"), null=True, blank=True)
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0)
    indicator = models.CharField(_("indicator"), max_length=10, null=True, blank=True)  # noqa: DJ001
    indicator_divide_by = models.PositiveSmallIntegerField(_("divide by"), null=True, blank=True)
    offers = models.JSONField(_("what a number offers"), default=list, blank=True)
    worrying = models.CharField(_("the worrying answer"), max_length=10, null=True, blank=True)  # noqa: DJ001
    not_known_option = models.CharField(_("the option that means not known"), max_length=200, null=True, blank=True)  # noqa: DJ001
    inclusion = models.BooleanField(_("about people already here"), default=False)
    window = models.CharField(_("window"), max_length=20, null=True, blank=True)  # noqa: DJ001
    lens = models.CharField(_("lens"), max_length=20, null=True, blank=True)  # noqa: DJ001
    show_if = models.JSONField(_("asked only if"), null=True, blank=True)

    class Meta:
        ordering = ["section__position", "position"]
        constraints = [models.UniqueConstraint(fields=["section", "code"], name="one_prompt_a_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    def owning_version(self) -> Any:
        """The version of its section."""
        return self.section.version

    def clean(self) -> None:
        """A scale needs five anchors, a choice two options or more."""
        if self.type == PromptType.SCALE and len(self.anchors or []) != 5:
            raise ValidationError({"anchors": _("Write five sentences, for 1 to 5; 5 is the healthier end.")})
        if self.type == PromptType.CHOICE and len(self.options or []) < 2:
            raise ValidationError({"options": _("Write at least two options.")})


class CheckQuestion(FrozenWithVersion):
    """One question of the self-check; yes is always the worrying answer."""

    version = models.ForeignKey("swot.TemplateVersion", models.CASCADE, related_name="check_questions")
    number = models.PositiveSmallIntegerField(_("number"))
    key = models.CharField(_("key"), max_length=60)
    text = models.CharField(_("question"), max_length=400)
    weight = models.PositiveSmallIntegerField(_("weight"))
    flag_alone = models.BooleanField(_("a yes warns on its own"), default=False)
    find_out = models.CharField(_("how to find out"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("self-check question")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="one_check_question_a_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Indicator(FrozenWithVersion):
    """One figure to keep watch on, with its rules."""

    version = models.ForeignKey("swot.TemplateVersion", models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField(_("order"))
    code = models.CharField(_("id"), max_length=10)
    what = models.CharField(_("what"), max_length=300)
    how = models.CharField(_("how to count"), max_length=400)
    interval_months = models.PositiveSmallIntegerField(_("counted every … months"), default=12)
    unit = models.CharField(_("unit"), max_length=120)
    better = models.CharField(_("better"), max_length=10, choices=[("higher", _("higher")), ("lower", _("lower"))])
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0)
    seats = models.BooleanField(_("says who decides"), default=False)
    also = models.JSONField(_("further figures"), default=list, blank=True)
    asked_when = models.CharField(_("asked when"), max_length=300, null=True, blank=True)  # noqa: DJ001
    prompt = models.CharField(_("nearest question"), max_length=20, null=True, blank=True)  # noqa: DJ001
    watch = models.JSONField(_("watch when"), default=list, blank=True)
    act = models.JSONField(_("act when"), default=list, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_indicator_a_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.what}"


class Trap(FrozenWithVersion):
    """A lesson from elsewhere that fails in this kind."""

    version = models.ForeignKey("swot.TemplateVersion", models.CASCADE, related_name="traps")
    position = models.PositiveSmallIntegerField(_("order"))
    text = models.CharField(_("the tempting advice"), max_length=300)
    why = models.CharField(_("why it fails here"), max_length=400)
    from_kind = models.CharField(_("from the kind"), max_length=10, choices=Kind.choices, null=True, blank=True)  # noqa: DJ001
    from_label = models.CharField(_("from"), max_length=120, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text


SECTION_FIELDS = ("code", "title", "lead", "minutes", "charted")
PROMPT_FIELDS = tuple(
    field.name for field in Prompt._meta.fields if field.name not in {"id", "section", "position", "code"}
)
QUESTION_FIELDS = ("number", "key", "text", "weight", "flag_alone", "find_out")
INDICATOR_FIELDS = tuple(
    field.name for field in Indicator._meta.fields if field.name not in {"id", "version", "position", "code"}
)
TRAP_FIELDS = ("text", "why", "from_kind", "from_label")


def rows_of(version: Any, raw: dict[str, Any]) -> None:
    """Put a version's rows into `raw`, the library format (five queries)."""
    prompts: dict[int, list[dict[str, Any]]] = {}
    for prompt in Prompt.objects.filter(section__version=version):
        fields = {name: getattr(prompt, name) for name in PROMPT_FIELDS}
        prompts.setdefault(prompt.section_id, []).append({"id": prompt.code, **fields})
    raw["sections"] = [
        {**{name: getattr(section, name) for name in SECTION_FIELDS}, "prompts": prompts.get(section.pk, [])}
        for section in version.sections.all()
    ]
    raw["check"]["questions"] = list(version.check_questions.values(*QUESTION_FIELDS))
    raw["indicators"] = [
        {"id": row.code, **{name: getattr(row, name) for name in INDICATOR_FIELDS}} for row in version.indicators.all()
    ]
    raw["traps"] = list(version.traps.values(*TRAP_FIELDS))


def write_rows(version: Any, raw: dict[str, Any], questions: list[dict[str, Any]]) -> None:
    """Replace a draft's rows by those of `raw`, the library format; the caller has refused frozen versions."""
    for related in (version.sections, version.check_questions, version.indicators, version.traps):
        related.all().delete()
    for place, section in enumerate(raw["sections"]):
        row = Section.objects.create(version=version, position=place, **{n: section[n] for n in SECTION_FIELDS})
        Prompt.objects.bulk_create(
            Prompt(section=row, position=at, code=prompt["id"], **{n: prompt[n] for n in PROMPT_FIELDS})
            for at, prompt in enumerate(section["prompts"])
        )
    CheckQuestion.objects.bulk_create(CheckQuestion(version=version, **question) for question in questions)
    Indicator.objects.bulk_create(
        Indicator(version=version, position=at, code=row["id"], **{n: row[n] for n in INDICATOR_FIELDS})
        for at, row in enumerate(raw["indicators"])
    )
    Trap.objects.bulk_create(Trap(version=version, position=at, **trap) for at, trap in enumerate(raw["traps"]))
