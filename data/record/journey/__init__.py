"""The record of an assessment: from gateway to certificate, around its sittings."""
