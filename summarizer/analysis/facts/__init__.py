"""What stands in a sentence beside who did what: times, places, casualties."""
