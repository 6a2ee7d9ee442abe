"""No test of search is judged by the clock: the first Chinese text loads a dictionary."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
