"""Schedules as others write them: frab and pretalx exports, calendars, and tables of any layout."""
