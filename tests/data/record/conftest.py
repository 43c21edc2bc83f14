"""How long the property tests of the record may take: as long as a busy machine needs."""

from hypothesis import settings

settings.register_profile("record", deadline=None)
settings.load_profile("record")
