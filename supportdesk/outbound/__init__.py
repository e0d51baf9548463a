"""What leaves the desk. Notices inside the product, and mails."""
