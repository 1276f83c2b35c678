"""Catalogues are complete, hold the placeholders of their msgids, and are compiled."""

import gettext
import io
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import translation
from django.views.i18n import JavaScriptCatalog

from cms import catalogues
from tests.cms.library_strings import finnish_texts, installed_msgids, library_gaps

PLURAL_FORMS = "nplurals=2; plural=(n != 1);"


def write_po(root: Path, language: str, entries: list[polib.POEntry], domain="django") -> Path:
    po = polib.POFile()
    po.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": language,
        "Plural-Forms": PLURAL_FORMS,
    }
    po.extend(entries)
    path = root / language / "LC_MESSAGES" / f"{domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    po.save(str(path))
    return path


@pytest.fixture
def root(tmp_path):
    """A folder like locale/site, with the same two strings in Finnish and Swedish."""
    root = tmp_path / "site"
    for language, hello, pages in [
        ("fi", "Hei %(name)s", ("%(count)s sivu", "%(count)s sivua")),
        ("sv", "Hej %(name)s", ("%(count)s sida", "%(count)s sidor")),
    ]:
        write_po(
            root,
            language,
            [
                polib.POEntry(msgid="Hello %(name)s", msgstr=hello),
                polib.POEntry(
                    msgid="%(count)s page",
                    msgid_plural="%(count)s pages",
                    msgstr_plural={0: pages[0], 1: pages[1]},
                ),
            ],
        )
    return root


def change_entry(root: Path, language: str, msgid: str, **values) -> None:
    path = root / language / "LC_MESSAGES" / "django.po"
    po = polib.pofile(str(path))
    entry = po.find(msgid)
    for name, value in values.items():
        setattr(entry, name, value)
    po.save(str(path))


def messages(root: Path) -> list[tuple[str, str]]:
    return [(problem.msgid, problem.message) for problem in catalogues.problems([root])]


class TestTheProjectsOwnCatalogues:
    def test_are_compiled(self):
        assert catalogues.stale() == []

    def test_hold_no_problem(self):
        assert [str(problem) for problem in catalogues.problems()] == []

    def test_name_no_person_and_no_machine(self):
        for path in catalogues.catalogue_files():
            metadata = polib.pofile(str(path)).metadata
            assert "Last-Translator" not in metadata or "@" not in metadata["Last-Translator"]
            assert metadata["Plural-Forms"].replace(" ", "") == PLURAL_FORMS.replace(" ", "")
            assert metadata["Language"] == path.parents[1].name

    def test_reach_wagtails_admin_and_its_scripts(self, rf):
        with translation.override("fi"):
            assert translation.gettext("Go to the first error") == "Siirry ensimmäiseen virheeseen"
            for package, english in [
                ("wagtail.admin", "Autosave in progress…"),
                ("wagtail_localize", "Applying editor lock"),
            ]:
                view = JavaScriptCatalog.as_view(packages=[package])
                catalogue = view(rf.get("/")).content.decode()
                # The catalogue is JavaScript with letters beyond ASCII escaped.
                assert english.split("…")[0] in catalogue
                assert translation.gettext(english) == english, "it is a string of scripts only"
                assert "Tallennetaan automaattisesti" in catalogue

    def test_leave_no_string_of_the_installed_libraries_without_finnish(self):
        assert sorted(library_gaps()) == []


class TestStale:
    def test_a_compiled_catalogue_is_not_stale(self, root):
        catalogues.compile_all([root])
        assert catalogues.stale([root]) == []

    def test_a_missing_mo_is_named(self, root):
        assert catalogues.stale([root]) == [
            root / language / "LC_MESSAGES" / "django.mo" for language in ("fi", "sv")
        ]

    def test_a_changed_translation_makes_it_stale(self, root):
        catalogues.compile_all([root])
        change_entry(root, "fi", "Hello %(name)s", msgstr="Terve %(name)s")
        assert catalogues.stale([root]) == [root / "fi/LC_MESSAGES/django.mo"]

    def test_a_mo_without_its_po_is_named(self, root):
        catalogues.compile_all([root])
        (root / "sv/LC_MESSAGES/django.po").unlink()
        assert catalogues.stale([root]) == [root / "sv/LC_MESSAGES/django.mo"]


