"""Staff take a programme out as a file and bring it back; nobody else does."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page, Revision

from cms.tables import TableFormat, read, write
from localjane import roles
from programme.drafting import writing
from programme.models import ActionPage, SheetUpload
from programme.sheets import uploads as sheet_uploads
from programme.sheets.columns import COLUMN_NAMES, COLUMNS
from programme.sheets.rows import write_sheet
from tests import factories
from tests.programme.test_sheet import find, rows, sheet_of

pytestmark = [pytest.mark.django_db, pytest.mark.alike]


@pytest.fixture
def groups(local_jane, other_local_jane):
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


@pytest.fixture
def staff(client, programme, groups):
    user = factories.UserFactory()
    user.groups.add(roles.set_up_staff_group())
    client.force_login(user)
    return user


def sheet_url(programme):
    return reverse("programme_sheet", args=[programme.page.pk])


def file_of(sheet, name="ohjelma.xlsx"):
    table_format = TableFormat.of_name(name)
    file = io.BytesIO()
    cells = [[row.get(column, "") for column in COLUMN_NAMES] for row in sheet]
    write(file, table_format, COLUMNS, cells)
    return SimpleUploadedFile(name, file.getvalue(), table_format.content_type)


def send(client, programme, sheet, **kwargs):
    return client.post(sheet_url(programme), {"file": file_of(sheet, **kwargs)})


@pytest.fixture
def changed(programme):
    sheet = sheet_of(programme.page)
    find(sheet, "Koulutuskierros")["Aikataulu"] = "=joka kevät"
    sheet.append({"Taso": "tavoite", "Otsikko": "Uusi tavoite"})
    return [row for row in sheet if row["Otsikko"] != "Tilat käyttöön"]


@pytest.mark.parametrize("name", ["ohjelma.xlsx", "ohjelma.csv"])
def test_a_file_is_shown_first_and_imported_then(client, staff, programme, changed, name):
    before = Revision.objects.count()
    response = send(client, programme, changed, name=name)
    shown = client.get(response.url)
    html = shown.content.decode()
    for words in ("=joka kevät", "Uusi tavoite", "Tilat käyttöön"):
        assert words in html
    assert Revision.objects.count() == before, "nothing has been written yet"

    seen = shown.context["plan"].digest
    response = client.post(response.url, {"import": "import", "seen": seen})

    assert response.url == sheet_url(programme)
    action = writing.latest(ActionPage.objects.get(pk=programme.actions[1].pk))
    assert action.schedule == "=joka kevät"
    assert Page.objects.get(title="Uusi tavoite").owner == staff
    assert Page.objects.filter(title="Tilat käyttöön").exists()
    assert not SheetUpload.objects.exists()


def test_a_programme_that_changed_meanwhile_is_shown_again(client, staff, programme, changed):
    url = send(client, programme, changed).url
    seen = client.get(url).context["plan"].digest
    action = ActionPage.objects.get(pk=programme.actions[0].pk)
    writing.change(action, {"schedule": "aina"}, staff)

    response = client.post(url, {"import": "import", "seen": seen})

    assert response.status_code == 200
    assert response.context["is_outdated"]
    assert "aina" in response.content.decode()
    assert not Page.objects.filter(title="Uusi tavoite").exists()
    client.post(url, {"import": "import", "seen": response.context["plan"].digest})
    assert Page.objects.filter(title="Uusi tavoite").exists()


def test_what_is_wrong_is_listed_and_nothing_is_kept(client, staff, programme, changed):
    changed[-1]["Kuvaus"] = "ei tänne"
    response = send(client, programme, changed)
    [problem] = response.context["problems"]
    assert (problem.line, problem.column) == (len(changed) + 1, "Kuvaus")
    assert "Kuvaus" in response.content.decode()
    nonsense = SimpleUploadedFile("ohjelma.xlsx", b"PK nothing")
    assert client.post(sheet_url(programme), {"file": nonsense}).context["problems"]
    assert client.post(sheet_url(programme), {}).context["form"].errors
    assert not SheetUpload.objects.exists()


def test_a_file_that_changes_nothing_is_not_kept(client, staff, programme):
    assert send(client, programme, sheet_of(programme.page)).url == sheet_url(programme)
    assert not SheetUpload.objects.exists()


def test_a_sent_file_is_found_again_until_it_is_discarded(client, staff, programme, changed):
    url = send(client, programme, changed).url
    assert url in client.get(sheet_url(programme)).content.decode()
    client.post(url, {"discard": "discard"})
    assert url not in client.get(sheet_url(programme)).content.decode()
    assert not Page.objects.filter(title="Uusi tavoite").exists()


def test_a_sent_file_is_its_senders_alone_and_for_a_day(client, staff, programme, changed):
    url = send(client, programme, changed).url
    upload = SheetUpload.objects.get()
    other = factories.UserFactory()
    other.groups.add(roles.set_up_staff_group())
    client.force_login(other)
    assert client.get(url).status_code == 404
    assert client.post(url, {"import": "import", "seen": "x"}).status_code == 404

    client.force_login(staff)
    SheetUpload.objects.update(uploaded_at=timezone.now() - dt.timedelta(days=2))
    assert client.get(url).status_code == 404
    sheet_uploads.forget_old(timezone.now())
    assert not SheetUpload.objects.filter(pk=upload.pk).exists()


@pytest.mark.parametrize("table_format", TableFormat)
def test_the_programme_is_downloaded_and_drafts_are_in_it(client, staff, programme, table_format):
    url = reverse("programme_sheet_file", args=[programme.page.pk])
    response = client.get(url, {"muoto": table_format.value})
    data = b"".join(response.streaming_content)
    assert f"yhteistyossa.{table_format.value}" in response["Content-Disposition"]
    found = read(io.BytesIO(data), COLUMN_NAMES)
    assert "Keskeneräinen tavoite" in {row.cells["Otsikko"] for row in found}
    assert client.get(url, {"muoto": "pdf"}).status_code == 404


@pytest.mark.parametrize("role", ["editors", "publishers", "nobody", "anonymous"])
def test_nobody_but_staff_sees_or_sends_anything(
    client, staff, groups, programme, changed, role, other_local_jane
):
    url = send(client, programme, changed).url
    client.logout()
    if role != "anonymous":
        user = factories.UserFactory()
        if role != "nobody":
            user.groups.add(getattr(groups, role), getattr(roles.groups_of(other_local_jane), role))
        client.force_login(user)
    refused = 302 if role in {"anonymous", "nobody"} else 403
    file_url = reverse("programme_sheet_file", args=[programme.page.pk])
    for address in (url, sheet_url(programme), file_url):
        assert client.get(address).status_code == refused
    assert send(client, programme, changed).status_code == refused
    assert client.post(url, {"import": "import", "seen": "x"}).status_code == refused
    assert SheetUpload.objects.count() == 1
    [hook] = [each for each in hooks.get_hooks("programme_screens") if "sheet" in each.__module__]
    if role not in {"anonymous"}:
        assert list(hook(programme.page, user)) == []


def test_staff_find_the_screen_by_a_button(staff, programme):
    buttons = [
        button
        for hook in hooks.get_hooks("programme_screens")
        for button in hook(programme.page, staff)
    ]
    assert sheet_url(programme) in {button.url for button in buttons}


def test_export_and_import_read_alike(programme, staff):
    file = io.BytesIO()
    write_sheet(programme.page, TableFormat.CSV, file)
    file.seek(0)
    assert [row.cells for row in read(file, COLUMN_NAMES)] == [
        row.cells for row in rows(sheet_of(programme.page))
    ]
