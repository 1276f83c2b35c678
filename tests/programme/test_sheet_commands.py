"""A programme goes out and comes in by command; what is wrong ends it with a word why."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return factories.UserFactory(is_superuser=True, email="paa@example.org")


def run(name, *args, **options):
    call_command(name, *map(str, args), **options)


@pytest.mark.parametrize("name", ["ohjelma.xlsx", "ohjelma.csv"])
def test_out_and_in_again_changes_nothing(programme, admin, tmp_path, capsys, name):
    file = tmp_path / name
    run("export_programme", "yhteistyossa", file)
    before = Revision.objects.count()
    run("import_programme", file, programme=str(programme.page.pk), user=admin.email)
    assert "changes nothing" in capsys.readouterr().out
    assert Revision.objects.count() == before
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_dry_run_says_what_the_import_then_does(programme, admin, tmp_path, capsys):
    file = tmp_path / "ohjelma.csv"
    run("export_programme", programme.page.pk, file)
    text = file.read_text("utf-8-sig").replace("joka syksy", "joka kevät")
    file.write_text(f"{text}tavoite;;;Uusi\r\n", "utf-8")

    options = {"programme": "yhteistyossa", "user": "PAA@example.org"}
    run("import_programme", file, **options, dry_run=True)
    said = capsys.readouterr().out
    assert "joka kevät" in said
    assert "Uusi" in said
    assert not Page.objects.filter(title="Uusi").exists()

    run("import_programme", file, **options)
    assert Page.objects.filter(title="Uusi", live=False).exists()


def test_what_is_wrong_is_said_and_nothing_is_imported(programme, admin, tmp_path):
    file = tmp_path / "ohjelma.csv"
    run("export_programme", "yhteistyossa", file)
    text = file.read_text("utf-8-sig")
    file.write_text(f"{text}tavoite;;;Uusi\r\nmikä;;;Väärä\r\n", "utf-8")
    options = {"programme": "yhteistyossa", "user": admin.email}
    with pytest.raises(CommandError, match="Taso"):
        run("import_programme", file, **options)
    assert not Page.objects.filter(title="Uusi").exists()

    with pytest.raises(CommandError, match="puuttuva"):
        run("import_programme", tmp_path / "puuttuva.csv", **options)
    with pytest.raises(CommandError, match="yhteistyossa"):
        run("export_programme", "olematon", file)
    with pytest.raises(CommandError, match=r"\.xlsx"):
        run("export_programme", "yhteistyossa", tmp_path / "ohjelma.pdf")
    with pytest.raises(CommandError, match="nobody@"):
        run("import_programme", file, programme="yhteistyossa", user="nobody@example.org")
