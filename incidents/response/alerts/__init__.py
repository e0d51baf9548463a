"""What monitoring sends: read, checked and put together."""
