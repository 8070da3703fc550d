"""Read Markdown."""
