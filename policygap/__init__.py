"""policygap: find what a use-of-force policy lacks against California's law and POST's guidance."""
