"""Whose coming is noticed: who counts as a VIP, and of whom the stage hears when they come in."""

from __future__ import annotations

from data.records import Guest

VIP = "vip"


def is_vip(category: str) -> bool:
    """Is that the category of VIPs, however it is written?"""
    return category.strip().casefold() == VIP


def stage_hears(guest: Guest, *, speaks: bool) -> bool:
    """Does the stage get a line when this guest comes in? Speakers, VIPs, and whoever has a note or a bell of their
    own."""
    return speaks or is_vip(guest.category) or bool(guest.attention) or guest.flag == "yes"
