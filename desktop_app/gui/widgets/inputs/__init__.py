"""Editors of answers, and the row that holds one."""
