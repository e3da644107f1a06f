"""The only network seam: client, retries, profiles, usage."""
