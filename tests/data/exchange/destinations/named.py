"""Parcels whose documents hold names, to see that none gets into a sentence."""

from __future__ import annotations

import json

from data.exchange.canonical import address
from data.exchange.parcel import Parcel
from data.exchange.signature import sign
from tests.data.exchange.building import LAPTOP, SITTING_ID


def parcel(number: int = 1, padding: int = 0) -> Parcel:
    """Return a small document with names in it; each number gives another."""
    data = {
        "apprentice": {"uln": "1000159800", "family_name": "Example", "given_names": "Testa"},
        "assessor": {"name": "Assa Sample"},
        "employer": "Made-up Pictures",
        "number": number,
        "padding": "x" * padding,
    }
    return parcel_of(json.dumps({"data": data}).encode())


def parcel_of(body: bytes, document: str = "34bab44b-51d5-586f-9940-b71419adbb42") -> Parcel:
    """Return a document's bytes as they leave."""
    return Parcel(document, SITTING_ID, 1, None, address(body), body, sign(body, LAPTOP))
