"""Where papers are offered to be written: beside the last one, else among the user's documents."""

from __future__ import annotations

from pathlib import Path

_CLOUDS = ("onedrive", "icloud", "dropbox", "google drive", "mobile documents", "cloudstorage")
"""How folders that are copied to somebody's servers are named."""
_APPLE = "Library/Mobile Documents/com~apple~CloudDocs/Documents"
"""Is there, in the home folder, where macOS keeps the documents in iCloud."""


class PaperPlace:
    """The folder that is offered; it remembers the last one for as long as the program runs."""

    last: Path | None = None
    """Where the last paper was written."""

    def offered(self) -> Path:
        """Return the folder to offer: it is there, and by its name no cloud keeps it."""
        if self.last is not None and self.last.is_dir():
            return self.last
        from platformdirs import user_documents_path

        return safe_documents(user_documents_path(), Path.home())


def safe_documents(documents: Path, home: Path) -> Path:
    """Return the folder of documents, or the home folder where that is not there or in a cloud.

    Papers name people: nobody may send them to a cloud by merely pressing Enter.

    Args:
        documents: As the platform names it.
        home: Of the user.
    """
    try:
        real = documents.resolve()
        clouded = (home / _APPLE).exists() or any(
            cloud in part.casefold() for part in real.parts for cloud in _CLOUDS
        )
        return home if clouded or not real.is_dir() else documents
    except (OSError, RuntimeError):
        return home
