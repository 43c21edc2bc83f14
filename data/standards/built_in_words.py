"""The words that are read out where neither the user nor the standard has any, and the lists.

They speak of the procedure only: what is assessed is in the standard's file, and nowhere else.
"""

from __future__ import annotations

PREAMBLE = (
    "Good morning. I am {assessor}, your independent assessor. This is {method}, a part of your "
    "end-point assessment for {standard}.",
    "The session is recorded. It has these parts: {phases}.",
    "I ask at least {questions} main questions. You may take your time, and ask me to say a "
    "question again.",
    "You may use your notes, slides and work as the assessment plan allows.",
    "I cannot tell you during or after the session how you are doing. You get the result within "
    "{days} working days.",
    "Is there anything you would like to ask before we begin?",
)
"""The preamble, where the standard has none."""

LINE_DROPS = (
    "If the line drops, stay where you are: I call you again. The clock stands meanwhile, and you "
    "lose no time."
)
"""What a preamble says about the line. It goes in front of the last paragraph of the standard."""

CLOSING = (
    "That is the end of this part of your assessment. Thank you for your time and your answers.",
    "I cannot say anything about the outcome today. The result follows within {days} working days.",
    "If you do not agree with it you can appeal; your employer or your provider knows how.",
)
"""The closing, where the standard has none."""

NO_SHOW = (
    "This is {assessor}, the independent assessor of {apprentice}. I am waiting in the call for "
    "{method}, which is booked for today.",
    "Please join the call now, or ring me if something keeps you. I wait until {wait} minutes "
    "after the booked time.",
    "If I hear nothing by then I have to record that you did not come. Your employer or your "
    "provider then hears from us about another date.",
)
"""What is said on the telephone, or to a mailbox, while the apprentice is waited for."""

ROOM = (
    ("document", "A document with a photo is held up to the camera."),
    ("name", "Its name is that of the booking: {apprentice}."),
    ("alone", "Nobody else is in the room."),
    ("room shown", "The camera was turned around the room once."),
    ("desk clear", "The desk is clear but for what the plan allows."),
    ("devices away", "Telephones and other devices are out of reach."),
    ("notes and slides", "Notes and slides were looked at: they are what the plan allows."),
)
"""The room checklist: what the record calls each line, and what the assessor looks at."""

INCIDENTS = (
    "their line dropped",
    "our line dropped",
    "noise that disturbed",
    "somebody came in",
    "apprentice unwell",
    "document or device seen",
    "fire alarm",
    "recording stopped",
    "suspicion of malpractice",
)
"""What disturbs a sitting most often."""
