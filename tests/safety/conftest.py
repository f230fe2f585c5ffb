"""The small company again, with the API and browsers as any of its people, and data folders of each test's own."""

from enishi.testing.fixtures import *  # noqa: F403
from tests.conformance.conftest import api, own_data, web  # noqa: F401
from tests.entry.conftest import client, passwords, sign_in  # noqa: F401
