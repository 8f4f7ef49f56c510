"""What people get: the command line, checklists, listings. Imports `pipeline` and what lies beneath it."""
