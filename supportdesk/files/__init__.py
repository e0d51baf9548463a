"""Files that people gave us: looked at by content, kept under names of ours, shown by links that end."""
