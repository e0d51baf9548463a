"""Knowledge: articles, playbooks and macros."""
