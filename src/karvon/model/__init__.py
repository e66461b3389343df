"""Frozen value types and vocabulary tables that every room shares."""
