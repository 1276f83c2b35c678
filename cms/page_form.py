"""The form of every page: it asks whether its editor may point at what the page points at.

Pictures, documents and pages are pointed at from fields, blocks, rich text and inline children. All
of these are found the way Wagtail's own reference index finds them. Who may point at what is no
matter of this app: the hook `references_out_of_reach` takes the user and a set of
(content type's id, id as text) and gives those that she may not.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import ReferenceIndex

NOT_OPEN = _("This points at a page, picture or document that is not open to you. Choose another.")


class BasePageForm(WagtailAdminPageForm):
    """Refuses what is out of its user's reach, unless the page points at it already.

    It does so for a saved page, a draft that saves itself and a preview alike.
    """

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.for_user is None or self.for_user.is_superuser:
            return
        found = list(self._references())
        refused = self._out_of_reach({reference for reference, _field in found})
        for name in dict.fromkeys(field for reference, field in found if reference in refused):
            self.add_error(name if name in self.fields else None, NOT_OPEN)

    def _references(self) -> Iterator[tuple[tuple[int, str], str]]:
        """What the page would point at: (content type's id, id) and the field's name."""
        for content_type, pk, path, _content in references_of(self.instance):
            yield (content_type, pk), path.partition(".")[0]
        for name, formset in self.formsets.items():
            # Its forms hand their values on when they are checked.
            formset.is_valid()
            for form in formset.forms:
                for content_type, pk, _path, _content in references_of(form.instance):
                    yield (content_type, pk), name

    def _out_of_reach(self, references: set) -> set:
        refused: set = set()
        for hook in hooks.get_hooks("references_out_of_reach"):
            refused |= hook(self.for_user, references)
        if refused and self.instance.pk:
            stored = type(self.instance)._base_manager.get(pk=self.instance.pk)
            for page in (stored, stored.get_latest_revision_as_object()):
                refused -= {(row[0], row[1]) for row in references_of(page)}
        return refused


def references_of(instance) -> Iterator[tuple[int, str, str, str]]:
    """(content type's id, id as text, path of the field, path in its content) of each reference."""
    # It has no public name; tests/localjane/test_reach_forms.py would notice if it went.
    return ReferenceIndex._extract_references_from_object(instance)
