"""Invitations: an address, roles, and a link that works once. The rights of who invited are checked again on acceptance."""
