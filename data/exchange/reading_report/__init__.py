"""Counts the words of a production report, whatever program wrote it, and says what was counted.

    file ─▶ reading ─▶ apart (a process of its own) ─▶ document_text, page_text, markdown_text
                 └───────────────────────────────────▶ plain_text
                       passages ─▶ sorting ─▶ counting ─▶ Count

A file from anywhere is read by parsers that are not ours: size, nesting, time and memory are
bounded, and a parser that goes astray takes nothing with it. The text itself is never kept.
"""
