"""What can be written: one file a format. A new format is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable

from data.writers.csv_table import as_csv
from data.writers.html_page import as_html
from data.writers.markdown import as_markdown
from data.writers.pages import Page, Table
from data.writers.pdf_page import as_pdf

PAGES: dict[str, Callable[[Page], bytes]] = {"md": as_markdown, "html": as_html, "pdf": as_pdf}
"""Formats of a whole paper, by the ending of their file."""
TABLES: dict[str, Callable[[Table], bytes]] = {"csv": as_csv}
"""Formats of one table, by the ending of their file."""
NOT_YET = frozenset({"csv", "xlsx"})
"""Formats of the summary that are known and not written yet."""
