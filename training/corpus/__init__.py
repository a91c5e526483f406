"""The corpus of the project: its inline form, the check of it, and its form as offsets."""
