import pytest
from django.test import Client
@pytest.mark.django_db
def test_x(site):
    import traceback
    from django.contrib.sessions.backends import base
    orig=base.SessionBase._get_session
    r=Client().get("/"); print(r.headers); 
    r=Client().get("/"); print(r.headers); print(r.content.decode()[-1800:])
