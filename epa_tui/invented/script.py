"""What is asked, answered and written in the demonstration, as it is typed on the note line.

Every production, place and person in here is made up. A line is a minute of the phase and the
words; the codes are those of the standard that `cast` names.
"""

from __future__ import annotations

Line = tuple[float, str]
Aimed = tuple[str, tuple[str, ...]]

REPORT = {"P1": True, "P2": True, "P4": False, "P6": True, "P7": True}
"""What the written report of the project evidences already."""

PROJECT_PLAN: tuple[Aimed, ...] = (
    ("Take me through one week in which your two shoots overlapped.", ("P1",)),
    ("Which document did the crew rely on most, and how did you keep it current?", ("P2",)),
    ("What would have happened if the mill had fallen through?", ("P3", "D3")),
    ("Take me through the largest variance in your budget.", ("P4", "D2")),
    ("How did you settle the file format with post-production?", ("P5", "D3")),
    ("How did you choose between the quotes for the camera hire?", ("P6",)),
    ("Who read your progress report, and what changed because of it?", ("P7", "D1")),
)

PRESENTATION: tuple[Line, ...] = (
    (2, "three stages on one slide, own tasks named in each #p1 #k19"),
    (6, "schedule slide: kit and people by day #p2+ #s1"),
    (11, "risk: mill roof, second location held in reserve #p3 #s10"),
    (16, "lessons learnt: begin clearances sooner #p1 @r12"),
)

QUESTIONING: tuple[Line, ...] = (
    (0.5, "?1"),
    (2, "drew the overlap week from memory, aims of both named #p1+ #k1"),
    (6, "?2"),
    (8, "call sheet kept live, version in the file name #p2 #k2"),
    (11, "?3"),
    (13, "roof closed: two days moved inside, producer told within the hour #p3+ #s10"),
    (16, "?4"),
    (22, "?5"),
    (24, "asked post first: small proxies for the edit, full-size masters #p5+ #k34 #s24"),
    (28, "?6"),
    (30, "three quotes, took the middle one for its insurance #p6+ #s7"),
    (34, "?7"),
    (36, "coded spend each week, told the line producer of the drift #p7+ #s5"),
)

STRONG: tuple[Line, ...] = (
    (18, "generator over by 300, found it in catering before it was due #p4+ #k5"),
    (19.5, "saved a hire day; no other saving worked out #d2- #k12"),
    (26, "tested two cards before the shoot because of a loss last year #d3+ #k28"),
    (37.5, "what the edit gained from the log, and what it cost the floor #d1+ #k26"),
    (39, "asked for a glass of water"),
)

WEAK: tuple[Line, ...] = (
    (17.5, "could not say what the generator had cost #p4-"),
    (20, '"the accountant has all of that" #p4- #k5-'),
    (26.5, "knew the card sizes, not why they were chosen #d3-"),
    (38, "named the edit as next stage, nothing on what it needed #d1-"),
)

LOOSE: tuple[Line, ...] = (
    (5, "spoke fast here, slowed down after a while"),
    (18, "generator over by 300, found it in catering #p4 #k5"),
    (20, "come back to who signs the purchase order"),
    (31.5, "! picture froze for ten seconds, sound stayed"),
    (38, "thanked the invented crew by their first names"),
)

_PORTFOLIO: tuple[Aimed, ...] = (
    ("Travel pack for the harbour shoot", ("K3", "S8", "S17")),
    ("Six-week schedule of two productions", ("K10", "S28")),
    ("Risk assessment of a night exterior", ("K13", "S11")),
    ("Tracker of licences and permits", ("K14", "S9")),
    ("E-mails with three departments", ("K20", "K21", "S4", "S18", "S19")),
    ("Notes of a rough-cut review", ("K22", "S21", "B4")),
    ("Photographs of the priorities board", ("K23", "K24", "S26")),
    ("Change log of the second block", ("K27", "S22", "B5")),
    ("Development record", ("K41", "K42", "S37", "S38", "B6")),
    ("Planner for two productions", ("S20", "S35", "B2")),
    ("Incident log of studio 2", ("S23", "S36")),
    ("Delivery list with the producer's initials", ("S25",)),
    ("Proposal for shared drives", ("B1",)),
)

PORTFOLIO_1: tuple[Aimed, ...] = (
    *_PORTFOLIO,
    (
        "Clearance file of the newsreel",
        ("K15", "K16", "K17", "K18", "K29", "K43", "S12", "S13", "S14", "S15", "S16"),
    ),
    ("Script versions and press pack", ("K35", "K36", "K37", "K38", "S29", "S30", "S33")),
)

PORTFOLIO_2: tuple[Aimed, ...] = (
    *_PORTFOLIO,
    ("Turnover and ingest plan", ("K30", "K32", "K33", "K39")),
    ("Delivery calendar of parallel shows", ("K31", "S27", "S31", "S32", "S34")),
)

DISCUSSION_PLAN_2: tuple[Aimed, ...] = (
    ("Show me how a shot travelled from the set to the delivered master.", ("O1", "O3", "O4")),
    ("Which two shows competed for the same suite, and what did you do?", ("O10", "P10")),
    ("Tell me about a delivery date that you moved.", ("O9", "P5")),
)

