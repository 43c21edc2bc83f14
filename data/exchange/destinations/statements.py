"""A document as statements for a learning record store (xAPI 1.0.3).

A projection, not the document: one statement for each judgement, one for the grade of the method,
one for the overall grade where it is decided. No name, no ULN, no note and no rationale is in them.
The actor is an account whose name is the assessment's id: whoever may read the store learns no
person from it, and who has the documents finds the person there. The home page of that account is
under `.invalid`, which belongs to nobody and leads nowhere.

Every id follows from the document's id and from what the statement speaks of (a *part*), so that
the statements of a document are the same at every try, and those of a former revision can be voided
without having it at hand.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from typing import Any

from data.exchange.document import WITHDRAWAL_TYPE

Json = dict[str, Any]

METHOD = "method"
"""The part that speaks of the grade of the method; every result has it."""

OVERALL = "overall"
MOST_PARTS = 500

VOIDED = "http://adlnet.gov/expapi/verbs/voided"
_VERBS = "http://adlnet.gov/expapi/verbs/"
_TYPES = "http://adlnet.gov/expapi/activities/"
_URN = "urn:epa-tui:"
_PARTS = f"{_URN}parts"
_HOME = "https://epa-tui.invalid/assessments"
_SPACE = uuid.UUID("0b8f3c52-54d3-5b0c-8b5e-6c1d0a7f4e21")
_PART = re.compile(r"method|overall|descriptor/[A-Za-z][A-Za-z0-9-]{0,31}")


def statement_id(document: str, part: str) -> str:
    """Return the id of the statement in which a document speaks of a part."""
    return str(uuid.uuid5(uuid.UUID(document), part))


def is_withdrawal(document: Json) -> bool:
    """Tell whether a document takes another back."""
    return bool(document["type"] == WITHDRAWAL_TYPE)


def parts_of(document: Json) -> list[str]:
    """Return everything that a result may speak of, the method last.

    A former revision has the same, since method and option do not change: those that it left open
    had no statement, and voiding what is not there does no harm.
    """
    found = [f"descriptor/{each['id']}" for each in document["data"]["descriptors"]]
    return [*found, OVERALL, METHOD]


def parts_told(statement: Json) -> list[str]:
    """Return what a stored result speaks of, as the statement on its method tells.

    Args:
        statement: As the store gave it: anything.
    """
    context = statement.get("context")
    extensions = context.get("extensions") if isinstance(context, dict) else None
    told = extensions.get(_PARTS) if isinstance(extensions, dict) else None
    found = told[:MOST_PARTS] if isinstance(told, list) else []
    sound = [part for part in found if isinstance(part, str) and _PART.fullmatch(part)]
    return [*dict.fromkeys(part for part in sound if part != METHOD), METHOD]


def statements(document: Json, sha256: str) -> list[Json]:
    """Return what a result says; nothing for a withdrawal.

    Args:
        document: The document, valid.
        sha256: Its address.
    """
    if is_withdrawal(document):
        return []
    data = document["data"]
    judged = [each for each in data["descriptors"] if each["met"] is not None]
    method = _activity(
        f"{_standard(data)}:{data['method']['code']}", "assessment", data["method"]["title"]
    )
    made = [_judgement(document, sha256, method, each) for each in judged]
    grade, overall = data["grade"]["grade"], data["overall"]["grade"]
    if overall is not None:
        whole = _activity(_standard(data), "assessment", data["standard"]["title"])
        made.append(_graded(document, sha256, OVERALL, whole, overall))
    last = _graded(document, sha256, METHOD, method, grade)
    last["context"]["extensions"][_PARTS] = parts_of(document)
    return [*made, last]


def voiding(document: Json, sha256: str, parts: Iterable[str]) -> list[Json]:
    """Return what takes the former revision's statements back.

    Args:
        document: The document that supersedes it.
        sha256: Its address.
        parts: What the former revision spoke of.
    """
    former = document["data"]["supersedes"]
    return [
        {
            **_begun(document, f"void/{part}", "voided"),
            "object": {"objectType": "StatementRef", "id": statement_id(former, part)},
            "context": _context(document, sha256),
        }
        for part in parts
    ]


def _judgement(document: Json, sha256: str, method: Json, judged: Json) -> Json:
    part = f"descriptor/{judged['id']}"
    descriptor = _activity(f"{method['id']}:{judged['id']}", "objective", judged["text"])
    made = _outcome(document, sha256, part, descriptor, judged["met"])
    made["context"]["contextActivities"] = {"parent": [_named(method)]}
    return made


def _graded(document: Json, sha256: str, part: str, activity: Json, grade: str | None) -> Json:
    success = None if grade is None else grade != "fail"
    made = _outcome(document, sha256, part, activity, success)
    if grade is not None:
        made["result"]["extensions"] = {f"{_URN}grade": grade}
    return made


def _outcome(document: Json, sha256: str, part: str, activity: Json, success: bool | None) -> Json:
    verb = "completed" if success is None else "passed" if success else "failed"
    result = {"completion": True} if success is None else {"success": success}
    return {
        **_begun(document, part, verb),
        "object": activity,
        "result": result,
        "context": _context(document, sha256),
    }


def _begun(document: Json, part: str, verb: str) -> Json:
    return {
        "id": statement_id(document["id"], part),
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": _HOME, "name": document["data"]["assessment"]},
        },
        "verb": {"id": f"{_VERBS}{verb}", "display": {"en-GB": verb}},
        "timestamp": document["time"],
    }


def _context(document: Json, sha256: str) -> Json:
    data = document["data"]
    return {
        "registration": str(uuid.uuid5(_SPACE, document["subject"])),
        "extensions": {
            f"{_URN}document": document["id"],
            f"{_URN}sha256": sha256,
            f"{_URN}revision": data["revision"],
            f"{_URN}demonstration": data["demonstration"],
        },
    }


def _standard(data: Json) -> str:
    return f"{_URN}standard:{data['standard']['reference']}:{data['standard']['version']}"


def _activity(name: str, kind: str, text: str) -> Json:
    definition = {"type": f"{_TYPES}{kind}", "name": {"en-GB": text}}
    return {"objectType": "Activity", "id": name, "definition": definition}


def _named(activity: Json) -> Json:
    return {"objectType": "Activity", "id": activity["id"]}
