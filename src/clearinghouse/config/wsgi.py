"""The application that a WSGI server runs."""

import os

from django.core.wsgi import get_wsgi_application

from clearinghouse.config.supervising import SERVER_VARIABLE, end_with

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearinghouse.config.settings")
application = get_wsgi_application()
end_with(int(os.environ.get(SERVER_VARIABLE, "0")))
