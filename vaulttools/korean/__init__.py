"""What the tool knows of Korean."""
