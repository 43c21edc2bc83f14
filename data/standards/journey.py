"""What a standard says of the way around the sittings: from gateway to certificate.

Kept in a file beside the standard's own, whose digest every sitting keeps: these figures and lists
can be corrected without touching what a sitting was begun under.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from data.standards.model import Code, Standard, Text

Name = Annotated[str, Field(min_length=1, max_length=30)]
"""What the record calls something: short, and never changed once it was used."""
_Days = Annotated[int, Field(ge=0, le=3660)]


class _Model(BaseModel):
    """A strict, frozen value: unknown keys are refused and types are not guessed."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)


class Demand(_Model):
    """One line of a list: what is asked for."""

    name: Name
    text: Text


Demands = Annotated[tuple[Demand, ...], Field(max_length=40)]


class GatewayCheck(Demand):
    """One check of the gateway: yes is the good answer to each."""

    asks: Annotated[str, Field(max_length=80)] = ""
    """What has to be said with a yes; empty where nothing has to."""
    by: Literal["", "months", "pieces", "adjustments"] = ""
    """What the record already knows of it: the months on programme, which answer it; the pieces of
    the portfolio or the adjustments, which are told beside it."""
    typically: bool = False
    """Whether gateway may be accepted without it, for a reason."""


Headings = Annotated[tuple[Name, ...], Field(max_length=40)]
"""Beginnings or whole texts of headings; capital letters make no difference."""


class GatewayRules(_Model):
    """What must be there at gateway (specification, "Pre-Gateway Checks")."""

    programme_months: Annotated[int, Field(ge=0, le=120)] = 0
    """Months on programme, at least."""
    window_days: _Days = 0
    """Calendar days in which gateway is decided."""
    checks: Annotated[tuple[GatewayCheck, ...], Field(max_length=40)] = ()


class PlanningRules(_Model):
    """How the planning meeting is held (specification, "Assessment Booking")."""

    meeting_minutes: Annotated[int, Field(ge=0, le=1440)] = 0
    agenda: Demands = ()
    missed: Text | None = None
    """What it means that somebody does not come."""


class ProjectRules(_Model):
    """What the project and its report must be (specification, "Assessment Method 1")."""

    method: Code | None = None
    """The method that it belongs to; None where there is no project."""
    hours: Annotated[int, Field(ge=0, le=10000)] = 0
    """Hours that are typically spent on it."""
    weeks: Annotated[int, Field(ge=0, le=520)] = 0
    """Weeks in which it is done and submitted."""
    words: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    """Words of the report's summary, appendices left out."""
    words_per_mille: Annotated[int, Field(ge=0, le=1000)] = 0
    """By how many thousandths the number of words may differ."""
    genres: Annotated[tuple[Text, ...], Field(max_length=40)] = ()
    """Examples of genres, as the plan names them."""
    outputs: Demands = ()
    presentation: Demands = ()
    declarations: Demands = ()
    appendix_headings: Headings = ()
    """How the heading begins at which the report's summary ends."""
    other_headings: Headings = ()
    """What the heading of a section says that is not counted, up to the next of its level."""
    contents_headings: Headings = ()
    """What stands above a table of contents, which is not counted."""


class PortfolioRules(_Model):
    """What the portfolio must be (specification, "Portfolio of Evidence Guidance")."""

    method: Code | None = None
    """The method that it underpins; None where there is no portfolio."""
    pieces: Annotated[int, Field(ge=0, le=200)] = 0
    kinds: Demands = ()
    """What a piece may be."""


class ResultRules(_Model):
    """What is due after the grade (specification, "Results and Certifications")."""

    replacement_days: _Days = 0
    """Working days in which a replacement certificate is asked for."""


class AgainRules(_Model):
    """What is given before a second attempt (specification, "Re-sits and Re-takes")."""

    rework_weeks: Annotated[int, Field(ge=0, le=520)] = 0


class ConductRules(_Model):
    """What counts for conduct. The specification has no figure and no list: they are convention."""

    appeal_days: Annotated[int, Field(ge=1, le=3660)] | None = None
    """Working days after the result in which an appeal can be lodged; None where none is set."""
    no_shows: Annotated[int, Field(ge=1, le=20)] = 2
    """From how many no-shows on the organisation decides how it goes on."""
    withdrawals: Demands = (
        Demand(name="programme", text="The apprentice left the programme"),
        Demand(name="employer", text="The apprentice left the employer"),
        Demand(name="standard", text="The apprentice moved to another standard"),
        Demand(name="mistake", text="The assessment was entered by mistake"),
        Demand(name="other", text="Another reason, in words"),
    )
    """Why an assessment is withdrawn."""


class PaperRules(_Model):
    """What papers say in the words of the specification ("Results and Certifications")."""

    results: Text | None = None
    """When results are published."""
    claim: Text | None = None
    """What becomes of the certificate."""
    again: tuple[Text, ...] = ()
    """What whoever failed a method is told; the standard's own rule of re-sits comes after it."""
    appeals: Text | None = None
    """Where to find how to appeal."""


class Journey(_Model):
    """The way around the sittings of one standard."""

    format: Literal[1] = 1
    reference: str
    version: str
    gateway: GatewayRules = GatewayRules()
    planning: PlanningRules = PlanningRules()
    project: ProjectRules = ProjectRules()
    portfolio: PortfolioRules = PortfolioRules()
    results: ResultRules = ResultRules()
    again: AgainRules = AgainRules()
    conduct: ConductRules = ConductRules()
    papers: PaperRules = PaperRules()


def from_standard(standard: Standard) -> Journey:
    """Return what a standard's own file says of the way, where there is no file of the journey."""
    underpinned = next((m for m in standard.methods if m.portfolio_pieces), None)
    checks = tuple(
        GatewayCheck(name=f"demand-{number}", text=text)
        for number, text in enumerate(standard.gateway, start=1)
    )
    return Journey(
        reference=standard.reference,
        version=standard.version,
        gateway=GatewayRules(checks=checks),
        portfolio=PortfolioRules(
            method=underpinned.code if underpinned else None,
            pieces=underpinned.portfolio_pieces if underpinned else 0,
        ),
        again=AgainRules(rework_weeks=standard.resit.rework_weeks),
    )
