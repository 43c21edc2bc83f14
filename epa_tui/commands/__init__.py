"""What the command line does without a screen: one module per command.

A module is imported only when its command is called, so the sentences of all are here.
"""

COMMANDS = {
    "demo": ("demo", "look around with invented apprentices"),
    "list": ("assessments", "list assessments and their sittings"),
    "export": ("export", "write the results of sealed sittings"),
    "record": ("record", "show the whole record of a sitting"),
    "standard": ("standard", "list, show and check standards"),
    "keys": ("keys", "list every key"),
}
"""The module and the sentence of each command, in the order of the help."""
