"""What can be written: one file a format. A new format is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable

from data.writers.csv_table import as_csv, as_csv_page
from data.writers.html_page import as_html
from data.writers.json_text import as_json_table
from data.writers.markdown import as_markdown
from data.writers.pages import Page, Table
from data.writers.pdf_page import as_pdf
from data.writers.workbook import as_xlsx, as_xlsx_page

PAPERS: dict[str, Callable[[Page], bytes]] = {"md": as_markdown, "html": as_html, "pdf": as_pdf}
"""Formats of a whole paper that are read or printed, by the ending of their file."""
PAGES: dict[str, Callable[[Page], bytes]] = {**PAPERS, "csv": as_csv_page, "xlsx": as_xlsx_page}
"""All formats of a whole paper."""
TABLES: dict[str, Callable[[Table], bytes]] = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json_table}
"""Formats of one table, by the ending of their file."""
