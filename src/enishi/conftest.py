"""What all tests share: the small world of `enishi.testing`, and tables that can be emptied despite their guards."""

from enishi.testing.fixtures import *  # noqa: F403
