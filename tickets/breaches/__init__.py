"""What follows a level of a promise: acts of the ladder, reasons of breaches, credit at risk."""
