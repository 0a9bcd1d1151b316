"""Rendering: outcomes and months into text; nothing here touches files."""
