"""The demonstration region: real areas of CBS and invented actors, of any size, the same for the same seed and day."""
