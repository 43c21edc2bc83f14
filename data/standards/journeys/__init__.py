"""The files of the journeys that come with the application."""
