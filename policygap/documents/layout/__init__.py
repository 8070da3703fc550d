"""From words on pages to lines, columns, paragraphs, headings and lists."""
