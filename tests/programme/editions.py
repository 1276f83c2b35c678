"""Editions for the tests of what is made of them."""

from django.utils import timezone

from programme.editions import snapshot
from programme.models import Edition, EditionKind


def edition_of(programme, *, content=None, published=True, **values) -> Edition:
    """The next edition of a programme's page, published unless said otherwise."""
    content = content or snapshot.take(programme).content
    last = Edition.objects.of(programme).first()
    return Edition.objects.create(
        programme_key=programme.translation_key,
        number=last.number + 1 if last else 1,
        kind=EditionKind.ADOPTED,
        schema_version=content["schema"],
        content=content,
        digest=snapshot.digest_of(content),
        made_at=timezone.now(),
        published_at=timezone.now() if published else None,
        **values,
    )


def large_content(priorities: int = 5, goals: int = 8, actions: int = 10) -> dict:
    """The content of a large programme, with everything that an action can have, in Finnish."""
    sentence = (
        "Järjestöyhteistyö ja vapaaehtoistoiminta vahvistavat yhdenvertaista hyvinvointia"
        " maakunnan kaikissa kunnissa. "
    )

    def action(number: str, index: int) -> dict:
        return {
            "key": f"a{number}",
            "number": number,
            "texts": {
                "fi": {
                    "title": f"Kohtaamispaikkojen verkosto laajenee {number}",
                    "description": f"<p>{sentence * 4}</p><ul><li>{sentence}</li></ul>",
                    "schedule": "joka syksy",
                    "measures": {"m": {"indicator": "Yhdistyksiä mukana", "unit": "yhdistystä"}},
                }
            },
            "responsible": [{"id": 1, "name": "Maakunnan neuvottelukunta"}],
            "partners": [{"id": 2, "name": "Esimerkkikylien yhdistys ry"}],
            "municipalities": [{"code": "167", "name": {"fi": "Joensuu", "sv": ""}}]
            if index % 3 == 0
            else [],
            "measures": [{"id": "m", "start": "120", "target": "1200.50"}],
            "update_interval": 6,
        }

    def goal(number: str) -> dict:
        return {
            "key": f"g{number}",
            "number": number,
            "texts": {
                "fi": {"title": f"Tavoite {number}", "why": f"<p>{sentence}</p>", "what": ""}
            },
            "actions": [action(f"{number}.{n}", n) for n in range(1, actions + 1)],
        }

    return {
        "schema": 1,
        "key": "p",
        "languages": ["fi"],
        "start_year": 2026,
        "end_year": 2030,
        "texts": {
            "fi": {"title": "Suuri ohjelma", "introduction": sentence, "foreword": sentence * 9}
        },
        "steps": [
            {"title": {"fi": "Maakuntahallitus hyväksyi"}, "organisation": "", "date": "2026-08-31"}
        ],
        "priorities": [
            {
                "key": f"p{p}",
                "number": str(p),
                "texts": {"fi": {"title": f"Painopiste {p}", "introduction": sentence}},
                "goals": [goal(f"{p}.{g}") for g in range(1, goals + 1)],
            }
            for p in range(1, priorities + 1)
        ],
    }


def unsaved(content: dict) -> Edition:
    """An edition that is in no database."""
    moment = timezone.now()
    return Edition(
        number=1,
        kind=EditionKind.ADOPTED,
        content=content,
        digest=snapshot.digest_of(content),
        made_at=moment,
        published_at=moment,
    )
