"""Matching: the concepts of a rubric in the provisions of a policy."""
