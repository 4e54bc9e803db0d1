"""Wires the apps together; holds no domain."""