DISCUSSION: tuple[Line, ...] = (
    (0.5, "? Tell me about a day on which the travel plan fell apart. #p1"),
    (2.5, "ferry cancelled 05:40, 14 crew by road, told art department first #s8 #p1 @1"),
    (4.5, "carnet list checked against the kit twice #k3 #p1+"),
    (7, '"I would rather wake people early than lose the light" #d2'),
    (9, "? How did you set priorities between the two productions that week? #p7 #p10"),
    (11, "board in three colours, shared each morning #p7 #k24 @7"),
    (13.5, "gave the call sheet to the runner, checked it all the same #s20"),
    (16, "moved the studio day to free the edit, producer agreed in writing #s35 #p10+ @10"),
    (17, "?? What did that cost your colleagues? #d3"),
    (18.5, "two late evenings, gave the time back a week later #d3?"),
    (20, "? How did you keep the set safe that night? #p3 #p11"),
    (22, "walked it at dusk with the grip, cable run moved #s11 #p3+ @3"),
    (25, "near miss logged within the hour, taken to the line producer #s36 #p11+"),
    (28, "? Which permission took longest, and what did you do meanwhile? #o7"),
    (30, "made-up council: four weeks, asked for a provisional hold #k43 #o7"),
    (33, "second street agreed in case it failed #od1"),
    (36, "? How did you clear the music of the opening? #o1 #o8"),
    (38, "asked for two rights separately, kept both letters #k15 #s14 #o8"),
    (41, "budget line raised by the library fee, told accounts #s13 #o1+"),
    (44, "? How did you run the review of the rough cut? #p6"),
    (46, "round table, quietest first, actions read back #s21 #p6+ @6"),
    (48.5, "one disagreement on tone, left it with the director #k22"),
)

DISCUSSION_REST: tuple[Line, ...] = (
    (51, "? How did the audience shape the schedule? #p2 #o3"),
    (53, "slot first, then the shoot order; weekend premium kept out #k10 #s28 #p2+ @2"),
    (56, "weather cover and cast hours decide, in that order #k35 #o3+"),
    (59, "? Which rules bound the production, and who watched them? #p4"),
    (61, "owner and date for each permit, carbon form each month #k14 #s9 #p4+ @4"),
    (64, "? Tell me about a disagreement with another department. #p5 #d1"),
    (66, "costume against camera over a reshoot; wrote the facts down first #s19 #k21 #p5+ @5"),
    (69, "compared call, e-mail and corridor: the call saved two days #k20 #d1+"),
    (72, "? What changed after the workflow was agreed? #p8"),
    (74, "proxies changed late, new steps agreed the same day #s22 #p8+ @8"),
    (77, "? How do you find out what to learn next? #p9"),
    (79, "record kept monthly, two networks, one criticism asked for a week #s37 #k41 #p9+ @9"),
    (82, "? How did you make sure that the master was right? #p12"),
    (84, "sat through the quality report with the supervisor, two levels fixed #s25 #p12+ @12"),
    (86, "? What does the production do differently because of you? #p13 #o9"),
    (88, "shared drives taken up, an hour saved a day #b1 #p13+ @13"),
    (91, "one template for releases halved the chasing #s33 #o9+"),
    (93, "? How did scripts reach the floor? #o4 #o5"),
    (95, "numbered versions, coloured pages, one owner #k36 #s30 #o4+ @15"),
    (98, "gallery, floor and sound from call to wrap, without a pause #k37 #o5+"),
    (101, "? How did the series find more viewers? #o6"),
    (103, "stills and clips cut for three platforms #s29 #k38 #o6+"),
    (106, "? When did you need a specialist on rights? #o2"),
    (108, "newsreel of 1931: asked the archive's lawyer before the edit #k18 #k29 #o2+"),
    (110.5, "permit before deposit: what one week's delay would have cost #k43 #o7+ #od1+"),
    (112.5, "defended the road plan against cheaper flights #s17 #d2+"),
    (114.5, "told both teams which evenings were at risk, counted them after #s35 #d3+"),
    (116, "what went on the board, and who read it #k23 #p7+"),
    (117.5, "letters filed under the clip's number #s16 #o8+"),
)

NOBODY = "Call open for ten minutes, nobody there; rang Specimen Studios"
NO_SHOW = "Nobody joined within thirty minutes; the invented employer was told."

PASS_REASONS = {"D2": "One saving was described and no further one suggested or weighed."}
FAIL_REASONS = {
    "P4": "No outline of a budget was given, nor what anything did to schedule and cost.",
    "D1": "The next stage was named, and nothing about the effect on it.",
    "D2": "There was no budget to suggest savings in.",
    "D3": "The choice of cards was not explained.",
}
"""Why a descriptor is not met, by its code."""

PASS_FEEDBACK = "Sound from start to end. For more, weigh two savings against each other."  # noqa: S105 - a grade
FAIL_FEEDBACK = "Rework the budget of the project and be ready to talk through every line of it."
DISTINCTION_FEEDBACK = "Each answer came with what was tried first, and with what it cost."
DECLARATION = "Demonstration: nobody was assessed."
