"""The first page of an empty desk. Knows everybody, like the addresses; decides nothing."""
