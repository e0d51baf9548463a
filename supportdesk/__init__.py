"""The floor and the roof: settings, servers, people, events, the catalogue and the ways in and out."""
