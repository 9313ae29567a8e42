"""Translation packages of Argos Translate: found, fetched, and at work."""
