"""What any article holds, whatever its language: sentences, quotations, and the places of names, numbers and dates."""
