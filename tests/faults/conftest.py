"""Stores of these tests open at once: their passphrases are as cheap as those of the commands."""

from __future__ import annotations

from tests.epa_tui.conftest import cheap_passphrases as cheap_passphrases
