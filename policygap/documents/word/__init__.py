"""Read Word documents (.docx and kin)."""
