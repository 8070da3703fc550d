"""Read the picture of a page by text recognition."""
