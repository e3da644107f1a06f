"""Who is named: people, countries, bodies and groups, unified under one name each."""
