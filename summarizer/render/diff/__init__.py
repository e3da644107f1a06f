"""What two briefs of the same article share, and where they differ."""
