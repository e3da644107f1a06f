"""Many articles: how they flow, what they may take, and what is kept of a run."""
