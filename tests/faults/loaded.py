"""Everything that a killed, starved or traced process needs, loaded once where it is forked."""

from data.store import migrate, statements  # noqa: F401  # loading them is the purpose
from tests.faults import workloads  # noqa: F401  # as above