class TestCompile:
    def test_python_reads_what_is_written(self, root):
        catalogues.compile_all([root])
        finnish = gettext.translation("django", str(root), ["fi"])
        assert finnish.gettext("Hello %(name)s") == "Hei %(name)s"
        assert finnish.ngettext("%(count)s page", "%(count)s pages", 2) == "%(count)s sivua"

    def test_only_what_changed_is_written(self, root):
        assert len(catalogues.compile_all([root])) == 2
        assert catalogues.compile_all([root]) == []
        change_entry(root, "fi", "Hello %(name)s", msgstr="Terve %(name)s")
        assert catalogues.compile_all([root]) == [root / "fi/LC_MESSAGES/django.mo"]

    def test_the_same_text_gives_the_same_bytes(self, root, tmp_path):
        path = root / "fi/LC_MESSAGES/django.po"
        elsewhere = tmp_path / "elsewhere.po"
        po = polib.pofile(str(path))
        po.reverse()
        po.save(str(elsewhere))
        assert catalogues.compiled(path) == catalogues.compiled(elsewhere)

    def test_a_fuzzy_translation_is_not_shown(self, root):
        change_entry(root, "fi", "Hello %(name)s", flags=["fuzzy"])
        catalogues.compile_all([root])
        finnish = gettext.translation("django", str(root), ["fi"])
        assert finnish.gettext("Hello %(name)s") == "Hello %(name)s"


class TestProblems:
    def test_complete_catalogues_have_none(self, root):
        assert messages(root) == []

    @pytest.mark.parametrize(
        "msgstr",
        ["Hei", "Hei %(nimi)s", "Hei %(name)s %(name2)s", "Hei %(name)s {name}", "Hei %s"],
    )
    def test_a_placeholder_that_differs_is_named(self, root, msgstr):
        change_entry(root, "fi", "Hello %(name)s", msgstr=msgstr)
        [(msgid, message)] = messages(root)
        assert msgid == "Hello %(name)s"
        assert message.startswith("placeholders differ")

    def test_a_lone_percent_sign_is_named(self, root):
        change_entry(root, "fi", "Hello %(name)s", msgstr="Hei %(name)s, 5 % valmiina")
        assert messages(root) == [("Hello %(name)s", "a lone % beside placeholders (write %%)")]

    def test_a_plural_form_without_its_number_is_named(self, root):
        change_entry(root, "sv", "%(count)s page", msgstr_plural={0: "en sida", 1: "några sidor"})
        assert [msgid for msgid, _message in messages(root)] == ["%(count)s page"] * 2

    def test_a_singular_may_be_as_either_msgid_is(self, tmp_path):
        root = tmp_path / "libraries"
        write_po(
            root,
            "fi",
            [
                polib.POEntry(
                    msgid="one page",
                    msgid_plural="%(count)s pages",
                    msgstr_plural={0: first, 1: "%(count)s sivua"},
                    msgctxt=first,
                )
                for first in ("yksi sivu", "%(count)s sivu")
            ],
        )
        assert messages(root) == []

    @pytest.mark.parametrize("language", ["fi", "sv"])
    def test_a_missing_translation_is_named(self, root, language):
        change_entry(root, language, "Hello %(name)s", msgstr="")
        assert messages(root) == [("Hello %(name)s", "missing translation")]

    def test_a_missing_plural_form_is_named(self, root):
        change_entry(root, "fi", "%(count)s page", msgstr_plural={0: "%(count)s sivu", 1: ""})
        assert messages(root) == [("%(count)s page", "missing translation")]

    def test_a_fuzzy_translation_is_named(self, root):
        change_entry(root, "sv", "Hello %(name)s", flags=["fuzzy"])
        assert messages(root) == [("Hello %(name)s", "fuzzy translation")]

    def test_a_string_that_one_language_lacks_is_named(self, root):
        path = root / "fi/LC_MESSAGES/django.po"
        po = polib.pofile(str(path))
        po.append(polib.POEntry(msgid="Bye", msgstr="Hei hei"))
        po.save(str(path))
        [problem] = catalogues.problems([root])
        assert problem.path == root / "sv/LC_MESSAGES/django.po"
        assert problem.msgid == "Bye"

    def test_another_language_may_have_gaps(self, root):
        write_po(root, "fi_Simple", [polib.POEntry(msgid="Hello %(name)s", msgstr="")])
        assert messages(root) == []

    def test_a_doubled_entry_is_named(self, root):
        path = root / "fi/LC_MESSAGES/django.po"
        with path.open("a", encoding="utf-8") as file:
            file.write('\nmsgid "Hello %(name)s"\nmsgstr "Moi %(name)s"\n')
        assert ("Hello %(name)s", "doubled entry") in messages(root)

    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("50 % discount", []),
            ("100% of %(all)s", ["%(all)s"]),
            ("%d of %s", ["%d", "%s"]),
            ("{} and {name} in {0}", ["{0}", "{name}", "{}"]),
            ("%(size).1f MB, 5 %%", ["%%", "%(size).1f"]),
            ("braces {like this} are text", []),
        ],
    )
    def test_what_counts_as_a_placeholder(self, text, names):
        assert sorted(catalogues.placeholders(text).elements()) == names


