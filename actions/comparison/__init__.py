"""Osteoporosis beside osteomalacia: the rows, and what is said about them."""
