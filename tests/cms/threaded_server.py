"""A threaded web server over a database that a test names, in a process of its own.

    python -m tests.cms.threaded_server

Reads a JSON object from standard input: `database` (entries for DATABASES["default"]) and `urls`
(the ROOT_URLCONF). Writes its port on a line of its own and serves until it is ended.
"""

import json
import os
import sys

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler


def main() -> None:
    wanted = json.load(sys.stdin)
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    from cms.settings import test

    test.DATABASES["default"].update(wanted["database"])
    test.ROOT_URLCONF = wanted["urls"]
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(application)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
