"""What the tool knows of English."""
