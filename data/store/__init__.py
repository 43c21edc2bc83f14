"""The one door to the disk: every read and every write of assessments, sittings and records."""
