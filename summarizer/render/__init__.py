"""A brief in forms that people read: terminal and Markdown. JSON is the brief itself."""
