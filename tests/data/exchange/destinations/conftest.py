"""The object store that documents are sent to."""

from __future__ import annotations

from tests.servers.moto import inbox as inbox
from tests.servers.moto import shared_store as shared_store
