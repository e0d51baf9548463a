"""Articles on tickets: what solved one, what was sent, what was read, and what was written from one."""
