"""Check many agencies in one run: jobs in, a folder of reports and an overview of all out."""
