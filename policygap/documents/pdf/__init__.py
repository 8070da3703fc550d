"""Read PDF: pages, words, drawings, tables."""
