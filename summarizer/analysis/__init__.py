"""What rules can tell about an article without a model: text in, spans out."""
