"""What was searched, counted by day, without a trace of who did (docs/search-page.md)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchDay(models.Model):
    """All searches of a day (Helsinki), those whose words nobody may see among them."""

    day = models.DateField(_("day"), unique=True)
    times = models.PositiveIntegerField(_("searches"), default=0)
    without_result = models.PositiveIntegerField(_("found nothing"), default=0)

    class Meta:
        verbose_name = _("day of searches")
        verbose_name_plural = _("days of searches")
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.times}"


class SearchedWords(models.Model):
    """Words that were searched.

    Until five have asked within a week there is only `digest`, made with that week's salt; then
    `words` stands in clear and the digest is emptied. Those still hidden go with their week.
    """

    words = models.CharField(_("words"), max_length=60, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        # Lists say how many there are: "2 words searched".
        verbose_name = _("word searched")
        verbose_name_plural = _("words searched")
        ordering = ["words"]
        constraints = [
            models.UniqueConstraint(
                fields=["words"], condition=~models.Q(words=""), name="search_words_once"
            ),
            models.UniqueConstraint(
                fields=["digest"], condition=~models.Q(digest=""), name="search_digest_once"
            ),
            models.CheckConstraint(
                condition=models.Q(words="") ^ models.Q(digest=""), name="search_clear_or_digest"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class SearchCount(models.Model):
    """How often words were searched on a day, and how often they found nothing."""

    searched = models.ForeignKey(SearchedWords, on_delete=models.CASCADE, related_name="counts")
    day = models.DateField(db_index=True)
    times = models.PositiveIntegerField(default=0)
    without_result = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["searched", "day"], name="search_count_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.times}"


class SearchAsker(models.Model):
    """That one more has asked for hidden words this week. The mark fits these words alone."""

    searched = models.ForeignKey(SearchedWords, on_delete=models.CASCADE, related_name="askers")
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["searched", "mark"], name="search_asker_once")
        ]

    def __str__(self) -> str:
        return str(self.searched_id)


class SearchSalt(models.Model):
    """What a week's digests and marks are made with. Deleted with the week, it takes them along."""

    monday = models.DateField(unique=True)
    salt = models.BinaryField()

    class Meta:
        ordering = ["-monday"]

    def __str__(self) -> str:
        return str(self.monday)
