"""What touches the disk and git: where a vault is, what is in it, and writing to it without harm."""
