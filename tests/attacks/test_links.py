"""Links that hold a secret: used twice, too late, with one character changed, or by somebody else."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clearinghouse.accounts.models import Account, AuditEvent, RoleHeld
from clearinghouse.accounts.recovering import confirmation_arguments, reset_arguments
from clearinghouse.notices.deciding import links_for
from clearinghouse.notices.models import ActionLink, MailPreference
from clearinghouse.records.models import Case, Record
from tests import factories
from tests.attacks.world import World, everything, signed_in
from tests.web.people import PASSWORD

pytestmark = pytest.mark.django_db

NEW = {"name": "A. New", "password": PASSWORD}
