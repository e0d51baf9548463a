"""Mail in: how its bytes come (listen, imap), and what they say (mime, letter; pure, in a child of their own)."""
