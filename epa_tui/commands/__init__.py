"""What the command line does without a screen: one module per command.

A module is imported only when its command is called, so the sentences of all are here.
"""

COMMANDS = {
    "demo": ("demo", "look around with invented apprentices"),
    "serve": ("serve", "open the application in a browser tab of this computer"),
    "practice": ("practice", "learn the keys of the live screen in two minutes"),
    "list": ("assessments", "list assessments and their sittings"),
    "show": ("show", "tell where an assessment or a sitting stands"),
    "note": ("note", "write, tag or set aside a note of a sitting"),
    "judge": ("judge", "judge descriptors: met or not met"),
    "feedback": ("feedback", "write feedback for the apprentice"),
    "seal": ("seal", "sign a sitting off with the grade that follows"),
    "reopen": ("reopen", "break a seal, for a reason"),
    "record": ("record", "show the whole record of a sitting"),
    "journey": ("journey", "tell where an assessment stands, from gateway to certificate"),
    "gateway": ("gateway", "submit, check, accept or reject a gateway"),
    "adjusting": ("adjusting", "adjustments and special considerations: asked for, decided"),
    "planning": ("planning", "plan the assessment: the meeting, and the days of the sittings"),
    "portfolio": ("portfolio", "list the pieces of a portfolio, and what they leave open"),
    "calendar": ("calendar", "write sittings and meetings as a calendar file"),
    "project": ("project", "the project: agreed, submitted, its report counted and checked"),
    "conduct": ("conduct", "interests, suspicions, complaints, appeals, withdrawal"),
    "paper": ("paper", "write feedback or a form as PDF, HTML or Markdown"),
    "bundle": ("bundle", "put everything about an assessment together for an appeal"),
    "export": ("export", "write the results of sealed sittings"),
    "sync": ("sync", "send results to where they go"),
    "destinations": ("destinations", "where results go, and the secrets for it"),
    "withdraw": ("withdraw", "take the result of a sitting back, for a reason"),
    "handover": ("handover", "give a sitting to another laptop as a sealed file"),
    "take": ("take", "go on with a sitting that another laptop gave"),
    "schema": ("schema", "print the JSON Schema of results"),
    "import": ("bookings", "take in apprentices and bookings from a table or JSON"),
    "collect": ("collect", "take results of many devices into an organisation's record"),
    "report": ("report", "count a cohort in an organisation's record"),
    "backup": ("backup", "back the store up, and check the copy"),
    "restore": ("restore", "put a backup in the place of the store"),
    "doctor": ("doctor", "check everything that keeps the records safe"),
    "verify": ("verify", "show that no record and no result was changed"),
    "encryption": ("encryption", "how the store's key is kept"),
    "erase": ("erase", "make an apprentice unreadable after the retention period"),
    "standard": ("standard", "list, show and check standards"),
    "bank": ("bank", "list, show and check question banks"),
    "scripts": ("scripts", "list what is read out, and write it for editing"),
    "keys": ("keys", "list every key, and check those of the settings"),
    "completion": ("completion", "print what completes commands in a shell"),
    "commands": ("reference", "describe every command with its options"),
}
"""The module and the sentence of each command, in the order of the help."""

HEADINGS = {
    "demo": "sittings",
    "journey": "around the sittings",
    "export": "results",
    "import": "the organisation",
    "backup": "the store",
    "standard": "more",
}
"""The heading that stands in the help before a command; it holds for those that follow."""
