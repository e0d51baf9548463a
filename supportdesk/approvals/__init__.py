"""What needs another person's word: asked, granted, used once (ROLE-03)."""
