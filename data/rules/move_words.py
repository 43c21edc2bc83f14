"""How states and moves of an assessment are told to a person who wanted something else."""

from __future__ import annotations

from typing import NamedTuple

from data.record.journey.machine import (
    ACCEPT,
    ACCEPTED,
    AGAIN_AGREED,
    AGREE_AGAIN,
    ASSESSING,
    AT_GATEWAY,
    BEGIN,
    CERTIFICATED,
    CERTIFY,
    CLAIM,
    CLAIMED,
    CONFIRM,
    CONFIRMED,
    FAIL,
    FAILED,
    GATEWAY_REJECTED,
    GRADE,
    GRADED,
    ON_PROGRAMME,
    PERIOD_OVER,
    PLAN,
    PLANNED,
    REJECT,
    REOPEN,
    RUN_OUT,
    SUBMIT,
    WITHDRAW,
    WITHDRAWN,
)


class Told(NamedTuple):
    """A move in words."""

    never: str
    """That it cannot be made, to begin a sentence; goes on with `now` or `once more`."""
    first: str
    """What to do, after `First`."""


STATES_TOLD = {
    ON_PROGRAMME: "the apprentice is on programme, and gateway was not submitted",
    AT_GATEWAY: "gateway is submitted and not decided",
    GATEWAY_REJECTED: "gateway was rejected",
    ACCEPTED: "gateway was accepted, and no planning meeting was held",
    PLANNED: "the assessment is planned, and no sitting has begun",
    ASSESSING: "sittings have begun, and not every method has its sealed grade",
    GRADED: "every method is graded, and the overall grade is not confirmed",
    CONFIRMED: "the overall grade is confirmed",
    FAILED: "the assessment is failed",
    AGAIN_AGREED: "a re-sit or re-take is agreed and to be sat",
    CLAIMED: "the certificate is claimed",
    CERTIFICATED: "the certificate was received",
    WITHDRAWN: "the assessment was withdrawn",
    PERIOD_OVER: "the EPA period is over",
}
"""Each state as the second half of a sentence."""

MOVES_TOLD = {
    SUBMIT: Told("Gateway cannot be submitted", "submit gateway"),
    ACCEPT: Told("Gateway cannot be accepted", "accept gateway"),
    REJECT: Told("Gateway cannot be rejected", "reject gateway"),
    PLAN: Told("The planning meeting cannot be recorded as held", "hold the planning meeting"),
    BEGIN: Told("No sitting can begin", "begin the sittings"),
    GRADE: Told("No grades can follow", "judge and seal a sitting of every method"),
    REOPEN: Told("No seal can be broken", "reopen the sitting whose grade is wrong"),
    CONFIRM: Told("The overall grade cannot be confirmed", "have the overall grade confirmed"),
    FAIL: Told("The assessment cannot be recorded as failed", "have the fail confirmed"),
    AGREE_AGAIN: Told("A re-sit or re-take cannot be agreed", "agree the re-sit or re-take"),
    CLAIM: Told("The certificate cannot be claimed", "claim the certificate"),
    CERTIFY: Told("The certificate cannot be recorded", "record the certificate"),
    WITHDRAW: Told("The assessment cannot be withdrawn", "withdraw the assessment"),
    RUN_OUT: Told("The EPA period cannot be ended", "end the EPA period"),
}
"""Each move in words."""

ENDS = {
    CERTIFICATED: "The assessment has ended with it: nothing follows.",
    WITHDRAWN: "Nothing follows; if it was a mistake, take the withdrawal back with undo.",
    PERIOD_OVER: "The entire EPA must be taken again; under exceptional circumstances agree a "
    "re-sit or re-take.",
}
"""What to say more where nothing leads on."""