class TestCommand:
    @pytest.fixture
    def run(self, root, settings):
        settings.LOCALE_PATHS = [root]

        def run(*arguments):
            out, err = io.StringIO(), io.StringIO()
            try:
                call_command("compile_catalogues", *arguments, stdout=out, stderr=err)
            except CommandError as error:
                return error, out.getvalue(), err.getvalue()
            return None, out.getvalue(), err.getvalue()

        return run

    def test_compiles_without_gettext_and_then_passes_its_check(self, run, monkeypatch):
        monkeypatch.setenv("PATH", "")
        error, out, _err = run()
        assert error is None
        assert out.count("django.mo: written") == 2
        error, out, _err = run("--check")
        assert error is None
        assert "complete and compiled" in out

    def test_check_fails_names_the_stale_file_and_writes_nothing(self, run, root):
        run()
        change_entry(root, "fi", "Hello %(name)s", msgstr="Terve %(name)s")
        before = (root / "fi/LC_MESSAGES/django.mo").read_bytes()
        error, _out, err = run("--check")
        assert error.returncode != 0
        assert "fi/LC_MESSAGES/django.mo: stale" in err
        assert "sv/LC_MESSAGES/django.mo" not in err
        assert (root / "fi/LC_MESSAGES/django.mo").read_bytes() == before

    def test_check_fails_for_a_planted_missing_placeholder(self, run, root):
        change_entry(root, "sv", "Hello %(name)s", msgstr="Hej du")
        run()
        error, _out, err = run("--check")
        assert error is not None
        assert "placeholders differ" in err
        assert "'Hello %(name)s'" in err


def test_the_catalogues_of_all_libraries_are_read():
    texts = {msgid.text for msgid in installed_msgids()}
    # One of Django, Wagtail's core and three of its packages, wagtail-localize, allauth, taggit.
    assert {
        "This field is required.",
        "live revision",
        "Save draft",
        "Choose an image",
        "Snippets",
        "Waiting for translations",
        "Sign In",
        "A comma-separated list of tags.",
    } <= texts
    assert {"Tallenna luonnos", "Siirry ensimmäiseen virheeseen"} <= finnish_texts()
    assert settings.LANGUAGE_CODE == "fi"
